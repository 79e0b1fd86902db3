"""Put the pages of a scan in order: turn, move, take away."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.digitisation.models import Scan, ScanPage
from motcua.onestop.digitisation.queries.scans import Place, scans_at
from motcua.onestop.digitisation.rights import PUT_TOGETHER

VERBS = ("turn", "earlier", "later", "drop")


@transaction.atomic
def change_scan(place: Place, verb: str, page_id: int, *, actor: Actor) -> None:
    """Turn a page a quarter clockwise, move it one place `earlier` or `later`, or `drop` it.

    Errors: `NotFound` for a page that is not in the actor's open scan at this place, or an unknown verb.
    """
    require(actor, PUT_TOGETHER)
    scan = scans_at(place, actor).select_for_update().first()
    page = scan.pages.filter(pk=page_id).first() if scan else None
    if scan is None or page is None or verb not in VERBS:
        raise NotFound(words("There is no such page."))
    if verb == "turn":
        ScanPage.objects.filter(pk=page.pk).update(quarters=(page.quarters + 1) % 4)
    elif verb == "drop":
        page.delete()
    else:
        _move(scan, page, -1 if verb == "earlier" else 1)


def _move(scan: Scan, page: ScanPage, by: int) -> None:
    """Change places with the neighbour; at the end of the row nothing happens."""
    pages = list(scan.pages.all())
    here = pages.index(page)
    if not 0 <= here + by < len(pages):
        return
    other = pages[here + by]
    page.place, other.place = other.place, page.place
    ScanPage.objects.bulk_update([page, other], ["place"])
