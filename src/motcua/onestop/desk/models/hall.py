"""Where people wait: the hall of a one-stop unit, and its counters."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Hall(models.Model):
    """How a one-stop unit receives people. Content of the province; the slug stands in public addresses.

    `slot_minutes` and `per_slot` say how many appointments there are; `grace_minutes` how late one may come and still be on time.
    """

    unit = models.OneToOneField("directory.Unit", on_delete=models.PROTECT, related_name="hall")
    slug = models.SlugField(max_length=40, unique=True)
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    per_slot = models.PositiveSmallIntegerField(default=2)
    days_ahead = models.PositiveSmallIntegerField(default=14)
    grace_minutes = models.PositiveSmallIntegerField(default=10)
    most_waiting = models.PositiveSmallIntegerField(default=300)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="hall_slots_make_sense", condition=Q(slot_minutes__gte=5, per_slot__gte=0, per_slot__lte=50)),
        ]

    def __str__(self) -> str:
        return self.slug


class Counter(models.Model):
    """One counter of a hall; `fields` are codes of the fields of work it serves, all when empty."""

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="counters")
    key = models.CharField(max_length=20)
    name_vi = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    fields = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hall", "key"], name="counter_once_in_hall")]
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return self.name_vi
