from typing import TYPE_CHECKING

from django.db import models

from motcua.blocks.workflow.models.process_version import ProcessVersion

if TYPE_CHECKING:
    from motcua.blocks.workflow.models.task import Task


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
    opened: "tuple[Task, ...]" = ()

    class Meta:
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="instance_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, state__isnull=False) | models.Q(ended_at__isnull=False, state__isnull=True),
                name="instance_state_until_the_end",
            ),
        )
