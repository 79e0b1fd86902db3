"""What can be counted of feedback, and which records stand behind each number (figures of 2022: 1,055 of 1,065 in time)."""

from datetime import datetime
from functools import partial

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from motcua.blocks.measures.api import Dimension, Indicator, Scope, count_of, register
from motcua.onestop.feedback.events import STREAM
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.rules.transitions import OPEN, Status

_ITEMS = {"vi": "phản ánh, kiến nghị", "en": "feedback items"}
_PER_CENT = {"vi": "%", "en": "per cent"}


def _placed() -> QuerySet[Feedback]:
    """All but what was kept aside or put away as mass mail."""
    counted = Feedback.objects.exclude(status=Status.SENT).exclude(end_ground="flood")
    return counted.annotate(procedure_code=Coalesce("dossier__procedure__code", Value("")))


def _processed() -> QuerySet[Feedback]:
    return _placed().filter(finished_at__isnull=False)


def _in_progress() -> QuerySet[Feedback]:
    return _placed().filter(status__in=[status.value for status in OPEN])


def _in_progress_at(moment: datetime) -> QuerySet[Feedback]:
    """Sent by then and not ended by then; what was opened again since counts as open all the time."""
    return _placed().filter(Q(finished_at__isnull=True) | Q(finished_at__gt=moment), sent_at__lte=moment)


def _rated() -> QuerySet[Feedback]:
    return _placed().filter(rated_at__isnull=False)


def _well_handled() -> QuerySet[Feedback]:
    """Dealt with in time, not disliked, not complained of again."""
    return _processed().filter(timing="on_time", reopened_at__isnull=True).exclude(rating="unsatisfied")


def _due_by(scope: Scope) -> Case:
    return Case(When(Q(due_at__lt=scope.now), then=Value("overdue")), default=Value("in_time"), output_field=CharField())


CHANNELS = Dimension(
    "channel",
    {"vi": "Kênh tiếp nhận", "en": "Channel"},
    {
        "web": {"vi": "Cổng của tỉnh", "en": "The province's portal"},
        "national": {"vi": "Cổng quốc gia", "en": "National portal"},
        "desk": {"vi": "Trực tiếp", "en": "At the desk"},
        "phone": {"vi": "Điện thoại", "en": "Phone"},
        "post": {"vi": "Bưu chính", "en": "Post"},
        "email": {"vi": "Thư điện tử", "en": "E-mail"},
    },
)
TIMING = Dimension(
    "timing",
    {"vi": "Thời hạn", "en": "Timing"},
    {"on_time": {"vi": "Đúng hạn", "en": "On time"}, "late": {"vi": "Quá hạn", "en": "Late"}},
)
RATING = Dimension(
    "rating",
    {"vi": "Đánh giá", "en": "Rating"},
    {
        "satisfied": {"vi": "Hài lòng", "en": "Satisfied"},
        "neutral": {"vi": "Bình thường", "en": "Neutral"},
        "unsatisfied": {"vi": "Không hài lòng", "en": "Unsatisfied"},
    },
)
_of_feedback = partial(count_of, unit_name=_ITEMS, unit="unit_id", procedure="procedure_code", stream=STREAM)

register(
    _of_feedback(
        "feedback.received",
        name={"vi": "Phản ánh, kiến nghị tiếp nhận", "en": "Feedback received"},
        kind="flow",
        formula={
            "vi": "Số phản ánh, kiến nghị gửi đến trong kỳ, trừ thư rác đã loại, theo kênh",
            "en": "Feedback sent in the period, without mass mail put away, by channel",
        },
        rows=_placed,
        day="sent_at",
        dimension=CHANNELS,
        part="channel",
    )
)
register(
    _of_feedback(
        "feedback.processed",
        name={"vi": "Phản ánh, kiến nghị đã xử lý, công khai", "en": "Feedback dealt with and published"},
        kind="flow",
        formula={
            "vi": "Số kết thúc trong kỳ (trả lời và công khai, từ chối, chuyển ra ngoài, gộp); đúng hạn khi giữ cả hai hạn",
            "en": "Ended in the period (answered and published, refused, forwarded outside or merged); on time when both terms were kept",
        },
        rows=_processed,
        day="finished_at",
        dimension=TIMING,
        part="timing",
    )
)
register(
    _of_feedback(
        "feedback.in_progress",
        name={"vi": "Phản ánh, kiến nghị đang xử lý", "en": "Feedback being dealt with"},
        kind="stock",
        formula={"vi": "Số chưa kết thúc tại thời điểm xem", "en": "Not ended at the moment of looking"},
        rows=_in_progress,
        rows_at=_in_progress_at,
    )
)
register(
    _of_feedback(
        "feedback.rated",
        name={"vi": "Phản ánh, kiến nghị được người gửi đánh giá", "en": "Feedback rated by its sender"},
        kind="flow",
        formula={"vi": "Số được người gửi đánh giá trong kỳ, theo mức", "en": "Rated by the sender in the period, by rating"},
        rows=_rated,
        day="rated_at",
        dimension=RATING,
        part="rating",
    )
)
register(
    Indicator(
        key="feedback.processed_pct",
        name={"vi": "Tỷ lệ xử lý, công khai đúng thời gian", "en": "Dealt with and published in time"},
        unit=_PER_CENT,
        kind="ratio",
        formula={
            "vi": "Số xử lý, công khai đúng hạn trên số tiếp nhận trong kỳ",
            "en": "Dealt with and published in time over received in the period",
        },
        numerator=("feedback.processed", "on_time"),
        denominator=("feedback.received", ""),
        decimals=2,
    )
)
register(
    Indicator(
        key="feedback.satisfied_pct",
        name={"vi": "Tỷ lệ hài lòng với câu trả lời", "en": "Satisfied with the answer"},
        unit=_PER_CENT,
        kind="ratio",
        formula={"vi": "Số đánh giá hài lòng trên số được đánh giá trong kỳ", "en": "Ratings “satisfied” over all ratings in the period"},
        numerator=("feedback.rated", "satisfied"),
        denominator=("feedback.rated", ""),
        decimals=2,
    )
)
register(
    _of_feedback(
        "feedback.well_handled",
        name={"vi": "Phản ánh, kiến nghị xử lý được hài lòng", "en": "Feedback handled to satisfaction"},
        kind="flow",
        formula={
            "vi": "Số kết thúc trong kỳ, đúng hạn, không bị đánh giá không hài lòng và không bị phản ánh lại (QĐ 766/QĐ-TTg)",
            "en": "Ended in the period in time, not rated unsatisfied and not complained of again (QĐ 766/QĐ-TTg)",
        },
        rows=_well_handled,
        day="finished_at",
    )
)
register(
    _of_feedback(
        "feedback.open",
        name={"vi": "Phản ánh, kiến nghị đang trong hạn, quá hạn", "en": "Open feedback by its term"},
        kind="stock",
        formula={"vi": "Số chưa kết thúc tại thời điểm xem, theo hạn hiện tại", "en": "Not ended at the moment of looking, by its term"},
        rows=_in_progress,
        dimension=Dimension(
            "term",
            {"vi": "Thời hạn", "en": "Term"},
            {"in_time": {"vi": "Trong hạn", "en": "In time"}, "overdue": {"vi": "Quá hạn", "en": "Overdue"}},
        ),
        part=_due_by,
        rows_at=_in_progress_at,
    )
)
