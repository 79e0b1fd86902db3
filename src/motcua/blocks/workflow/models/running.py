"""Running processes: instances and the rows that say where each of them waits."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.blocks.workflow.models.process_version import ProcessVersion


class Instance(models.Model):
    """One run of a process for one subject. `state` holds tokens only, and nothing once the instance has ended."""

    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="instances")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    state = models.BinaryField(null=True)
    state_version = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    # Tasks opened by the action that returned this instance; not stored.
    opened: tuple["Task", ...] = ()

    class Meta:
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="instance_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, state__isnull=False) | models.Q(ended_at__isnull=False, state__isnull=True),
                name="instance_state_until_the_end",
            ),
        )


class Task(models.Model):
    """One place where an instance waits or waited: for a person (task), for a message, or for a moment (timer).

    Rows mirror the engine, so that SQL can say who holds what. A row is open until `completed_at` is set; one that
    was taken away before it was done has the outcome ``cancelled``.
    """

    TASK, MESSAGE, TIMER = "task", "message", "timer"
    CANCELLED: ClassVar[str] = "cancelled"

    instance = models.ForeignKey(Instance, on_delete=models.CASCADE, related_name="tasks")
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=[(TASK, "task"), (MESSAGE, "message"), (TIMER, "timer")])
    token = models.PositiveIntegerField()
    node = models.CharField(max_length=120)
    name = models.JSONField()
    step = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=40, blank=True)
    unit_id = models.BigIntegerField(null=True)
    message = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["instance", "token"], name="task_token"),)
        indexes = (
            models.Index(
                fields=["role", "unit_id", "due_at", "id"], name="task_inbox", condition=Q(completed_at__isnull=True) & ~Q(role="")
            ),
            models.Index(fields=["due_at"], name="task_timers", condition=Q(completed_at__isnull=True, kind="timer")),
            models.Index(fields=["subject_type", "subject_id", "id"], name="task_subject"),
        )

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.completed_at is None
