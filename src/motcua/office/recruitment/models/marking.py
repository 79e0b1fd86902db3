"""The council, its rounds, scripts known by a code only, and marks given blind."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.office.recruitment.models.application import Application
from motcua.office.recruitment.models.plan import Plan
from motcua.office.recruitment.rules.marks import MarkTurn, Scale
from motcua.office.recruitment.rules.states import RoundState, SeatRole


class Seat(models.Model):
    """A member of the council of a plan: one person, one seat, so that no secretary marks."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="seats")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(one.value, one.name) for one in SeatRole])

    class Meta:
        ordering: ClassVar = ["role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "account"], name="recruitment_seat_once"),
            models.UniqueConstraint(
                fields=["plan", "role"], condition=Q(role__in=["chair", "secretary"]), name="recruitment_one_chair_one_secretary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"


class Round(models.Model):
    """One round of the exam, with the rules as they were when the notice went out."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    highest = models.DecimalField(max_digits=6, decimal_places=2)
    pass_mark = models.DecimalField(max_digits=6, decimal_places=2)
    most_difference = models.DecimalField(max_digits=6, decimal_places=2)
    markers = models.PositiveSmallIntegerField()
    counts = models.BooleanField()
    reviewable = models.BooleanField()
    state = models.CharField(max_length=8, choices=[(one.value, one.name) for one in RoundState], default=RoundState.WAITING.value)
    closed_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "place"], name="recruitment_round_once"),
            models.CheckConstraint(condition=Q(markers__in=[1, 2]), name="recruitment_round_markers"),
        ]

    def __str__(self) -> str:
        return self.name_vi

    @property
    def scale(self) -> Scale:
        """For the rules of marks."""
        return Scale(self.highest, self.most_difference, self.markers)


class Marker(models.Model):
    """A member who marks in a round, in one turn only: nobody marks the same script twice."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="marker_rows")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="markings")
    turn = models.PositiveSmallIntegerField(choices=[(one.value, one.name) for one in MarkTurn])

    class Meta:
        ordering: ClassVar = ["turn", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "seat"], name="recruitment_marker_one_turn")]

    def __str__(self) -> str:
        return f"turn {self.turn} in round {self.round_id}"


class Script(models.Model):
    """What a candidate wrote or said in a round; markers know its `code`, only the secretary knows whose it is."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scripts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scripts")
    code = models.CharField(max_length=12)
    absent = models.BooleanField(default=False)
    final = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "code"], name="recruitment_code_once"),
            models.UniqueConstraint(fields=["round", "application"], name="recruitment_script_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Mark(models.Model):
    """One mark of one marker for one script."""

    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="marks")
    turn = models.PositiveSmallIntegerField(choices=[(one.value, one.name) for one in MarkTurn])
    points = models.DecimalField(max_digits=6, decimal_places=2)
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["turn"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["script", "turn"], name="recruitment_mark_once"),
            models.UniqueConstraint(fields=["script", "marker"], name="recruitment_marker_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="recruitment_mark_not_negative"),
        ]

    def __str__(self) -> str:
        return f"turn {self.turn} of {self.script_id}"
