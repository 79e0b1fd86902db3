"""A paper of a dossier that an officer checked, described and signed (domain 3.2)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class DigitalPaper(models.Model):
    """What is known of one digitised paper; the file that came stays untouched beside the signed one."""

    class Approval(models.IntegerChoices):
        """National codes (domain 3.1)."""

        WAITING = 1, "waiting"
        APPROVED = 2, "approved"
        REJECTED = 3, "rejected"

    class CopyKind(models.IntegerChoices):
        """What lay at the desk (national field LoaiBan)."""

        ORIGINAL = 0, "original"
        COPY = 1, "copy"
        ELECTRONIC = 2, "electronic"

    paper = models.OneToOneField("dossiers.Paper", on_delete=models.PROTECT, related_name="digital")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="digital_papers")
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    id_code = models.CharField(max_length=160)
    name = models.CharField(max_length=300)
    type_code = models.CharField(max_length=40, blank=True)
    owner_name = models.CharField(max_length=200)
    owner_number = models.CharField(max_length=20, blank=True)
    procedure_code = models.CharField(max_length=16)
    field_code = models.CharField(max_length=20, blank=True)
    copy_kind = models.PositiveSmallIntegerField(choices=CopyKind.choices)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    agency = models.CharField(max_length=300, blank=True)
    signer = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    permanent = models.BooleanField(default=False)
    scope = models.CharField(max_length=200, blank=True)
    visible_to_owner = models.BooleanField(default=True)
    source = models.CharField(max_length=12)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    digitised_at = models.DateTimeField()
    digitised_by = models.CharField(max_length=200)
    digitised_by_account = models.PositiveBigIntegerField()
    approval = models.PositiveSmallIntegerField(choices=Approval.choices, default=Approval.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="digital_paper_decided_whole",
                condition=Q(approval=1, decided_at__isnull=True) | (~Q(approval=1) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(name="digital_paper_lasts_one_way", condition=Q(permanent=False) | Q(valid_until__isnull=True)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "digitised_at"], name="digital_paper_unit"),
            models.Index(fields=["id"], name="digital_paper_undecided", condition=Q(approval=1)),
        ]

    def __str__(self) -> str:
        return self.name


class DigitalVersion(models.Model):
    """An earlier or the present signed file of a digital paper, with what was said of it then."""

    digital = models.ForeignKey(DigitalPaper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["digital", "number"], name="digital_version_once")]


class DossierStanding(models.Model):
    """Whether everything of a dossier is digital: 1 waiting, 2 done (national codes, domain 3.1)."""

    class State(models.IntegerChoices):
        WAITING = 1, "waiting"
        DONE = 2, "done"

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="digitisation")
    state = models.PositiveSmallIntegerField(choices=State.choices, default=State.WAITING)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="dossier_digital_since", condition=Q(state=1, done_at__isnull=True) | Q(state=2, done_at__isnull=False)
            )
        ]
