"""Recognise the text of papers: ordered with the deed, done in the background, page by page; the file is only read."""

from collections.abc import Iterable

import cv2
from django.db import transaction
from django.db.models import QuerySet

from motcua.blocks.files.api import StoredFile, drawn_page, read_bytes, store_bytes, straightened, text_of_page, with_text_layer
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Fault, NotFound, Refusal, words
from motcua.kernel.text import fold
from motcua.onestop.digitisation.models import RecognisedPage, Recognition
from motcua.onestop.digitisation.ports import text_reader
from motcua.onestop.digitisation.rights import DIGITISE, WORK
from motcua.onestop.digitisation.rules.limits import MOST_READ, enough_to_read
from motcua.onestop.digitisation.rules.words_of_page import PageText, page_text
from motcua.onestop.dossiers.api import Dossier, Paper

JOB = "digitisation.recognise"
_HAS_TEXT = 25  # letters; a page with so many was never a picture
_DENSITY = 250


@transaction.atomic
def order_recognition(paper_id: int, *, actor: Actor) -> Recognition:
    """An officer asks to have a paper of a dossier read; ordered once for the same content, again when it failed.

    Errors: `NotFound` for a paper the actor may not see, `Forbidden`.
    """
    require(actor, DIGITISE)
    visible = Paper.objects.filter(dossier__in=Dossier.objects.visible_to(actor))
    paper = visible.select_related("file").filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(words("There is no such paper that you may see."))
    return _ordered(paper.file)


@transaction.atomic
def recognise_papers(dossier_id: int, *, actor: Actor) -> int:
    """Order the papers of a dossier to be read that came as pictures large enough to carry print; returns how many."""
    require(actor, WORK)
    papers: QuerySet[Paper] = Paper.objects.select_related("file").filter(dossier_id=dossier_id)
    wanted = [paper.file for paper in papers if enough_to_read(paper.file.width, paper.file.height)]
    known = set(Recognition.objects.filter(sha256__in=[file.sha256 for file in wanted]).values_list("sha256", flat=True))
    fresh = [file for file in wanted if file.sha256 not in known]
    for file in fresh:
        _ordered(file)
    return len(fresh)


def _ordered(file: StoredFile) -> Recognition:
    row, new = Recognition.objects.get_or_create(
        sha256=file.sha256, defaults={"source": file, "total": min(file.pages, MOST_READ), "ordered_at": clock.now()}
    )
    again = row.state in (Recognition.State.FAILED, Recognition.State.MISSING)
    if again:
        Recognition.objects.filter(pk=row.pk).update(state=Recognition.State.WAITING, finished_at=None)
        row.state = Recognition.State.WAITING
    if new or again:
        enqueue(JOB, row.pk, serial=f"read/{row.pk}", priority=-5)
    return row


def recognise(recognition_id: int, *, most: int, actor: Actor) -> int:
    """Read up to `most` pages that are not read yet; returns how many are left. The last one closes the recognition.

    Without tesseract the state says so and nothing else stops. Each page is kept by itself.
    """
    require(actor, WORK)
    row = Recognition.objects.select_related("source").get(pk=recognition_id)
    if row.state != Recognition.State.WAITING:
        return 0
    data = read_bytes(row.source)
    done = set(row.pages.values_list("number", flat=True))
    left = [number for number in range(1, row.total + 1) if number not in done]
    try:
        for number in left[:most]:
            if not _read(row, number, data):
                _close(row, Recognition.State.MISSING)
                return 0
        if left[most:]:
            return len(left[most:])
        row.searchable = _searchable(row, data)
        _close(row, Recognition.State.DONE)
    except (Refusal, Fault):
        _close(row, Recognition.State.FAILED)
    return 0


def _read(row: Recognition, number: int, data: bytes) -> bool:
    """Read one page; False when there is no reader for a page that needs one."""
    picture = row.source.media_type != "application/pdf"
    own = "" if picture else text_of_page(data, number - 1, row.source.name)
    if sum(letter.isalpha() for letter in own) >= _HAS_TEXT:
        _keep(row, number, PageText(own.strip(), []), None, 0)
        return True
    if not text_reader().is_there():
        return False
    png, density = _png(row, number, data, picture=picture)
    reading = text_reader().read(png, density=density)
    layer = None if picture else store_bytes(f"chu-{number}.pdf", reading.layer, "application/pdf")
    _keep(row, number, page_text(reading.table), layer, density)
    return True


def _png(row: Recognition, number: int, data: bytes, *, picture: bool) -> tuple[bytes, int]:
    if picture:
        page = straightened(data, row.source.name)
        return page.jpeg, page.density
    pixels, _sheet, density = drawn_page(data, number - 1, row.source.name, density=_DENSITY)
    return bytes(cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))[1].tobytes()), density


def _keep(row: Recognition, number: int, read: PageText, layer: StoredFile | None, density: int) -> None:
    RecognisedPage.objects.update_or_create(
        recognition=row,
        number=number,
        defaults={"text": read.text, "search_text": fold(read.text), "words": read.words, "density": density, "layer": layer},
    )


def _searchable(row: Recognition, data: bytes) -> StoredFile | None:
    """A copy with a layer of words; of what carries its words already, and of pictures, none is made. The source stays as it is."""
    pages = list(row.pages.select_related("layer"))
    if row.source.media_type != "application/pdf" or not any(page.layer for page in pages):
        return None
    layers: Iterable[bytes | None] = [read_bytes(page.layer) if page.layer else None for page in pages]
    name = f"tim-duoc-{row.source.name}"[:150]
    return store_bytes(name, with_text_layer(data, layers), "application/pdf", pages=row.source.pages)


def _close(row: Recognition, state: str) -> None:
    Recognition.objects.filter(pk=row.pk).update(state=state, finished_at=clock.now(), searchable=row.searchable)
