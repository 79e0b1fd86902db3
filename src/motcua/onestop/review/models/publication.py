"""A decision that publishes procedures, line by line (NĐ 63/2010/NĐ-CP; the annual lists of online services too)."""

from typing import ClassVar

from django.db import models


class PublicationDecision(models.Model):
    """One signed decision of the chairman: number, day, from when it holds."""

    issuer = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    effective_on = models.DateField()
    announced_in_time = models.BooleanField(null=True)  # whether it was signed early enough before its effect; None: not worked out
    publish_by = models.DateField(null=True)  # the last day to make its procedures public in the national database
    signer_name = models.CharField(max_length=200, blank=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issuer", "number"], name="publication_number_once")]
        indexes: ClassVar = [models.Index(fields=["decided_at"], name="publication_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class DecidedProcedure(models.Model):
    """One procedure in a decision, and what the decision does with it."""

    class Change(models.TextChoices):
        NEW = "new"
        AMENDED = "amended"
        REPLACED = "replaced"
        SIMPLIFIED = "simplified"
        ABOLISHED = "abolished"
        ONLINE = "online"  # announced as an online service of level 3 or 4

    decision = models.ForeignKey(PublicationDecision, on_delete=models.CASCADE, related_name="procedures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    change = models.CharField(max_length=10, choices=Change.choices)
    online_level = models.PositiveSmallIntegerField(null=True)
    without_authority = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "code", "change"], name="decided_once_per_change")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
