"""What can be counted of inspections (figures inspection.* of the reform report)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.blocks.measures.api import Indicator, count_of, register
from motcua.kernel import clock
from motcua.office.inspections.events import FINDING, INSPECTION, InspectionEvent
from motcua.office.inspections.models import Finding, Inspection
from motcua.office.inspections.rules.turns import FindingState


def _units(area: str) -> Callable[[], QuerySet[Inspection]]:
    """Inspections begun, the first one of a unit in its year only: each unit counts once."""

    def rows() -> QuerySet[Inspection]:
        begun = Inspection.objects.filter(area=area, first_visit_at__isnull=False)
        same = begun.filter(unit=OuterRef("unit"), year=OuterRef("year"))
        sooner = Q(first_visit_at__lt=OuterRef("first_visit_at")) | Q(first_visit_at=OuterRef("first_visit_at"), pk__lt=OuterRef("pk"))
        return begun.exclude(Exists(same.filter(sooner)))

    return rows


for _key, _area, _vi, _en in (
    ("inspection.home_affairs_units", "home_affairs", "Đơn vị được thanh tra về nội vụ", "Units inspected on home affairs"),
    ("inspection.science_units", "science", "Đơn vị được kiểm tra về khoa học và công nghệ", "Units inspected on science"),
):
    register(
        count_of(
            _key,
            name={"vi": _vi, "en": _en},
            unit_name={"vi": "đơn vị", "en": "units"},
            kind="flow",
            formula={
                "vi": "Đơn vị có cuộc thanh tra, kiểm tra bắt đầu làm việc trực tiếp trong kỳ; mỗi đơn vị tính một lần trong năm",
                "en": "Units at which an inspection began with a visit in the period; each unit counts once a year",
            },
            rows=_units(_area),
            day="first_visit_at",
            unit="unit_id",
            procedure="subject",
            stream=INSPECTION,
            kinds=[InspectionEvent.VISITED, InspectionEvent.DROPPED],
        )
    )


def _told(**which: object) -> Callable[[], QuerySet[Finding]]:
    return lambda: Finding.objects.filter(issued_at__isnull=False, **which).exclude(state=FindingState.LIFTED)


_of_findings: Callable[..., Any] = partial(
    count_of,
    unit_name={"vi": "vấn đề", "en": "findings"},
    unit="inspection__unit_id",
    procedure="inspection__subject",
    stream=FINDING,
    kinds=[InspectionEvent.ISSUED, InspectionEvent.ACCEPTED, InspectionEvent.LIFTED],
)
for _key, _rows, _vi, _en in (
    ("inspection.findings", _told(), "Vấn đề phát hiện qua thanh tra, kiểm tra", "Findings of inspections"),
    ("inspection.findings_handled", _told(state=FindingState.ACCEPTED), "Vấn đề phát hiện đã được xử lý", "Findings dealt with"),
):
    register(
        _of_findings(
            _key,
            name={"vi": _vi, "en": _en},
            kind="flow",
            formula={
                "vi": "Theo ngày ban hành kết luận, không tính vấn đề đã rút lại; đã xử lý khi đoàn thanh tra chấp nhận kết quả khắc phục",
                "en": "By the day of the conclusion, without those taken back; dealt with once the remedy is accepted",
            },
            rows=_rows,
            day="issued_at",
        )
    )
register(
    Indicator(
        key="inspection.findings_handled_pct",
        name={"vi": "Tỷ lệ vấn đề phát hiện được xử lý", "en": "Findings dealt with, share"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={"vi": "Trên số vấn đề phát hiện trong kỳ", "en": "Of the findings of the period"},
        numerator=("inspection.findings_handled", ""),
        denominator=("inspection.findings", ""),
        decimals=2,
    )
)


def _open_at(moment: datetime) -> QuerySet[Finding]:
    """Findings told and not handled at a moment, past their deadline of today's knowledge."""
    alive = Finding.objects.filter(issued_at__lte=moment, due_on__lt=moment.date())
    return alive.filter(Q(handled_at__isnull=True) | Q(handled_at__gt=moment))


register(
    _of_findings(
        "inspection.findings_overdue",
        name={"vi": "Vấn đề phát hiện quá hạn khắc phục", "en": "Findings past their deadline"},
        kind="stock",
        formula={"vi": "Đã quá hạn mà kết quả khắc phục chưa được chấp nhận", "en": "Past the deadline and no remedy accepted"},
        rows=lambda: _open_at(clock.now()),
        rows_at=_open_at,
    )
)
