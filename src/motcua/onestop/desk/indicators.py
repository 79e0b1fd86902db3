"""What can be counted at the desk: people served and how long they waited; results brought by the post."""

from typing import Any

from django.db.models import CharField, F, QuerySet, Sum, Value

from motcua.blocks.measures.api import Indicator, LegalDay, Scope, count_of, register
from motcua.onestop.desk.events import PARCELS, TICKETS, DeskEvent
from motcua.onestop.desk.models import Parcel, Ticket
from motcua.onestop.desk.rules.parcel_turns import ParcelState
from motcua.onestop.desk.rules.ticket_turns import TicketStatus


def _served() -> QuerySet[Ticket]:
    return Ticket.objects.filter(status=TicketStatus.DONE)


def _delivered() -> QuerySet[Parcel]:
    return Parcel.objects.filter(direction=Parcel.Direction.OUT, state=ParcelState.DELIVERED)


SERVED = register(
    count_of(
        "desk.tickets_served",
        name={"vi": "Lượt người được phục vụ tại quầy", "en": "People served at the counter"},
        unit_name={"vi": "lượt", "en": "people"},
        kind="flow",
        formula={
            "vi": "Số phiếu số thứ tự đã phục vụ xong trong kỳ, tính cho Bộ phận Một cửa",
            "en": "Queue tickets finished in the period, counted for the one-stop desk",
        },
        rows=_served,
        day="ended_at",
        unit="hall__unit_id",
        procedure="procedure_code",
        stream=TICKETS,
        kinds=[DeskEvent.TICKET_SERVED],
    )
)


def _minutes(scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """One row per cell with the minutes waited by those served."""
    assert SERVED.records is not None
    cells: QuerySet[Any, dict[str, Any]] = (
        SERVED.records(scope)
        .order_by()
        .annotate(
            cell_day=LegalDay("ended_at"),
            cell_unit=F("hall__unit_id"),
            cell_procedure=F("procedure_code"),
            cell_part=Value("", output_field=CharField()),
        )
        .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
        .annotate(amount=Sum("waited_minutes"))
    )
    return cells


register(
    Indicator(
        key="desk.minutes_waited",
        name={"vi": "Tổng số phút chờ tại quầy", "en": "Minutes waited at the counter"},
        unit={"vi": "phút", "en": "minutes"},
        kind="flow",
        formula={
            "vi": "Tổng số phút từ khi lấy số (người hẹn: từ giờ hẹn) đến khi được gọi, của các lượt đã phục vụ",
            "en": "Minutes from taking a ticket (with an appointment: from its time) to the call, of those served",
        },
        value=_minutes,
        records=SERVED.records,
        stream=TICKETS,
        kinds=SERVED.kinds,
    )
)
register(
    Indicator(
        key="desk.waiting_minutes",
        name={"vi": "Thời gian chờ trung bình", "en": "Mean waiting time"},
        unit={"vi": "phút", "en": "minutes"},
        kind="ratio",
        formula={"vi": "Tổng số phút chờ chia cho số lượt được phục vụ", "en": "Minutes waited over people served"},
        numerator=("desk.minutes_waited", ""),
        denominator=("desk.tickets_served", ""),
        per=1,
        decimals=1,
    )
)
register(
    count_of(
        "desk.results_by_post",
        name={"vi": "Kết quả trả qua bưu chính công ích", "en": "Results brought by the public post"},
        unit_name={"vi": "bưu gửi", "en": "envelopes"},
        kind="flow",
        formula={"vi": "Số bưu gửi kết quả đã phát trong kỳ", "en": "Envelopes with a result delivered in the period"},
        rows=_delivered,
        day="changed_at",
        unit="unit_id",
        procedure="dossier__procedure__code",
        stream=PARCELS,
        kinds=[DeskEvent.POST_DELIVERED],
    )
)
