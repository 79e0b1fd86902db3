"""A procedure, and the versions under which dossiers were received."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

_MAY_CHANGE = frozenset({"valid_to"})


class Procedure(models.Model):
    """A public administrative procedure by its national code. Names mirror the newest version, for lists."""

    class State(models.TextChoices):
        """Where it stands in its public life (domain: validity of a procedure in the national database)."""

        PENDING = "pending"
        PUBLISHED = "published"
        ABOLISHED = "abolished"

    class Level(models.TextChoices):
        """The level of the competent body."""

        COMMUNE = "commune"
        DISTRICT = "district"
        PROVINCE = "province"

    class Interlinked(models.TextChoices):
        """Whether several agencies handle it behind one desk (NĐ 61/2018 a.15): at one level, or across levels."""

        NONE = "none"
        SAME_LEVEL = "same_level"
        ACROSS_LEVELS = "across_levels"

    code = models.CharField(max_length=16, unique=True)
    local_code = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    field_code = models.CharField(max_length=20)
    name_vi = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500)
    interlinked = models.CharField(max_length=16, choices=Interlinked.choices, default="none")
    at_one_stop = models.BooleanField(default=True)
    online_level = models.PositiveSmallIntegerField(default=1)  # 1-4 (NĐ 43/2011): 3 sent online, 4 also paid and returned online
    performed_by = models.CharField(max_length=60, blank=True)  # commune, district, or the key of the agency
    has_fee = models.BooleanField(default=False)
    paper_result = models.BooleanField(default=False)  # the applicant gets a paper made here, so a signed digital one too
    full_content = models.BooleanField(default=False)  # nothing that must be published of it is missing

    class Meta:
        indexes: ClassVar = [models.Index(fields=["field_code", "level"], name="procedure_field")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_vi}"


class VersionIsImmutableError(Exception):
    """Somebody tried to change a version; dossiers stand on it, so a new version has to be loaded instead."""


class ProcedureVersion(models.Model):
    """What a procedure asks, costs and promises from a day on. Never changed: only `valid_to` is set once, by its successor."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    content = models.JSONField()
    form_schema = models.JSONField()
    process = models.ForeignKey("workflow.ProcessVersion", on_delete=models.PROTECT, related_name="procedureversion_of")
    result_template = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["procedure", "-valid_from", "-number"], name="procedure_version_in_force")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number"),
            models.UniqueConstraint(fields=["procedure"], condition=Q(valid_to__isnull=True), name="procedure_version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Store a new version, or set `valid_to` of an old one; anything else raises `VersionIsImmutableError`."""
        if not self._state.adding and (update_fields is None or not set(update_fields) <= _MAY_CHANGE):
            raise VersionIsImmutableError(f"version {self.pk} of a procedure cannot be changed; load a new one")
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: dossiers keep the law of their day."""
        raise VersionIsImmutableError(f"version {self.pk} of a procedure cannot be deleted")
