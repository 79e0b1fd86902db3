"""The province's content about feedback as it was loaded; the newest holds, the earlier ones stay readable."""

from django.db import models


class ContentVersion(models.Model):
    """One loaded version."""

    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField()


class SendCount(models.Model):
    """How many posts came in one real hour from one sender's mark (a keyed hash of address, session or phone; "unknown" for all)."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "hour"], name="feedback_send_count_once"),)
