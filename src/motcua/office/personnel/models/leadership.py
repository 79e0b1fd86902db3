"""Planning for leadership: who may come after whom; the five steps of an appointment; the class of a commune."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Pool(models.Model):
    """The planned successors for one title of a unit in a term (quy hoạch)."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=60, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-first_year", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "title", "first_year"], name="pool_once"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="pool_range"),
        ]

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """Somebody in a pool; `taken_out_at` when reviewed out of it."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="pools")
    added_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["pool", "person"], name="pool_person_once")]

    def __str__(self) -> str:
        return f"{self.person_id}"


class AppointmentStep(models.Model):
    """One of the five steps towards an appointment (Decree 138/2020/ND-CP, article 46), with its minutes and votes."""

    person = models.ForeignKey("personnel.PersonFile", on_delete=models.PROTECT, related_name="steps")
    title = models.CharField(max_length=150)
    step = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    minutes = models.TextField()
    present = models.PositiveSmallIntegerField()
    agreed = models.PositiveSmallIntegerField()
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["person", "title", "step"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "title", "step"], name="appointment_step_once"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=5), name="appointment_step_five"),
            models.CheckConstraint(condition=Q(agreed__lte=F("present")), name="appointment_step_votes"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.title}"


class CommuneClass(models.Model):
    """The class of a commune or ward (1, 2, 3) from a day on; it gives the limit of its staff."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "since"], name="commune_class_once"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=3), name="commune_class_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.rank}"
