"""Work to be done behind the scenes: one row per job until it is done."""

from django.db import models
from django.db.models import F, Q


class Job(models.Model):
    """A job waits, runs under a lease, and leaves the table when done; one that failed for good stays for the operator."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        FAILED = "failed"

    name = models.CharField(max_length=100)
    args = models.JSONField(default=list)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 -- null: no key; unique among unfinished jobs
    serial = models.CharField(max_length=200, default="")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=60, default="")
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(F("priority").desc(), "run_at", "id", name="job_waiting", condition=Q(state="waiting")),
            models.Index(fields=["lease_until"], name="job_running", condition=Q(state="running")),
            models.Index(fields=["serial", "id"], name="job_serial", condition=~Q(serial="")),
        )
        constraints = (
            models.UniqueConstraint(fields=["key"], name="job_key_once_while_unfinished", condition=~Q(state="failed")),
            models.UniqueConstraint(fields=["serial"], name="job_serial_runs_alone", condition=Q(state="running") & ~Q(serial="")),
        )

    def __str__(self) -> str:
        return f"{self.name} #{self.pk} ({self.state})"
