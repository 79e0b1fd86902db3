"""Dossiers: read, entered at the desk, and led through their life."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import File, Form, Router, Status, UploadedFile
from pydantic import Field

from motcua.channels.public_api.competent import require_competent
from motcua.channels.public_api.files import sent, sent_file
from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.paging import cursor_of, number_after
from motcua.channels.public_api.routes.drafts import name_of, stream_of
from motcua.channels.public_api.shapes import dossiers as shapes
from motcua.channels.public_api.shapes.common import DossierCode, Id, Key, Line
from motcua.channels.public_api.shapes.drafts import PaperOut
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import content_of, version_in_force
from motcua.onestop.desk.api import slip_pdf
from motcua.onestop.dossiers.api import Search, attach_supplement_paper, dossier_file, find_dossiers
from motcua.onestop.dossiers.api import Status as DossierStatus
from motcua.onestop.dossiers.events import SENTENCES, DossierEvent
from motcua.onestop.dossiers.rights import ANSWER, READ

router = Router(tags=["dossiers"])
Cursor = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9_\-]*$")]
Purpose = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$")]


@operation(router, "GET", "/dossiers", any_of=(READ,), answers=shapes.DossierPage)
def dossiers(request: HttpRequest, text: Line = "", status: DossierStatus | None = None, after: Cursor = "") -> shapes.DossierPage:
    """Dossiers the caller may see, newest first; `text` is a code or the beginning of a name."""
    search = Search(text=text, status=status.value if status else "")
    page = find_dossiers(search, after=number_after(after), actor=acting(request, READ))
    return shapes.DossierPage(items=[shapes.DossierRow.of(one) for one in page.rows], next=cursor_of(page.next_after))


@operation(router, "GET", "/dossiers/{code}", any_of=(READ,), answers=shapes.DossierOut)
def dossier(request: HttpRequest, code: DossierCode, purpose: Purpose = "processing") -> shapes.DossierOut:
    """The whole dossier. An official's reading is logged with its purpose, and the owner can see it."""
    actor = acting(request, READ)
    return shapes.DossierOut.of_file(dossier_file(code, purpose=purpose, actor=actor), inside=actor.kind != "citizen")


@operation(router, "GET", "/dossiers/{code}/timeline", any_of=(READ,), answers=shapes.Timeline)
def dossier_timeline(request: HttpRequest, code: DossierCode, purpose: Purpose = "processing") -> shapes.Timeline:
    """Everything that happened, in order."""
    actor = acting(request, READ)
    inside = actor.kind != "citizen"
    file = dossier_file(code, purpose=purpose, actor=actor)
    items = [
        shapes.EventOut(
            kind=event.kind,
            at=event.at,
            sentence=gettext(SENTENCES[DossierEvent(event.kind)]),
            by=event.actor_name if inside else "",
            payload=event.payload if inside else {},
        )
        for event in file.timeline
        if event.kind in set(DossierEvent)
    ]
    return shapes.Timeline(items=items)


@operation(router, "GET", "/dossiers/{code}/papers/{paper_id}", any_of=(READ,), media_type="application/octet-stream")
def dossier_paper(request: HttpRequest, code: DossierCode, paper_id: Id, purpose: Purpose = "processing") -> HttpResponse:
    """One paper of the dossier as it was handed in."""
    file = dossier_file(code, purpose=purpose, actor=acting(request, READ))
    paper = next((one for one in file.papers if one.pk == paper_id), None)
    if paper is None:
        raise NotFound(words("The dossier holds no such paper."))
    return sent_file(paper.file, paper.name)


@operation(router, "GET", "/dossiers/{code}/slips/{slip_id}", any_of=(READ,), media_type="application/pdf")
def dossier_slip(request: HttpRequest, code: DossierCode, slip_id: Id, purpose: Purpose = "processing") -> HttpResponse:
    """A slip of the dossier as PDF."""
    actor = acting(request, READ)
    file = dossier_file(code, purpose=purpose, actor=actor)
    slip = next((one for one in file.slips if one.pk == slip_id), None)
    if slip is None:
        raise NotFound(words("The dossier holds no such slip."))
    return sent(slip_pdf(slip.pk, actor=actor), "application/pdf", f"{code}-{slip.form}.pdf")


@operation(router, "GET", "/dossiers/{code}/result", any_of=(READ,), media_type="application/pdf")
def dossier_result(request: HttpRequest, code: DossierCode, purpose: Purpose = "processing") -> HttpResponse:
    """The signed result as PDF."""
    result = dossier_file(code, purpose=purpose, actor=acting(request, READ)).result
    if result is None or result.file is None:
        raise NotFound(words("There is no signed result yet."), way_out=words("Ask again when the dossier is resolved."))
    return sent_file(result.file, f"{code}.pdf")


@operation(router, "POST", "/dossiers/{code}/supplement-papers", any_of=(ANSWER,), answers=PaperOut, status=201)
def attach_to_supplement(request: HttpRequest, code: DossierCode, component: Form[Key], file: File[UploadedFile]) -> Status[PaperOut]:
    """Attach a file to an item of the supplement that is asked for."""
    actor = acting(request, ANSWER)
    return Status(201, PaperOut.of(attach_supplement_paper(code, component, name=name_of(file), stream=stream_of(file), actor=actor)))


def check_competent(procedure: str, unit_id: int) -> None:
    """Refuse an agency that does not perform the procedure today."""
    require_competent(content_of(version_in_force(procedure, clock.today()).pk), unit_id, field="competent_id")
