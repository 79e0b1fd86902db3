"""The pages of a scan become one PDF and one paper."""

from django.db import transaction

from motcua.blocks.files.api import Picture, StoredFile, pdf_of, store_bytes
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.digitisation.models import Scan, ScanPage
from motcua.onestop.digitisation.queries.scans import Place, scans_at, turned_page
from motcua.onestop.digitisation.rights import PUT_TOGETHER
from motcua.onestop.dossiers.api import Paper, attach_scan, attach_stored_paper, attach_stored_supplement


@transaction.atomic
def keep_scan(place: Place, *, name: str, in_spite: bool = False, actor: Actor) -> Paper:
    """Make one PDF of the pages and attach it; `in_spite` keeps it although a page is blurred, dark or coarse.

    Errors: `NotFound` when nothing was begun (also: kept already), `Conflict` while pages wait, `InvalidInput` when
    there is no page, or a page is unclear and `in_spite` was not said.
    """
    require(actor, PUT_TOGETHER)
    scan = scans_at(place, actor).select_for_update().first()
    if scan is None:
        raise NotFound(words("There is no scan to keep."), way_out=words("Add the photographs or the scanned file first."))
    pages = list(scan.pages.select_related("prepared"))
    _check(pages, in_spite=in_spite)
    pdf = pdf_of((_picture(page) for page in pages), title=name)
    stored = store_bytes(f"{name[:140]}.pdf", pdf, "application/pdf", pages=len(pages), actor=actor)
    Scan.objects.filter(pk=scan.pk).update(kept_at=clock.now(), file=stored)
    return _attached(scan, stored, actor)


def _check(pages: list[ScanPage], *, in_spite: bool) -> None:
    if not pages:
        raise InvalidInput(words("There is no page yet."), way_out=words("Add the photographs or the scanned file first."))
    if any(not page.tried for page in pages):
        raise Conflict(words("Some pages are still being prepared."), way_out=words("Wait a moment and open this page again."))
    if any(page.prepared is None for page in pages):
        raise InvalidInput(words("A page could not be read."), way_out=words("Take it away, then keep the others."))
    if any(page.warnings for page in pages) and not in_spite:
        message = words("Some pages may be hard to read. Take them again, or say that you keep them as they are.")
        raise InvalidInput(message, fields=[FieldError("in_spite", message)])


def _picture(page: ScanPage) -> Picture:
    if page.prepared is None:
        raise InvalidInput(words("A page could not be read."))
    jpeg = turned_page(page.prepared, page.quarters)
    size = (page.pixels_wide, page.pixels_high, page.sheet_width, page.sheet_height)
    wide, high, width, height = (size[1], size[0], size[3], size[2]) if page.quarters % 2 else size
    return Picture(jpeg, wide, high, width, height)


def _attached(scan: Scan, stored: StoredFile, actor: Actor) -> Paper:
    reference, name = f"scan/{scan.key}", stored.name
    if scan.draft_key is not None:
        return attach_stored_paper(
            scan.draft_key, scan.component_key, file=stored, origin=Paper.Origin.UPLOAD, reference=reference, name=name, actor=actor
        )
    if scan.place == Scan.Place.SUPPLEMENT:
        return attach_stored_supplement(
            scan.dossier_code, scan.component_key, file=stored, origin=Paper.Origin.UPLOAD, reference=reference, name=name, actor=actor
        )
    return attach_scan(scan.dossier_code, scan.component_key, file=stored, reference=reference, name=name, actor=actor)
