"""An alert: a figure that became somebody's task, with a deadline."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.insight.operations.rules.alerting import State


class Alert(models.Model):
    """Raised for one tile and unit; one at a time. `owner` and `role` name the post that answers by `due_at`."""

    tile = models.CharField(max_length=60)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=[(state.value, state.name) for state in State], default=State.RAISED.value)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    last = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    threshold = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    says_vi = models.CharField(max_length=300)
    says_en = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    still_holds = models.BooleanField(default=True)
    taken_by = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.BigIntegerField(null=True)  # the account; its name is in the history
    answered_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    escalated_role = models.CharField(max_length=30, blank=True)
    closed_at = models.DateTimeField(null=True)
    quiet_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tile", "unit"], condition=Q(closed_at__isnull=True), name="alert_one_open"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | Q(state="closed"), name="alert_closed_says_so"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="alert_running", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["tile", "unit", "-id"], name="alert_history"),
        ]

    def __str__(self) -> str:
        return f"{self.tile} {self.unit_id} {self.raised_at:%Y-%m-%d}"
