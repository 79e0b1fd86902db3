"""The yearly plan, its tasks, and the history of each task."""

from typing import ClassVar

from django.db import models

from motcua.blocks.permissions.api import holdings_with
from motcua.kernel.actor import Actor
from motcua.office.reform.rights import READ
from motcua.office.reform.rules.plan_lines import AREAS
from motcua.office.reform.rules.task_turns import TaskState


class Plan(models.Model):
    """The plan of a unit for a year, by its decision (NQ 76/NQ-CP; each agency issues its own)."""

    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    decided_on = models.DateField()
    issued_at = models.DateTimeField(null=True)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year", "number"], name="reform_plan_once")]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    """Tasks; every list of officials starts from `visible_to`."""

    def visible_to(self, actor: Actor) -> "PlanTaskQuerySet":
        """Tasks of plans at or below the actor's units, and those that an own unit must do; the system sees all."""
        if actor.kind == "system":
            return self.all()
        near = models.Q(pk__in=())
        for holding in holdings_with(actor, READ):
            near |= models.Q(plan__unit__path__startswith=holding.unit_path) | models.Q(owner__path__startswith=holding.unit_path)
        return self.filter(near)


class PlanTask(models.Model):
    """One task: who must bring forth which product by when. `first_due_at` keeps the deadline the plan was issued with."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    area = models.CharField(max_length=16, choices=[(key, key) for key in AREAS])
    title = models.CharField(max_length=500)
    product = models.CharField(max_length=500)
    owner = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state.value, state.name) for state in TaskState], default=TaskState.PLANNED)
    percent = models.PositiveSmallIntegerField(default=0)
    handed_in_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "code"], name="reform_task_once_in_plan"),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="reform_task_percent"),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "due_at"], name="reform_task_owner")]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class TaskStep(models.Model):
    """One entry in the history of a task: who did what, in which words, with which evidence."""

    task = models.ForeignKey(PlanTask, on_delete=models.CASCADE, related_name="steps")
    turn = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_account = models.PositiveBigIntegerField(null=True)
    percent = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    evidence = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.turn} {self.at:%d/%m/%Y}"
