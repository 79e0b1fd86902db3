"""What can be counted of people in the service (figures hr.* and commune.* of the reform report)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet

from motcua.blocks.measures.api import Indicator, count_of, register
from motcua.kernel import clock
from motcua.office.personnel.events import DECISION, ROUND, SUPPORT, PersonnelEvent
from motcua.office.personnel.models import Decision, Placement, StreamliningCase, SupportPayment
from motcua.office.personnel.rules.commune import GROUPS
from motcua.office.personnel.rules.decisions import RECEIVE
from motcua.office.personnel.rules.kinds import COMMUNE, How, PlaceKind

_PERSONS = {"vi": "người", "en": "people"}
Label = Mapping[str, str]

register(
    count_of(
        "hr.received_into_service",
        name={"vi": "Tiếp nhận vào làm công chức", "en": "Received into the civil service"},
        unit_name={"vi": "trường hợp", "en": "cases"},
        kind="flow",
        formula={
            "vi": "Quyết định tiếp nhận vào làm công chức không qua thi tuyển (Nghị định 138/2020/NĐ-CP, Điều 18) có hiệu lực trong kỳ",
            "en": "Decisions of reception as a civil servant without examination (Decree 138/2020/ND-CP, article 18) in the period",
        },
        rows=lambda: Decision.objects.filter(
            kind=RECEIVE, state=Decision.State.ISSUED, placement__how=How.RECEPTION, placement__kind=PlaceKind.CIVIL
        ),
        unit="unit_id",
        day="effective_at",
        procedure="number",
        stream=DECISION,
        kinds=[PersonnelEvent.ISSUED, PersonnelEvent.WITHDRAWN],
    )
)
register(
    count_of(
        "hr.streamlined",
        name={"vi": "Tinh giản biên chế", "en": "Staff streamlined"},
        unit_name=_PERSONS,
        kind="flow",
        formula={
            "vi": "Người trong danh sách tinh giản đã được phê duyệt, theo ngày thôi làm việc",
            "en": "People on approved lists of streamlining, by the day they leave",
        },
        rows=lambda: StreamliningCase.objects.filter(approved=True),
        unit="unit_id",
        day="leaves_at",
        procedure="case",
        record="round_id",
        stream=ROUND,
        kinds=[PersonnelEvent.ROUND_APPROVED],
    )
)
register(
    count_of(
        "hr.training_support",
        name={"vi": "Hỗ trợ đào tạo, thưởng Phó Giáo sư", "en": "Support of training and bonuses"},
        unit_name=_PERSONS,
        kind="flow",
        formula={
            "vi": "Đề nghị hỗ trợ, thưởng đã được phê duyệt, theo ngày phê duyệt",
            "en": "Support payments approved, by the day of approval",
        },
        rows=lambda: SupportPayment.objects.filter(state__in=[SupportPayment.State.APPROVED, SupportPayment.State.PAID]),
        unit="unit_id",
        day="decided_at",
        procedure="kind",
        stream=SUPPORT,
        kinds=[PersonnelEvent.SUPPORT_DECIDED],
    )
)


def _held(day: date, **which: object) -> QuerySet[Placement]:
    return Placement.objects.on(day).filter(main=True, **which)


def _stock(key: str, name: Label, formula: Label, **which: object) -> None:
    def today() -> QuerySet[Placement]:
        return _held(clock.today(), **which)

    def then(moment: datetime) -> QuerySet[Placement]:
        return _held(moment.astimezone(clock.VIETNAM).date(), **which)

    register(_of_places(key, name=name, formula=formula, rows=today, rows_at=then))


_of_places: Callable[..., Any] = partial(count_of, unit_name=_PERSONS, kind="stock", unit="unit_id", procedure="title_key")
_stock(
    "commune.staff",
    {"vi": "Cán bộ, công chức cấp xã", "en": "Commune staff"},
    {"vi": "Người giữ vị trí chính là cán bộ hoặc công chức cấp xã", "en": "People whose main place is commune official or civil servant"},
    kind__in=list(COMMUNE),
)
for _key, _kind, _vi, _en in (
    ("commune.officials", PlaceKind.COMMUNE_OFFICIAL, "Cán bộ cấp xã", "Commune officials"),
    ("commune.civil_servants", PlaceKind.COMMUNE_CIVIL, "Công chức cấp xã", "Commune civil servants"),
):
    _stock(
        _key,
        {"vi": _vi, "en": _en},
        {"vi": f"{_vi}: người giữ vị trí chính", "en": f"{_en}: people by their main place"},
        kind=_kind.value,
    )
    for _group, (_levels, _group_vi, _group_en) in GROUPS.items():
        _stock(
            f"{_key}_{_group}",
            {"vi": f"{_vi}: {_group_vi}", "en": f"{_en}: {_group_en}"},
            {"vi": f"{_vi} có trình độ chuyên môn cao nhất là {_group_vi}", "en": f"{_en} whose highest qualification is {_group_en}"},
            kind=_kind.value,
            person__level__in=[level.value for level in _levels],
        )
        register(
            Indicator(
                key=f"{_key}_{_group}_pct",
                name={"vi": f"Tỷ lệ {_vi.lower()} {_group_vi}", "en": f"Share of {_en.lower()}: {_group_en}"},
                unit={"vi": "%", "en": "%"},
                kind="ratio",
                formula={"vi": f"Trên tổng số {_vi.lower()}, làm tròn nửa lên", "en": f"Of all {_en.lower()}, rounded half up"},
                numerator=(f"{_key}_{_group}", ""),
                denominator=(_key, ""),
                decimals=2,
            )
        )
