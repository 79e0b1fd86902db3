"""What can be counted of publication decisions and reviews (figures tthc.* and online.l3_l4_announced)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate

from motcua.blocks.measures.api import count_of, register
from motcua.kernel.clock import VIETNAM
from motcua.onestop.review.events import NATIONAL_ENTRY, PUBLICATION, REVIEW, ReviewEvent
from motcua.onestop.review.models import AgencyReview, DecidedProcedure, NationalEntry, PublicationDecision, ReviewedProcedure

_PROCEDURES = {"vi": "thủ tục", "en": "procedures"}
Change = DecidedProcedure.Change


def _decided(**which: object) -> Callable[[], QuerySet[DecidedProcedure]]:
    return lambda: DecidedProcedure.objects.filter(**which)


def _made_public_in_time() -> QuerySet[NationalEntry]:
    """Entries made by the last day their decision allows; they count on the decision's day."""
    known = NationalEntry.objects.filter(decision__publish_by__isnull=False)
    return known.filter(decision__publish_by__gte=TruncDate(F("entered_at"), tzinfo=VIETNAM))


_of_decisions = partial(count_of, kind="flow", stream=PUBLICATION, kinds=[ReviewEvent.DECIDED])
_of_decided: Callable[..., Any] = partial(
    _of_decisions, unit_name=_PROCEDURES, unit="decision__issuer_id", day="decision__decided_at", procedure="code", record="decision_id"
)

register(
    _of_decisions(
        "tthc.publication_decisions",
        name={"vi": "Quyết định công bố danh mục thủ tục hành chính", "en": "Decisions publishing procedures"},
        unit_name={"vi": "quyết định", "en": "decisions"},
        formula={
            "vi": "Số quyết định công bố ký trong kỳ, có ít nhất một thủ tục mới, sửa đổi, thay thế, đơn giản hóa hoặc bãi bỏ",
            "en": "Decisions signed in the period that publish, amend, replace, simplify or abolish at least one procedure",
        },
        rows=lambda: PublicationDecision.objects.filter(
            pk__in=DecidedProcedure.objects.exclude(change=Change.ONLINE).values("decision_id")
        ),
        unit="issuer_id",
        day="decided_at",
        procedure="number",
    )
)
for _key, _which, _vi, _en in (
    ("tthc.newly_issued", {"change": Change.NEW}, "Thủ tục mới ban hành", "Procedures newly issued"),
    ("tthc.simplified", {"change": Change.SIMPLIFIED}, "Thủ tục được đơn giản hóa", "Procedures simplified"),
    ("tthc.abolished", {"change": Change.ABOLISHED}, "Thủ tục bãi bỏ", "Procedures abolished"),
    (
        "tthc.issued_without_authority",
        {"without_authority": True},
        "Thủ tục ban hành trái thẩm quyền",
        "Procedures issued without authority",
    ),
    (
        "online.l3_l4_announced",
        {"change": Change.ONLINE},
        "Dịch vụ công trực tuyến mức độ 3, 4 được công bố",
        "Online services of level 3 and 4 announced",
    ),
):
    register(
        _of_decided(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Theo từng dòng của các quyết định ký trong kỳ",
                "en": "Counted from the lines of decisions signed in the period",
            },
            rows=_decided(**_which),
        )
    )
register(
    count_of(
        "tthc.reviewed",
        name={"vi": "Thủ tục được rà soát, đánh giá", "en": "Procedures reviewed"},
        unit_name=_PROCEDURES,
        kind="flow",
        formula={"vi": "Số thủ tục trong các báo cáo rà soát của kỳ", "en": "Procedures in the review reports of the period"},
        rows=ReviewedProcedure.objects.all,
        unit="review__agency_id",
        day="review__reported_at",
        procedure="code",
        record="review_id",
        stream=REVIEW,
        kinds=[ReviewEvent.REPORTED],
    )
)
register(
    count_of(
        "tthc.reviewing_agencies",
        name={"vi": "Cơ quan rà soát thủ tục", "en": "Agencies that reviewed procedures"},
        unit_name={"vi": "cơ quan", "en": "agencies"},
        kind="flow",
        formula={"vi": "Số cơ quan có báo cáo rà soát trong kỳ", "en": "Agencies with a review report in the period"},
        rows=AgencyReview.objects.all,
        unit="agency_id",
        day="reported_at",
        procedure="plan_number",
        stream=REVIEW,
        kinds=[ReviewEvent.REPORTED],
    )
)
for _key, _day, _vi, _en in (
    (
        "tthc.integrated_in_national_db",
        "entered_at",
        "Thủ tục nhập vào Cơ sở dữ liệu quốc gia",
        "Procedures entered in the national database",
    ),
    ("tthc.unpublished_in_national_db", "unpublished_at", "Thủ tục không công khai nữa", "Procedures taken out of public view"),
):
    register(
        count_of(
            _key,
            name={"vi": _vi, "en": _en},
            unit_name=_PROCEDURES,
            kind="flow",
            formula={"vi": "Theo ngày ghi nhận với Cơ sở dữ liệu quốc gia", "en": "By the day noted with the national database"},
            rows=partial(NationalEntry.objects.filter, **{f"{_day}__isnull": False}),
            unit="unit_id",
            day=_day,
            procedure="code",
            stream=NATIONAL_ENTRY,
            kinds=[ReviewEvent.NATIONAL_ENTRY],
        )
    )

_TO_PUBLISH: dict[str, object] = {"change__in": [Change.NEW, Change.AMENDED, Change.REPLACED, Change.SIMPLIFIED]}
for _key, _that, _vi, _en in (
    ("tthc.decided", _TO_PUBLISH, "Thủ tục phải công khai theo quyết định", "Procedures that decisions publish"),
    (
        "tthc.announced_late",
        {**_TO_PUBLISH, "decision__announced_in_time": False},
        "Thủ tục công bố chậm",
        "Procedures announced late",
    ),
):
    register(
        _of_decided(
            _key,
            name={"vi": _vi, "en": _en},
            formula={
                "vi": "Thủ tục mới, sửa đổi, thay thế, đơn giản hóa trong các quyết định ký trong kỳ; chậm khi ký dưới 5 ngày làm việc "
                "trước ngày có hiệu lực (QĐ 766/QĐ-TTg)",
                "en": "Procedures new, amended, replaced or simplified by decisions signed in the period; late when signed less than "
                "five working days before they take effect (QĐ 766/QĐ-TTg)",
            },
            rows=_decided(**_that),
        )
    )
register(
    count_of(
        "tthc.public_in_time",
        name={"vi": "Thủ tục công khai đúng hạn", "en": "Procedures made public in time"},
        unit_name=_PROCEDURES,
        kind="flow",
        formula={
            "vi": "Thủ tục được công khai trên Cơ sở dữ liệu quốc gia trong 5 ngày làm việc kể từ ngày quyết định được ký trong kỳ",
            "en": "Procedures made public in the national database within five working days of decisions signed in the period",
        },
        rows=_made_public_in_time,
        unit="decision__issuer_id",
        day="decision__decided_at",
        procedure="code",
        stream=NATIONAL_ENTRY,
        kinds=[ReviewEvent.NATIONAL_ENTRY],
    )
)
