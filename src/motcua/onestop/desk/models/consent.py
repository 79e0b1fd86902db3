"""The one-time code by which a citizen lets somebody act for him: kept as a hash, for a short time, with few tries."""

from django.db import models


class ConsentCode(models.Model):
    """A code sent to the owner's phone. `matter` names the draft, or the page of the counter, that it opens; times are real."""

    matter = models.CharField(max_length=60, unique=True)
    owner = models.ForeignKey("parties.Party", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent = models.PositiveSmallIntegerField(default=1)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.matter
