"""Kinds of news, and when a way is silent."""

from typing import ClassVar

from django.db import models


class Topic(models.Model):
    """One kind of news people can choose ways for; what the law requires (`required`) always reaches the inbox."""

    key = models.CharField(max_length=40, unique=True)
    audience = models.CharField(max_length=10, default="party")
    name = models.JSONField(default=dict)
    required = models.BooleanField(default=False)
    default_ways = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class QuietHours(models.Model):
    """From a day on, a way is silent between two times of day."""

    way = models.CharField(max_length=8)
    valid_from = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["way", "valid_from"], name="quiet_hours_once")]
