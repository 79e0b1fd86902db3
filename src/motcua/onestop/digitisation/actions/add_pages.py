"""Photographs and scanner files become pages of a scan; the files are kept as they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from motcua.blocks.files.api import Limits, StoredFile, count_pages, is_signed, read_bytes, store_upload
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, words
from motcua.onestop.digitisation.actions.prepare_pages import prepare_pages
from motcua.onestop.digitisation.models import Scan, ScanPage
from motcua.onestop.digitisation.queries.scans import Place, scans_at
from motcua.onestop.digitisation.rights import PUT_TOGETHER
from motcua.onestop.digitisation.rules.limits import AT_ONCE, CITIZEN_BYTES, OFFICE_BYTES, most_pages
from motcua.onestop.dossiers.api import Dossier, draft_of

JOB = "digitisation.prepare"
_PDF_PAGES = 5000  # read far enough to say how many pages there are


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that is sent."""

    name: str
    stream: BinaryIO


def add_pages(place: Place, files: Sequence[Incoming], *, actor: Actor) -> Scan:
    """Add files (JPEG, PNG, PDF) to the actor's scan at a place; each page of a PDF is a page.

    A few pages are straightened at once, more of them in the background. Nothing of the call is kept when one file is refused.
    Errors: refusals of files, `InvalidInput` for a signed PDF or too many pages, `NotFound` for a place that is not the actor's.
    """
    require(actor, PUT_TOGETHER)
    with transaction.atomic():
        scan = _scan_at(place, actor)
        taken = [_taken(one, scan, actor) for one in files]
        added = _pages(scan, taken)
        later = added > AT_ONCE
        if later:
            enqueue(JOB, scan.pk, serial=f"scan/{scan.pk}")
    if not later:
        prepare_pages(scan.pk, most=AT_ONCE)
    return scan


def _scan_at(place: Place, actor: Actor) -> Scan:
    """The open scan of the place, or a new one; that the place is the actor's is looked up each time."""
    if place.draft_key is not None:
        draft_of(place.draft_key, actor)
    elif not Dossier.objects.visible_to(actor).filter(code=place.dossier_code).exists():
        raise NotFound(words("There is no dossier with this code that you may see."))
    standing = scans_at(place, actor).first()
    return standing or Scan.objects.create(
        account_id=actor.account_id or 0,
        place=place.kind,
        draft_key=place.draft_key,
        dossier_code=place.dossier_code,
        component_key=place.component_key,
        begun_at=clock.now(),
    )


def _taken(one: Incoming, scan: Scan, actor: Actor) -> tuple[StoredFile, int]:
    """The stored file and how many pages it has."""
    most_bytes = OFFICE_BYTES if scan.at_office else CITIZEN_BYTES
    limits = Limits(max_bytes=most_bytes, max_pages=_PDF_PAGES)
    stored = store_upload(name=one.name, stream=one.stream, limits=limits, actor=actor)
    if stored.media_type != "application/pdf":
        return stored, 1
    data = read_bytes(stored)
    if is_signed(data):
        message = words("The file %(name)s bears a digital signature, which a scan would destroy.")
        raise InvalidInput(message, params={"name": stored.name}, way_out=words("Hand it in as it is, as a file."))
    return stored, count_pages(data, stored.name)


def _pages(scan: Scan, taken: Sequence[tuple[StoredFile, int]]) -> int:
    """Write the pages behind those that are there; returns how many came."""
    held = scan.pages.count()
    came = sum(pages for _file, pages in taken)
    most = most_pages(at_office=scan.at_office)
    if held + came > most:
        message = words("This would make %(pages)s pages; one scan holds at most %(most)s.")
        way_out = words("Split the paper and hand in the parts one after the other.")
        raise InvalidInput(message, params={"pages": held + came, "most": most}, way_out=way_out)
    place = scan.pages.aggregate(last=Max("place"))["last"] or 0
    rows = [(file, index) for file, pages in taken for index in range(pages)]
    ScanPage.objects.bulk_create(
        ScanPage(scan=scan, place=place + number, original=file, original_page=index) for number, (file, index) in enumerate(rows, start=1)
    )
    return came
