"""What can be counted of use: visits, transactions, and kinds of systems measured (the ministry's EMC)."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncDate

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import Dimension, Indicator, Scope, count_of, register
from motcua.insight.measurement.events import STREAM, MeasurementEvent
from motcua.insight.measurement.models import PageCount, SystemKind
from motcua.insight.measurement.queries.transactions import system_of, transactions
from motcua.kernel.clock import VIETNAM

SYSTEM = Dimension(
    "system",
    {"vi": "Hệ thống", "en": "System"},
    {
        "portal": {"vi": "Cổng thông tin", "en": "Portal"},
        "services": {"vi": "Cổng dịch vụ công", "en": "Public service portal"},
        "onestop": {"vi": "Hệ thống một cửa điện tử", "en": "One-stop system"},
    },
)


def _visited(scope: Scope) -> QuerySet[PageCount]:
    limits = {
        "day__gte": scope.first,
        "day__lte": scope.last,
        "unit__in": scope.units,
        "service": scope.procedure,
        "system": scope.part,
        "day__in": None if scope.records is None else [_day(number) for number in scope.records],
    }
    return PageCount.objects.filter(is_bot=False, visits__gt=0, **{name: value for name, value in limits.items() if value is not None})


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


def _visits(scope: Scope) -> QuerySet[PageCount, dict[str, Any]]:
    base: QuerySet[Any] = _visited(scope)
    cells = base.order_by().annotate(cell_day=F("day"), cell_unit=F("unit_id"), cell_procedure=F("service"), cell_part=F("system"))
    found: QuerySet[PageCount, dict[str, Any]] = cells.values("cell_day", "cell_unit", "cell_procedure", "cell_part").annotate(
        amount=Sum("visits")
    )
    return found


def _transacted(scope: Scope) -> QuerySet[Event]:
    found = transactions()
    if scope.records is not None:
        within = Q(pk__in=[])
        for number in scope.records:
            start = datetime.combine(_day(number), time(), VIETNAM)
            within |= Q(at__gte=start, at__lt=start + timedelta(days=1))
        found = found.filter(within)
    if scope.procedure:
        return found.none()  # the log does not tell the procedure
    limits = {"at__gte": scope.since, "at__lt": scope.until, "unit_id__in": scope.units}
    found = found.filter(**{name: value for name, value in limits.items() if value is not None})
    return found if scope.part is None else found.alias(_system=system_of()).filter(_system=scope.part)


def _transactions(scope: Scope) -> QuerySet[Event, dict[str, Any]]:
    no_procedure = Value("", output_field=CharField())
    base: QuerySet[Any] = _transacted(scope)
    cells = base.order_by().annotate(
        cell_day=TruncDate("at", tzinfo=VIETNAM), cell_unit=F("unit_id"), cell_procedure=no_procedure, cell_part=system_of()
    )
    found: QuerySet[Event, dict[str, Any]] = cells.values("cell_day", "cell_unit", "cell_procedure", "cell_part").annotate(
        amount=Count("pk")
    )
    return found


def _kinds() -> QuerySet[SystemKind]:
    return SystemKind.objects.annotate(no_procedure=Value("", output_field=CharField()))


register(
    Indicator(
        key="measurement.visits",
        name={"vi": "Lượt truy cập", "en": "Visits"},
        unit={"vi": "lượt", "en": "visits"},
        kind="flow",
        formula={
            "vi": "Số lần trang được mở từ bên ngoài, không tính chương trình tự động, không nhận dạng ai; bản ghi là bộ đếm theo ngày",
            "en": "Pages opened from outside, programs left out, nobody identified; the records are counters per day",
        },
        dimension=SYSTEM,
        value=_visits,
        records=_visited,
        stream=STREAM,
        kinds=frozenset([MeasurementEvent.COUNTED]),
    )
)
register(
    Indicator(
        key="measurement.transactions",
        name={"vi": "Giao dịch", "en": "Transactions"},
        unit={"vi": "giao dịch", "en": "transactions"},
        kind="flow",
        formula={
            "vi": "Số việc hoàn tất theo nhật ký: nộp, bổ sung, thanh toán; tiếp nhận, giải quyết, trả; phản ánh, đánh giá, đặt lịch",
            "en": "Deeds done by the event log: filing, supplement, payment; intake, resolution, return; feedback, rating, booking",
        },
        dimension=SYSTEM,
        value=_transactions,
        records=_transacted,
        stream=STREAM,
        kinds=frozenset([MeasurementEvent.COUNTED]),
    )
)
register(
    count_of(
        "emc.system_kinds",
        name={"vi": "Loại hệ thống được đo lường", "en": "Kinds of systems measured"},
        unit_name={"vi": "loại", "en": "kinds"},
        kind="stock",
        formula={
            "vi": "Số loại hệ thống (cổng thông tin, cổng dịch vụ công, một cửa điện tử) đã có số đếm",
            "en": "Kinds of systems (portal, public service portal, one-stop system) that have been counted",
        },
        rows=_kinds,
        unit="unit_id",
        procedure="no_procedure",
    )
)
