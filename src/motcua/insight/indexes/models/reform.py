"""One year's reform index of a group of units: the round, a sheet for each unit, a mark for each component, its evidence."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.insight.indexes.rules.reform import ReformSet
from motcua.insight.indexes.rules.sheet_turns import SheetState


class ReformRound(models.Model):
    """The round of one group and year; `criteria` keeps the set as it was when it was opened: amendments change no running round."""

    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=12)
    criteria = models.JSONField()
    sha256 = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(null=True)
    signer_name = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "group"], name="reform_round_once"),
            models.CheckConstraint(name="reform_published_whole", condition=Q(published_at__isnull=True) | Q(number__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.year}"

    @property
    def content(self) -> ReformSet:
        """The criteria as typed values."""
        return ReformSet.model_validate(self.criteria)


class ReformSheet(models.Model):
    """One unit in a round."""

    round = models.ForeignKey(ReformRound, on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.name) for s in SheetState], default=SheetState.DRAFTING.value)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True)
    return_reason = models.TextField(blank=True)
    appraised_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    index = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # as published

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "unit"], name="reform_sheet_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"


class ReformMark(models.Model):
    """One component on a sheet: the number and points as the unit, the field lead and the council see them.

    `basis` says where a number from records came from: figures, their keys, the period and the moment of counting.
    """

    sheet = models.ForeignKey(ReformSheet, on_delete=models.CASCADE, related_name="marks")
    key = models.CharField(max_length=40)
    applicable = models.BooleanField(default=True)
    basis = models.JSONField(default=dict)
    self_value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    self_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    self_note = models.TextField(blank=True)
    lead_value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    lead_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    lead_note = models.TextField(blank=True)
    lead_by = models.CharField(max_length=200, blank=True)
    council_value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    council_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    council_note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "key"], name="reform_mark_once")]

    def __str__(self) -> str:
        return self.key


class ReformEvidence(models.Model):
    """A file or a document that proves a mark."""

    mark = models.ForeignKey(ReformMark, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=255)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class SurveyLink(models.Model):
    """An invitation to answer once. It knows which dossier was drawn, and whether it was used; never when, nor with which answers."""

    round = models.ForeignKey(ReformRound, on_delete=models.PROTECT, related_name="links")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    survey = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    token_hash = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "unit", "survey", "place"], name="survey_link_once")]

    def __str__(self) -> str:
        return f"{self.survey} {self.place}"


class SurveyAnswer(models.Model):
    """What one person answered: no link, no dossier, no moment, an id that tells no order."""

    id = models.UUIDField(primary_key=True)
    round = models.ForeignKey(ReformRound, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    survey = models.CharField(max_length=40)
    answers = models.JSONField()  # question -> 1..scale

    class Meta:
        indexes: ClassVar = [models.Index(fields=["round", "unit", "survey"], name="survey_answers_of_unit")]

    def __str__(self) -> str:
        return self.survey
