"""A draft written while nobody could log in."""

from django.db import models


class GuestDraft(models.Model):
    """What a guest has typed, encrypted with a key that only the guest's secret link holds; real time."""

    key = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    caller = models.CharField(max_length=64)
    began_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField(db_index=True)
