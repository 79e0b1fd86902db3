"""Tell those who fill a report that its deadline is near or has passed, once for each of these days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from motcua.blocks.notices.api import Reader, notify
from motcua.blocks.permissions.api import declared, require
from motcua.ground.directory.api import Tenure
from motcua.insight.reporting.events import STREAM
from motcua.insight.reporting.models import Report
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rights import FILL, SEND
from motcua.insight.reporting.rules.states import State
from motcua.insight.reporting.rules.words import period_in_vietnamese
from motcua.kernel import clock
from motcua.kernel.actor import Actor

BEFORE = (5, 1)
AFTER = (1, 5)
TEMPLATE = "report_due"
_AT_ONCE = 200


def remind(*, actor: Actor) -> int:
    """Notices about reports due in five days and one day, and one day and five days late; returns how many are new."""
    require(actor, SEND)
    today = clock.today()
    days = [today + timedelta(days=days) for days in BEFORE] + [today - timedelta(days=days) for days in AFTER]
    waiting = [State.DRAFT, State.RETURNED, State.SUBMITTED]
    due = Report.objects.current().filter(due_on__in=days, state__in=waiting).select_related("period__regime", "unit").order_by("pk")
    reports, told = list(due), 0
    for start in range(0, len(reports), _AT_ONCE):
        chunk = reports[start : start + _AT_ONCE]
        readers = _readers({report.unit_id for report in chunk})
        with transaction.atomic():
            told += sum(_tell(report, account) for report in chunk for account in readers[report.unit_id])
    return told


def _readers(units: Iterable[int]) -> dict[int, set[int]]:
    """The accounts in posts of these agencies that fill reports, by agency. One query."""
    today = clock.today()
    tenures = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        valid_from__lte=today,
        post__unit__body_id__in=list(units),
        post__role__in=declared()[FILL].roles,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for body_id, account_id in tenures.values_list("post__unit__body_id", "account_id"):
        if body_id is not None:
            found[body_id].add(account_id)
    return found


def _tell(report: Report, account: int) -> bool:
    period = report.period
    data = {
        "regime": regime_of(period).name.vi,
        "period": period_in_vietnamese(period.frequency, period.year, period.number),
        "due": f"{report.due_on:%d/%m/%Y}",
    }
    key = f"{TEMPLATE}/{report.pk}/{clock.today()}/{account}"
    link = f"/lam-viec/che-do-bao-cao/{report.pk}/"
    return notify(TEMPLATE, to=Reader("account", account), key=key, about=(STREAM, report.pk), data=data, link=link)
