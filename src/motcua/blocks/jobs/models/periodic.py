"""When each periodic job is due next, so that many workers start it once."""

from django.db import models


class Periodic(models.Model):
    """One periodic job and the real moment at which it is due next."""

    name = models.CharField(max_length=100, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
