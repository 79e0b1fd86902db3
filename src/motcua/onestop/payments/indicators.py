"""What can be counted of payments, and which records stand behind each number; they count for the collecting unit."""

from functools import partial

from django.db.models import Exists, OuterRef, QuerySet

from motcua.blocks.measures.api import Dimension, Indicator, count_of, register
from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.payments.events import STREAM, PaymentEvent
from motcua.onestop.payments.models import FeeRequest, Transaction

MEANS = Dimension(
    "means",
    {"vi": "Hình thức thanh toán", "en": "Means of payment"},
    {
        "cash": {"vi": "Tiền mặt", "en": "Cash"},
        "transfer": {"vi": "Chuyển khoản", "en": "Bank transfer"},
        "online": {"vi": "Trực tuyến", "en": "Online"},
    },
)
WHEN = Dimension(
    "when",
    {"vi": "Thời điểm nộp", "en": "When it is due"},
    {
        "before": {"vi": "Trước khi tiếp nhận", "en": "Before intake"},
        "during": {"vi": "Trong khi giải quyết", "en": "During processing"},
        "at_return": {"vi": "Khi trả kết quả", "en": "With the result"},
    },
)


def _counted() -> QuerySet[Transaction]:
    return Transaction.objects.counted()


def _online() -> QuerySet[Transaction]:
    return Transaction.objects.counted().filter(means=Transaction.Means.ONLINE)


def _owing() -> QuerySet[Dossier]:
    """Received dossiers that were asked for money."""
    asked = FeeRequest.objects.filter(dossier_id=OuterRef("pk")).exclude(state="cancelled")
    return Dossier.objects.filter(Exists(asked), parent__isnull=True, received_at__isnull=False)


def _owing_paid_online() -> QuerySet[Dossier]:
    return _owing().filter(Exists(_online().filter(request__dossier_id=OuterRef("pk"))))


_of_payments = partial(
    count_of,
    unit_name={"vi": "giao dịch", "en": "payments"},
    kind="flow",
    unit="request__collector_id",
    procedure="request__dossier__procedure__code",
    stream=STREAM,
    kinds=[PaymentEvent.PAID],
)

register(
    _of_payments(
        "payments.total",
        name={"vi": "Giao dịch thanh toán phí, lệ phí, nghĩa vụ tài chính", "en": "Payments of fees, charges and obligations"},
        formula={
            "vi": "Số giao dịch thành công được tính cho yêu cầu thanh toán, theo hình thức; khoản nộp thừa không tính",
            "en": "Payments that settled what was asked for, by means; surplus payments do not count",
        },
        rows=_counted,
        day="paid_at",
        dimension=MEANS,
        part="means",
    )
)
register(
    _of_payments(
        "payments.online",
        name={"vi": "Giao dịch thanh toán trực tuyến", "en": "Online payments"},
        formula={
            "vi": "Số giao dịch thành công qua cổng thanh toán, theo cổng",
            "en": "Payments that settled what was asked for through a gateway, by gateway",
        },
        rows=_online,
        day="paid_at",
        dimension=Dimension(
            "gateway",
            {"vi": "Cổng thanh toán", "en": "Gateway"},
            {"paygov": {"vi": "PayGov", "en": "PayGov"}, "vnpt_pay": {"vi": "VNPT Pay", "en": "VNPT Pay"}},
        ),
        part="gateway",
    )
)
register(
    Indicator(
        key="payments.online_share",
        name={"vi": "Tỷ lệ nghĩa vụ nộp trực tuyến", "en": "Share of obligations paid online"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={
            "vi": "Giao dịch thanh toán trực tuyến trên tổng số giao dịch thanh toán của hồ sơ có nghĩa vụ nộp",
            "en": "Online payments over all payments of dossiers that owe money",
        },
        numerator=("payments.online", ""),
        denominator=("payments.total", ""),
        decimals=1,
    )
)
register(
    count_of(
        "payments.open",
        name={"vi": "Yêu cầu thanh toán chưa nộp", "en": "Payments still open"},
        unit_name={"vi": "yêu cầu", "en": "requests"},
        kind="stock",
        formula={"vi": "Số yêu cầu thanh toán chưa nộp tại thời điểm xem", "en": "Requests not paid at the moment of looking"},
        rows=lambda: FeeRequest.objects.filter(state__in=["unpaid", "pending"]),
        unit="collector_id",
        procedure="dossier__procedure__code",
        dimension=WHEN,
        part="when",
        stream=STREAM,
        kinds=[PaymentEvent.REQUESTED, PaymentEvent.PAID, PaymentEvent.CANCELLED],
    )
)
for _key, _rows, _vi, _en in (
    ("payments.dossiers_owing", _owing, "Hồ sơ có nghĩa vụ tài chính", "Dossiers that owe money"),
    ("payments.dossiers_paid_online", _owing_paid_online, "Hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
):
    register(
        count_of(
            _key,
            name={"vi": _vi, "en": _en},
            unit_name={"vi": "hồ sơ", "en": "dossiers"},
            kind="flow",
            formula={
                "vi": "Hồ sơ tiếp nhận trong kỳ có yêu cầu nộp phí, lệ phí hoặc nghĩa vụ tài chính; không kể hồ sơ được miễn",
                "en": "Dossiers received in the period that were asked for a fee, charge or obligation; exempted ones do not count",
            },
            rows=_rows,
            day="received_at",
            unit="competent_id",
            procedure="procedure__code",
            stream="dossier",
            kinds=["dossier.received", "dossier.fee_paid", "dossier.payment_requested", "dossier.payment_settled"],
        )
    )
