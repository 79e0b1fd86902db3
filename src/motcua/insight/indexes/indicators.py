"""What only the service index counts: its own reading of on time, time taken, digital results, known persons (QĐ 766/QĐ-TTg).

Everything else it needs is declared by the modules that own the records.
"""

from functools import partial
from typing import Any

from django.db.models import CharField, F, QuerySet, Sum, Value
from django.db.models.functions import TruncDate

from motcua.blocks.measures.api import Dimension, Indicator, Scope, count_of, register
from motcua.insight.indexes.queries.elapsed import HANDLED
from motcua.insight.indexes.queries.open_at import IN_ORDER, LATE, asked_twice, open_at, open_at_cells
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import Dossier, Status
from motcua.onestop.dossiers.events import STREAM, DossierEvent

_DOSSIERS = {"vi": "hồ sơ", "en": "dossiers"}
_ENDINGS = [DossierEvent.RESOLVED, DossierEvent.WITHDRAWN, DossierEvent.STOPPED]
_RESULTS = [DossierEvent.RESOLVED, DossierEvent.RESULT_SIGNED]


def _received() -> QuerySet[Dossier]:
    return Dossier.objects.filter(parent__isnull=True, received_at__isnull=False)


def _ended() -> QuerySet[Dossier]:
    return _received().filter(ended_at__isnull=False)


def _ended_in_order() -> QuerySet[Dossier]:
    return _ended().exclude(timing="late").exclude(pk__in=asked_twice())


def _resolved() -> QuerySet[Dossier]:
    return _received().filter(status__in=[Status.RESOLVED, Status.RETURNED])


def _owing_a_result() -> QuerySet[Dossier]:
    return _resolved().filter(procedure__paper_result=True)


def _with_digital_result() -> QuerySet[Dossier]:
    return _owing_a_result().filter(result__signed_at__isnull=False)


def _of_persons() -> QuerySet[Dossier]:
    return _received().filter(owner__kind="person")


def _of_known_persons() -> QuerySet[Dossier]:
    """The owner has proved who he is with the electronic identity, which rests on the population database."""
    return _of_persons().filter(owner__assurance__gte=2)


_flow = partial(
    count_of,
    unit_name=_DOSSIERS,
    kind="flow",
    unit="competent_id",
    procedure="procedure__code",
    stream=STREAM,
    kinds=[DossierEvent.RECEIVED],
)

register(
    _flow(
        "service.ended",
        name={"vi": "Hồ sơ kết thúc", "en": "Dossiers ended"},
        formula={
            "vi": "Hồ sơ đã tiếp nhận và kết thúc trong kỳ: có kết quả, rút hoặc dừng",
            "en": "Dossiers received and ended in the period: resolved, withdrawn or stopped",
        },
        rows=_ended,
        day="ended_at",
        kinds=_ENDINGS,
    )
)
register(
    _flow(
        "service.ended_in_order",
        name={"vi": "Hồ sơ kết thúc đúng hạn", "en": "Dossiers ended on time"},
        formula={
            "vi": "Kết thúc không muộn hơn ngày hẹn trả và yêu cầu bổ sung không quá một lần; bổ sung lần hai tính là quá hạn",
            "en": "Ended by the day promised with at most one request for a supplement; a second makes it late",
        },
        rows=_ended_in_order,
        day="ended_at",
        kinds=_ENDINGS,
    )
)
register(
    Indicator(
        key="service.open",
        name={"vi": "Hồ sơ đang giải quyết cuối kỳ", "en": "Dossiers open at the end of the period"},
        unit=_DOSSIERS,
        kind="stock",
        formula={
            "vi": "Hồ sơ đã tiếp nhận, chưa kết thúc tại thời điểm cuối kỳ; quá hạn khi ngày hẹn trả đã qua hoặc đã bổ sung quá một lần; "
            "đang chờ công dân thì chưa tính quá hạn",
            "en": "Received and not ended at the end of the period; late when the promised day had passed or a supplement was asked "
            "twice; what waits for the citizen is not late",
        },
        dimension=Dimension(
            "standing",
            {"vi": "Tình trạng", "en": "Standing"},
            {IN_ORDER: {"vi": "Trong hạn", "en": "In time"}, LATE: {"vi": "Quá hạn", "en": "Late"}},
        ),
        value=open_at_cells,
        records=open_at,
        as_of="moment",
    )
)


RESOLVED = register(
    _flow(
        "service.resolved",
        name={"vi": "Hồ sơ có kết quả", "en": "Dossiers with a decision"},
        formula={"vi": "Hồ sơ đã giải quyết xong trong kỳ", "en": "Dossiers resolved in the period"},
        rows=_resolved,
        day="ended_at",
        kinds=[DossierEvent.RESOLVED],
    )
)


def _days_handled(scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """One row per cell with the days taken by what was resolved."""
    assert RESOLVED.records is not None  # count_of gives them
    cells: QuerySet[Any, dict[str, Any]] = (
        RESOLVED.records(scope)
        .order_by()
        .annotate(
            cell_day=TruncDate("ended_at", tzinfo=VIETNAM),
            cell_unit=F("competent_id"),
            cell_procedure=F("procedure__code"),
            cell_part=Value("", output_field=CharField()),
        )
        .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
        .annotate(amount=Sum(HANDLED))
    )
    return cells


register(
    Indicator(
        key="service.days_handled",
        name={"vi": "Tổng số ngày giải quyết", "en": "Days taken"},
        unit={"vi": "ngày", "en": "days"},
        kind="flow",
        formula={
            "vi": "Tổng số ngày từ khi tính thời hạn đến khi kết thúc của hồ sơ đã giải quyết trong kỳ",
            "en": "Days from the start of the clock to the end, of dossiers resolved in the period",
        },
        value=_days_handled,
        records=RESOLVED.records,
        stream=STREAM,
        kinds=frozenset({DossierEvent.RESOLVED}),
    )
)
register(
    _flow(
        "service.results_due",
        name={"vi": "Hồ sơ có kết quả bằng văn bản", "en": "Dossiers that end with a paper"},
        formula={
            "vi": "Hồ sơ đã giải quyết trong kỳ của thủ tục có kết quả là văn bản, giấy tờ",
            "en": "Dossiers resolved in the period under procedures whose result is a paper",
        },
        rows=_owing_a_result,
        day="ended_at",
        kinds=_RESULTS,
    )
)
register(
    _flow(
        "service.digital_results",
        name={"vi": "Hồ sơ cấp kết quả điện tử", "en": "Dossiers with a digital result"},
        formula={
            "vi": "Trong số đó, hồ sơ có kết quả điện tử đã ký số",
            "en": "Of these, dossiers whose result is signed digitally",
        },
        rows=_with_digital_result,
        day="ended_at",
        kinds=_RESULTS,
    )
)
register(
    _flow(
        "service.of_persons",
        name={"vi": "Hồ sơ của cá nhân", "en": "Dossiers of persons"},
        formula={"vi": "Hồ sơ tiếp nhận trong kỳ của công dân", "en": "Dossiers of citizens received in the period"},
        rows=_of_persons,
        day="received_at",
    )
)
register(
    _flow(
        "service.of_known_persons",
        name={"vi": "Hồ sơ khai thác dữ liệu dân cư", "en": "Dossiers using population data"},
        formula={
            "vi": "Hồ sơ tiếp nhận trong kỳ của công dân đã xác thực bằng tài khoản định danh điện tử mức độ 2",
            "en": "Dossiers received in the period of citizens who proved their identity at level 2",
        },
        rows=_of_known_persons,
        day="received_at",
    )
)
