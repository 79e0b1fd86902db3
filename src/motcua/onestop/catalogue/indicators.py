"""What can be counted of the catalogue: a stock of the province, as it is published now (figures online.*, onestop.*)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from motcua.blocks.measures.api import Indicator, count_of, register
from motcua.ground.directory.api import Unit
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion

PROVINCE = Unit.objects.filter(parent__isnull=True).order_by("pk").values("pk")[:1]

of_a_procedure = partial(
    count_of, unit_name={"vi": "thủ tục", "en": "procedures"}, kind="stock", unit="province", procedure="code", stream="catalogue"
)


def published(**which: object) -> Callable[[], QuerySet[Procedure]]:
    """Published procedures with these properties; they belong to the province as a whole."""

    def rows() -> QuerySet[Procedure]:
        return Procedure.objects.filter(state=Procedure.State.PUBLISHED, **which).annotate(province=Subquery(PROVINCE))

    return rows


def published_at(**which: object) -> Callable[[datetime], QuerySet[Procedure]]:
    """The same on a day gone by, from the version that was in force then."""

    def rows(moment: datetime) -> QuerySet[Procedure]:
        day = moment.astimezone(VIETNAM).date()
        told = {f"content__{name}": value for name, value in {"state": Procedure.State.PUBLISHED.value, **which}.items()}
        versions = ProcedureVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, **told)
        return Procedure.objects.filter(Exists(versions.filter(procedure=OuterRef("pk")))).annotate(province=Subquery(PROVINCE))

    return rows


for _key, _which, _vi, _en in (
    ("online.level3", {"online_level": 3}, "Dịch vụ công trực tuyến mức độ 3", "Online services of level 3"),
    ("online.level4", {"online_level": 4}, "Dịch vụ công trực tuyến mức độ 4", "Online services of level 4"),
    ("online.total", {"online_level__gte": 3}, "Dịch vụ công trực tuyến mức độ 3, 4", "Online services of level 3 and 4"),
    ("online.with_fee", {"has_fee": True}, "Thủ tục có phí, lệ phí", "Procedures with a fee"),
    (
        "online.fee_payable_online",
        {"has_fee": True, "online_level": 4},
        "Thủ tục có phí, lệ phí nộp được trực tuyến",
        "Procedures with a fee that can be paid online",
    ),
):
    register(
        of_a_procedure(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Thủ tục đang công khai có mức độ dịch vụ công tương ứng (Nghị định 43/2011/NĐ-CP)",
                "en": "Published procedures of that service level (Decree 43/2011/NĐ-CP)",
            },
            rows=published(**_which),
            rows_at=published_at(**{name.replace("online_level", "service_level_2011"): level for name, level in _which.items()}),
        )
    )

_AT_ONE_STOP: tuple[tuple[str, dict[str, object], str, str], ...] = (
    ("onestop.interlinked_same_level", {"interlinked": "same_level"}, "TTHC liên thông cùng cấp", "Procedures interlinked at one level"),
    (
        "onestop.interlinked_across_levels",
        {"interlinked": "across_levels"},
        "TTHC liên thông giữa các cấp",
        "Procedures interlinked across levels",
    ),
    ("onestop.procedures", {}, "TTHC đang công khai", "Published procedures"),
    ("onestop.procedures_full", {"full_content": True}, "TTHC công khai đầy đủ nội dung", "Procedures published in full"),
    ("onestop.procedures_at_desks", {"at_one_stop": True}, "TTHC tiếp nhận tại Bộ phận Một cửa", "Procedures taken in at one-stop desks"),
)
for _key, _such, _vi, _en in _AT_ONE_STOP:
    register(
        of_a_procedure(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Thủ tục đang công khai tại thời điểm xem, theo nội dung công bố (Nghị định 61/2018/NĐ-CP, Điều 14, 15)",
                "en": "Procedures published at the moment of looking, by what their record says (Decree 61/2018/NĐ-CP, articles 14, 15)",
            },
            rows=published(**_such),
            rows_at=published_at(**_such),
        )
    )
register(
    Indicator(
        key="onestop.procedures_at_desks_pct",
        name={"vi": "Tỷ lệ TTHC tiếp nhận tại Bộ phận Một cửa", "en": "Share of procedures taken in at one-stop desks"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={
            "vi": "Thủ tục tiếp nhận tại Bộ phận Một cửa trên thủ tục đang công khai",
            "en": "Procedures taken in at one-stop desks out of published procedures",
        },
        numerator=("onestop.procedures_at_desks", ""),
        denominator=("onestop.procedures", ""),
        decimals=2,
    )
)
