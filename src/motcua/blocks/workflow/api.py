"""Processes drawn in BPMN: deploy them, run them, ask who holds what, show where they are. The only door of this block."""

from motcua.blocks.workflow.actions.adopt_runs import Run, adopt_runs
from motcua.blocks.workflow.actions.cancel import cancel
from motcua.blocks.workflow.actions.complete import complete
from motcua.blocks.workflow.actions.deploy import ProcessRefused, deploy
from motcua.blocks.workflow.actions.fire_due_timers import Fired, fire_due_timers, fire_timer
from motcua.blocks.workflow.actions.move import move
from motcua.blocks.workflow.actions.receive_message import receive_message
from motcua.blocks.workflow.actions.start import start
from motcua.blocks.workflow.actions.steps import Progress
from motcua.blocks.workflow.models import Instance, ProcessVersion, Task
from motcua.blocks.workflow.ports import Assign, Assignment, Due, Facts
from motcua.blocks.workflow.queries.lint import lint
from motcua.blocks.workflow.queries.move import can_move
from motcua.blocks.workflow.queries.outcomes import outcomes_of
from motcua.blocks.workflow.queries.picture import outline, picture
from motcua.blocks.workflow.queries.rehearse import Rehearsal, rehearse
from motcua.blocks.workflow.queries.tasks import due_timers, open_tasks, running_instances, tasks_for, tasks_of
from motcua.blocks.workflow.rules.definition import Problem
from motcua.blocks.workflow.rules.moving import Obstacle
from motcua.blocks.workflow.rules.outline import Line
from motcua.blocks.workflow.rules.picture import Mark

__all__ = [
    "Assign",
    "Assignment",
    "Due",
    "Facts",
    "Fired",
    "Instance",
    "Line",
    "Mark",
    "Obstacle",
    "Problem",
    "ProcessRefused",
    "ProcessVersion",
    "Progress",
    "Rehearsal",
    "Run",
    "Task",
    "adopt_runs",
    "can_move",
    "cancel",
    "complete",
    "deploy",
    "due_timers",
    "fire_due_timers",
    "fire_timer",
    "lint",
    "move",
    "open_tasks",
    "outcomes_of",
    "outline",
    "picture",
    "receive_message",
    "rehearse",
    "running_instances",
    "start",
    "tasks_for",
    "tasks_of",
]
