"""The desk without network: blocks of numbers kept aside for a device, and what it took in meanwhile."""

import uuid
from typing import ClassVar

from django.db import models


class NumberBlock(models.Model):
    """Numbers of some days, reserved for one device of one desk. Its key is kept as a hash; `data_key` opens the device's store.

    `prepared_at` and `closed_at` are legal moments, `seen_at` is real time. `clock_off` is by how many seconds the clock of the
    device was ahead when it last reported; `waiting` how many entries it said it still keeps.
    """

    class State(models.TextChoices):
        OPEN = "open"
        RETURNED = "returned"
        VOIDED = "voided"

    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    desk = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    device_name = models.CharField(max_length=100)
    device_digest = models.CharField(max_length=64)
    data_key = models.CharField(max_length=64)
    account_id = models.PositiveBigIntegerField(null=True)
    officer = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    per_day = models.PositiveSmallIntegerField()
    prepared_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    clock_off = models.IntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    close_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["desk", "state"], name="offline_block_desk")]

    def __str__(self) -> str:
        return f"{self.device_name} {self.first_day}"


class ReservedNumber(models.Model):
    """One dossier code and the number of slip 01 that goes with it. It is never lost: used, promised to somebody, or void with a reason."""

    class State(models.TextChoices):
        FREE = "free"
        PROMISED = "promised"
        USED = "used"
        VOIDED = "voided"

    block = models.ForeignKey(NumberBlock, on_delete=models.PROTECT, related_name="numbers")
    day = models.DateField()
    code = models.CharField(max_length=40, unique=True)
    slip_number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.FREE)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["block", "state"], name="offline_number_state")]

    def __str__(self) -> str:
        return self.code


class OfflineEntry(models.Model):
    """What a device took in, as it was sent: kept whatever becomes of it. `sequence` counts on the device, `arrived_at` is real time."""

    class State(models.TextChoices):
        TAKEN = "taken"
        HELD = "held"
        REJECTED = "rejected"

    key = models.UUIDField(unique=True)
    block = models.ForeignKey(NumberBlock, on_delete=models.PROTECT, related_name="entries")
    number = models.ForeignKey(ReservedNumber, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    sheet = models.JSONField()
    person = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    problem = models.CharField(max_length=40, blank=True)
    reasons = models.JSONField(default=list)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="offline_taken_has_dossier",
                condition=models.Q(state="taken", dossier__isnull=False) | (~models.Q(state="taken") & models.Q(dossier__isnull=True)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["block", "state"], name="offline_entry_state")]

    def __str__(self) -> str:
        return str(self.key)


class OfflinePhoto(models.Model):
    """A photograph of a paper, sent after its entry; `uid` is made on the device, so that it comes once."""

    uid = models.UUIDField(unique=True)
    entry = models.ForeignKey(OfflineEntry, on_delete=models.PROTECT, related_name="photos")
    component_key = models.CharField(max_length=60)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    attached = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.uid)
