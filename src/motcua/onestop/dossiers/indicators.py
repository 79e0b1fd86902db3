"""What can be counted of dossiers, and which records stand behind each number (domain 5.2, form II.06; QĐ 766/QĐ-TTg).

A number and the list it opens come from the same rows. Dossiers count for the competent unit, once, wherever received.
"""

from datetime import datetime
from functools import partial

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from motcua.blocks.measures.api import Dimension, Indicator, Scope, count_of, register
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.rules.transitions import PAUSED, RUNNING, Status

_DOSSIERS = {"vi": "hồ sơ", "en": "dossiers"}
_MOVING = [
    DossierEvent.RECEIVED,
    DossierEvent.SUPPLEMENT_REQUESTED,
    DossierEvent.SUPPLEMENT_ANSWERED,
    DossierEvent.TASK_COMPLETED,
    DossierEvent.PAYMENT_REQUESTED,
    DossierEvent.PAYMENT_SETTLED,
    DossierEvent.EXTERNAL_STATUS,
    DossierEvent.WITHDRAWN,
    DossierEvent.STOPPED,
    DossierEvent.RESOLVED,
    DossierEvent.RETURNED,
    DossierEvent.PART_WAITS,
    DossierEvent.PART_GOES_ON,
]


def _whole() -> QuerySet[Dossier]:
    """What citizens handed in: the parts of a bundle are one dossier with their whole, and are counted apart."""
    return Dossier.objects.filter(parent__isnull=True)


def _parts() -> QuerySet[Dossier]:
    return Dossier.objects.filter(parent__isnull=False)


def _received() -> QuerySet[Dossier]:
    return _whole().filter(received_at__isnull=False)


def _for_others() -> QuerySet[Dossier]:
    return _received().filter(for_other=True)


def _parts_resolved() -> QuerySet[Dossier]:
    return _parts().filter(status__in=[Status.RESOLVED, Status.RETURNED])


def _resolved() -> QuerySet[Dossier]:
    return _whole().filter(status__in=[Status.RESOLVED, Status.RETURNED])


def _in_person() -> QuerySet[Dossier]:
    return _received().filter(channel=Dossier.Channel.DESK)


def _online() -> QuerySet[Dossier]:
    return _received().filter(channel=Dossier.Channel.ONLINE)


def _resolved_on_time() -> QuerySet[Dossier]:
    return _resolved().filter(timing__in=["early", "on_time"])


def _pending() -> QuerySet[Dossier]:
    """Received and not ended: what waits for a supplement before it was received is not pending yet."""
    return _received().filter(status__in=[*RUNNING, *PAUSED])


def _pending_at(moment: datetime) -> QuerySet[Dossier]:
    """Received by then and not ended by then, whatever became of it."""
    return _whole().filter(Q(ended_at__isnull=True) | Q(ended_at__gt=moment), received_at__lte=moment)


def _ended_without_result() -> QuerySet[Dossier]:
    return _received().filter(status__in=[Status.WITHDRAWN, Status.STOPPED])


def _overdue_at(scope: Scope) -> Case:
    """Overdue when the promised day has passed; paused and undated dossiers are in time (QĐ 766 view compares days).

    At a moment gone by it is the day promised last, and the clock's pauses of that moment.
    """
    midnight = scope.now.replace(hour=0, minute=0, second=0, microsecond=0)
    paused = Pause.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=scope.now), dossier=OuterRef("pk"), started_at__lte=scope.now)
    running = ~Q(Exists(paused)) if scope.past else Q(status__in=[status.value for status in RUNNING])
    late = Q(due_at__lt=midnight) & running
    return Case(When(late, then=Value("overdue")), default=Value("in_time"), output_field=CharField())


CHANNELS = Dimension(
    "channel",
    {"vi": "Kênh tiếp nhận", "en": "Channel"},
    {
        "1": {"vi": "Trực tiếp", "en": "At the desk"},
        "2": {"vi": "Trực tuyến", "en": "Online"},
        "3": {"vi": "Bưu chính", "en": "By post"},
    },
)
TIMING = Dimension(
    "timing",
    {"vi": "Thời hạn giải quyết", "en": "Timing"},
    {
        "early": {"vi": "Trước hạn", "en": "Early"},
        "on_time": {"vi": "Đúng hạn", "en": "On time"},
        "late": {"vi": "Quá hạn", "en": "Late"},
    },
)
PENDING = Dimension(
    "pending",
    {"vi": "Tình trạng", "en": "Standing"},
    {"in_time": {"vi": "Trong hạn", "en": "In time"}, "overdue": {"vi": "Quá hạn", "en": "Overdue"}},
)
ENDED = Dimension(
    "ended",
    {"vi": "Kết thúc", "en": "Ending"},
    {"withdrawn": {"vi": "Công dân rút", "en": "Withdrawn"}, "stopped": {"vi": "Dừng xử lý", "en": "Stopped"}},
)

_of_a_dossier = partial(count_of, unit_name=_DOSSIERS, unit="competent_id", procedure="procedure__code", stream=STREAM)

