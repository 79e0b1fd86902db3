"""Compare what we told with what the portal holds, over the dossiers submitted from day to day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.connectors.national_portal.client import AnsweredBadlyError, NationalPortal
from motcua.connectors.national_portal.models import Difference, OutboxMessage, Reconciliation
from motcua.connectors.national_portal.rules.comparing import compare
from motcua.kernel import clock
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import NATIONAL_CODES, Dossier, Status

_MOST_PAGES = 10_000


def reconcile(first: date, last: date, portal: NationalPortal) -> Reconciliation:
    """Ask the portal for its list, compare, keep the differences. Raises `Fault` when it cannot be asked.

    Ours is the status of the record; a dossier with messages not delivered yet is under way and not judged, nor is one that changed
    while the portal was asked. A dossier never told of is missing there.
    """
    began = _latest_message()
    theirs = dict(_held_there(first, last, portal))
    begin = datetime.combine(first, time(), VIETNAM)
    submitted = Dossier.objects.filter(
        submitted_at__gte=begin, submitted_at__lt=datetime.combine(last, time(), VIETNAM) + timedelta(days=1)
    )
    unsent = OutboxMessage.objects.filter(dossier=OuterRef("pk")).exclude(state="sent")
    later = OutboxMessage.objects.filter(dossier=OuterRef("pk"), id__gt=began)
    ours: dict[str, int] = {}
    under_way: set[str] = set()
    rows = submitted.annotate(moving=Exists(unsent), moved=Exists(later)).values_list("code", "status", "moving", "moved")
    for code, status, moving, moved in rows.iterator(chunk_size=2000):
        ours[code] = NATIONAL_CODES[Status(status)]
        if moving or moved:
            under_way.add(code)
    found = compare(ours, theirs, under_way)
    with transaction.atomic():
        run = Reconciliation.objects.create(
            first=first,
            last=last,
            ran_at=clock.now(),
            ours=len(ours),
            theirs=len(theirs),
            under_way=len(under_way),
            equal=len((ours.keys() | theirs.keys()) - under_way) - len(found),
        )
        Difference.objects.bulk_create(
            [Difference(run=run, kind=one.kind, code=one.code, ours=one.ours, theirs=one.theirs) for one in found], batch_size=500
        )
    return run


def _latest_message() -> int:
    return OutboxMessage.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _held_there(first: date, last: date, portal: NationalPortal) -> Iterator[tuple[str, int]]:
    """Every dossier of these days at the portal with its status, page by page."""
    after = ""
    for _ in range(_MOST_PAGES):
        asked = {"TuNgay": f"{first:%Y%m%d}", "DenNgay": f"{last:%Y%m%d}", "SauMaHoSo": after}
        page = portal.ask("TraCuuHoSo", asked).get("result")
        if not isinstance(page, list):
            raise AnsweredBadlyError("TraCuuHoSo: the reply has no list")
        for one in page:
            code, status = str(one.get("MaHoSo") or ""), str(one.get("TrangThaiHoSo") or "")
            if code and status.isdigit():
                yield code, int(status)
        if not page or str(page[-1].get("MaHoSo") or "") <= after:
            return
        after = str(page[-1]["MaHoSo"])
