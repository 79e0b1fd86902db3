"""The yearly plan of administrative reform. The only door of this module."""

from motcua.office.reform.actions.change_task import change_task
from motcua.office.reform.actions.issue_plan import issue_plan
from motcua.office.reform.actions.judge_product import judge_product
from motcua.office.reform.actions.record_plan import PlanText, record_plan
from motcua.office.reform.actions.report_progress import report_progress
from motcua.office.reform.models import Plan, PlanTask, TaskStep
from motcua.office.reform.queries.plans import (
    PlanPage,
    TaskRow,
    evidence_of,
    own_tasks,
    plan_page,
    plans,
    task_with_history,
    to_confirm,
)
from motcua.office.reform.rights import CONFIRM, ISSUE, PLAN, READ, REPORT
from motcua.office.reform.rules.plan_lines import AREAS, PlannedTask, read_plan
from motcua.office.reform.rules.task_turns import TaskState, Turn, after

__all__ = [
    "AREAS",
    "CONFIRM",
    "ISSUE",
    "PLAN",
    "READ",
    "REPORT",
    "Plan",
    "PlanPage",
    "PlanTask",
    "PlanText",
    "PlannedTask",
    "TaskRow",
    "TaskState",
    "TaskStep",
    "Turn",
    "after",
    "change_task",
    "evidence_of",
    "issue_plan",
    "judge_product",
    "own_tasks",
    "plan_page",
    "plans",
    "read_plan",
    "record_plan",
    "report_progress",
    "task_with_history",
    "to_confirm",
]