register(
    _of_a_dossier(
        "dossiers.received",
        name={"vi": "Hồ sơ tiếp nhận", "en": "Dossiers received"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ có thời điểm tiếp nhận trong kỳ, tính một lần cho cơ quan có thẩm quyền (hồ sơ liên thông: cơ quan chủ trì)",
            "en": "Dossiers received in the period, counted once for the competent unit (of a bundle: the leading agency), by channel",
        },
        rows=_received,
        day="received_at",
        dimension=CHANNELS,
        part="channel",
        kinds=[DossierEvent.RECEIVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.resolved",
        name={"vi": "Hồ sơ đã giải quyết", "en": "Dossiers resolved"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ kết thúc xử lý trong kỳ; trước hạn, đúng hạn hay quá hạn theo ngày kết thúc so với ngày hẹn trả",
            "en": "Dossiers whose processing ended in the period; early, on time or late by the day of the end against the day promised",
        },
        rows=_resolved,
        day="ended_at",
        dimension=TIMING,
        part="timing",
        kinds=[DossierEvent.RESOLVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.received_in_person",
        name={"vi": "Hồ sơ tiếp nhận trực tiếp", "en": "Dossiers received at the desk"},
        kind="flow",
        formula={"vi": "Như hồ sơ tiếp nhận, kênh trực tiếp", "en": "As dossiers received, handed in at the desk"},
        rows=_in_person,
        day="received_at",
        kinds=[DossierEvent.RECEIVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.received_online",
        name={"vi": "Hồ sơ tiếp nhận trực tuyến", "en": "Dossiers received online"},
        kind="flow",
        formula={"vi": "Như hồ sơ tiếp nhận, kênh trực tuyến", "en": "As dossiers received, sent online"},
        rows=_online,
        day="received_at",
        kinds=[DossierEvent.RECEIVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.resolved_on_time",
        name={"vi": "Hồ sơ giải quyết đúng hạn", "en": "Dossiers resolved in time"},
        kind="flow",
        formula={"vi": "Hồ sơ đã giải quyết trước hạn và đúng hạn", "en": "Dossiers resolved early or on the day promised"},
        rows=_resolved_on_time,
        day="ended_at",
        kinds=[DossierEvent.RESOLVED],
    )
)
register(
    Indicator(
        key="dossiers.resolved_on_time_pct",
        name={"vi": "Tỷ lệ giải quyết đúng hạn", "en": "Share resolved in time"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={"vi": "Hồ sơ giải quyết đúng hạn trên hồ sơ đã giải quyết", "en": "Dossiers resolved in time out of dossiers resolved"},
        numerator=("dossiers.resolved_on_time", ""),
        denominator=("dossiers.resolved", ""),
        decimals=2,
    )
)
register(
    _of_a_dossier(
        "dossiers.pending",
        name={"vi": "Hồ sơ đang giải quyết", "en": "Dossiers pending"},
        kind="stock",
        formula={
            "vi": "Số hồ sơ đã tiếp nhận, chưa kết thúc tại thời điểm xem; quá hạn khi ngày hẹn trả đã qua và đồng hồ đang chạy",
            "en": "Dossiers received and not ended at the moment of looking; overdue when the promised day has passed and the clock runs",
        },
        rows=_pending,
        rows_at=_pending_at,
        dimension=PENDING,
        part=_overdue_at,
        kinds=_MOVING,
    )
)
register(
    _of_a_dossier(
        "dossiers.ended_without_result",
        name={"vi": "Hồ sơ rút, dừng xử lý", "en": "Dossiers withdrawn or stopped"},
        kind="flow",
        formula={
            "vi": "Số hồ sơ đã tiếp nhận rồi được rút hoặc dừng xử lý trong kỳ",
            "en": "Dossiers received and then withdrawn or stopped in the period",
        },
        rows=_ended_without_result,
        day="ended_at",
        dimension=ENDED,
        part="status",
        kinds=[DossierEvent.WITHDRAWN, DossierEvent.STOPPED],
    )
)
register(
    _of_a_dossier(
        "dossiers.received_for_others",
        name={"vi": "Hồ sơ tiếp nhận thay (phi địa giới)", "en": "Dossiers received for others"},
        kind="flow",
        formula={
            "vi": "Hồ sơ bộ phận một cửa tiếp nhận thay cho cơ quan có thẩm quyền ở nơi khác; đã tính một lần cho cơ quan có thẩm quyền",
            "en": "Dossiers a desk took in for the agency of another territory; already counted once for the competent agency",
        },
        rows=_for_others,
        day="received_at",
        unit="receiver__body_id",
        dimension=CHANNELS,
        part="channel",
        kinds=[DossierEvent.RECEIVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.parts_received",
        name={"vi": "Phần việc liên thông tiếp nhận", "en": "Parts of interlinked dossiers received"},
        kind="flow",
        formula={
            "vi": "Phần việc của hồ sơ liên thông đến cơ quan thực hiện trong kỳ; không tính vào hồ sơ tiếp nhận",
            "en": "Parts of interlinked dossiers that came to the agency handling them; not among dossiers received",
        },
        rows=_parts,
        day="received_at",
        kinds=[DossierEvent.RECEIVED],
    )
)
register(
    _of_a_dossier(
        "dossiers.parts_resolved",
        name={"vi": "Phần việc liên thông đã giải quyết", "en": "Parts of interlinked dossiers resolved"},
        kind="flow",
        formula={
            "vi": "Phần việc của hồ sơ liên thông kết thúc trong kỳ, theo thời hạn riêng của cơ quan thực hiện",
            "en": "Parts of interlinked dossiers resolved in the period, by the agency's own time limit",
        },
        rows=_parts_resolved,
        day="ended_at",
        dimension=TIMING,
        part="timing",
        kinds=[DossierEvent.RESOLVED],
    )
)
