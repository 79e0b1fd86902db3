"""What people think of a page or a procedure; nothing says who."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Opinion(models.Model):
    """A score from 1 to 5 and a text, about a procedure or the portal itself."""

    about = models.CharField(max_length=40, blank=True)
    score = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="opinion_score")]

    def __str__(self) -> str:
        return f"{self.about} {self.score}"
