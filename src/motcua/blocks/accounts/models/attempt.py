"""Attempts to log in, kept for a day so that guessing can be slowed down."""

from django.db import models


class SignInAttempt(models.Model):
    """One failed attempt (real time). The name is kept as a digest: people type passwords into the wrong field."""

    name_key = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["name_key", "at"], name="attempt_by_name"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
        )
