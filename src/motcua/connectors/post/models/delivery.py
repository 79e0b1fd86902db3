"""Which messages were taken in."""

from django.db import models


class PostDelivery(models.Model):
    """The number of a message that was taken in; the same number is never taken in twice (real time)."""

    number = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.number
