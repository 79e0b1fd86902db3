"""Tell those who answer for findings that a deadline is near or has passed, once for each of these days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from motcua.blocks.notices.api import Reader, notify
from motcua.blocks.permissions.api import declared, require
from motcua.ground.directory.api import Tenure
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.inspections.events import FINDING
from motcua.office.inspections.models import Finding
from motcua.office.inspections.rights import ANSWER, REMIND
from motcua.office.inspections.rules.turns import FindingState

BEFORE = (7, 1)
AFTER = (1, 7, 14)
TEMPLATE = "inspection_finding_due"
_AT_ONCE = 200


def remind(*, actor: Actor) -> int:
    """Notices about open findings due in seven days and one day, and one, seven and fourteen days late; returns how many are new."""
    require(actor, REMIND)
    today = clock.today()
    days = [today + timedelta(days=days) for days in BEFORE] + [today - timedelta(days=days) for days in AFTER]
    due = Finding.objects.filter(due_on__in=days, state=FindingState.OPEN, inspection__origin="").select_related("owner").order_by("pk")
    findings, told = list(due), 0
    for start in range(0, len(findings), _AT_ONCE):
        chunk = findings[start : start + _AT_ONCE]
        readers = _readers({one.owner_id for one in chunk})
        with transaction.atomic():
            told += sum(_tell(one, account) for one in chunk for account in readers[one.owner_id])
    return told


def _readers(units: Iterable[int]) -> dict[int, set[int]]:
    """The accounts in posts of these units that answer for findings, by unit. One query."""
    today, wanted = clock.today(), list(units)
    tenures = Tenure.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        valid_from__lte=today,
        post__unit_id__in=wanted,
        post__role__in=declared()[ANSWER].roles,
    )
    found: dict[int, set[int]] = defaultdict(set)
    for unit_id, account_id in tenures.values_list("post__unit_id", "account_id"):
        found[unit_id].add(account_id)
    return found


def _tell(finding: Finding, account: int) -> bool:
    late = (clock.today() - finding.due_on).days
    data = {"title": finding.title, "due": f"{finding.due_on:%d/%m/%Y}", "late": max(late, 0)}
    key = f"{TEMPLATE}/{finding.pk}/{clock.today()}/{account}"
    link = f"/lam-viec/thanh-tra/phat-hien/{finding.pk}/"
    return notify(TEMPLATE, to=Reader("account", account), key=key, about=(FINDING, finding.pk), data=data, link=link)
