"""Posts in units, who holds them from day to day, and who acts during an absence."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Post(models.Model):
    """A post of a unit: its role gives rights in the unit, its title stands under a signature.

    `signs_for` is the line above the title, as "KT. Chủ tịch" over a deputy's (NĐ 30/2020/NĐ-CP, annex I).
    """

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30)
    title = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150, blank=True)
    signs_for = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "role", "title"], name="post_once"),)

    def __str__(self) -> str:
        return self.title


class Tenure(models.Model):
    """Somebody in a post from the first to the last day; without a last day until further notice."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tenures")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["post", "account", "valid_from"], name="tenure_once"),
            models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="tenure_range"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} in post {self.post_id}"

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day; the last day still counts."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Delegation(models.Model):
    """Somebody else acts in a post from the first to the last day, on behalf of the one who holds it."""

    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="delegations")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["tenure", "account", "valid_from"], name="delegation_once"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_range"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} for tenure {self.tenure_id}"
