"""What can be counted of the reform plan."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import F, QuerySet

from motcua.blocks.measures.api import Indicator, count_of, register
from motcua.office.reform.events import TASK, ReformEvent
from motcua.office.reform.models import PlanTask
from motcua.office.reform.rules.task_turns import TaskState


def _due(**which: object) -> Callable[[], QuerySet[PlanTask]]:
    return lambda: PlanTask.objects.filter(plan__issued_at__isnull=False, **which).exclude(state=TaskState.DROPPED)


_of_tasks: Callable[..., Any] = partial(
    count_of,
    unit_name={"vi": "nhiệm vụ", "en": "tasks"},
    kind="flow",
    unit="owner_id",
    procedure="code",
    stream=TASK,
    kinds=list(ReformEvent),
)
for _key, _rows, _day, _vi, _en in (
    ("reform.tasks_due", _due(), "due_at", "Nhiệm vụ cải cách đến hạn", "Tasks of the reform plan due"),
    ("reform.tasks_done_of_due", _due(state=TaskState.DONE), "due_at", "Nhiệm vụ đến hạn đã hoàn thành", "Tasks due that are done"),
    (
        "reform.tasks_on_time",
        _due(state=TaskState.DONE, handed_in_at__lte=F("due_at")),
        "due_at",
        "Nhiệm vụ đến hạn hoàn thành đúng hạn",
        "Tasks due that were done on time",
    ),
    ("reform.tasks_handed_in", _due(handed_in_at__isnull=False), "handed_in_at", "Sản phẩm đã báo cáo", "Products handed in"),
):
    register(
        _of_tasks(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Nhiệm vụ của các kế hoạch đã ban hành, không tính nhiệm vụ đã dừng, theo ngày đến hạn (sản phẩm: theo ngày báo cáo)",
                "en": "Tasks of issued plans without dropped ones, by the day they are due (products: by the day handed in)",
            },
            rows=_rows,
            day=_day,
        )
    )
for _key, _of, _vi, _en in (
    ("reform.plan_completion_pct", "reform.tasks_done_of_due", "Tỷ lệ hoàn thành kế hoạch cải cách", "Completion of the reform plan"),
    ("reform.tasks_on_time_pct", "reform.tasks_on_time", "Tỷ lệ nhiệm vụ đúng hạn", "Tasks of the reform plan on time"),
):
    register(
        Indicator(
            key=_key,
            name={"vi": _vi, "en": _en},
            unit={"vi": "%", "en": "%"},
            kind="ratio",
            formula={"vi": "Trên số nhiệm vụ đến hạn trong kỳ", "en": "Of the tasks due in the period"},
            numerator=(_of, ""),
            denominator=("reform.tasks_due", ""),
            decimals=2,
        )
    )
