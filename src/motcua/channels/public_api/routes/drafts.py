"""A citizen writes an application and hands it in."""

from typing import BinaryIO, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router, Status, UploadedFile
from ninja.errors import HttpError

from motcua.channels.public_api.competent import require_competent
from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.shapes.common import Id, Key, ProblemField
from motcua.channels.public_api.shapes.dossiers import StatusOut
from motcua.channels.public_api.shapes.drafts import DraftList, DraftOut, DraftRow, NewDraft, PaperOut, SavedAnswers
from motcua.channels.ui.api import say_field
from motcua.kernel import clock
from motcua.onestop.catalogue.api import choose_case, content_of, form_of, version_in_force
from motcua.onestop.dossiers.api import (
    Draft,
    attach_paper,
    discard_draft,
    draft_of,
    my_drafts,
    remove_paper,
    required_papers,
    save_answers,
    start_draft,
    submit_dossier,
)
from motcua.onestop.dossiers.rights import SUBMIT

router = Router(tags=["drafts"])


@operation(router, "POST", "/drafts", any_of=(SUBMIT,), answers=DraftOut, status=201)
def begin_draft(request: HttpRequest, payload: NewDraft) -> Status[DraftOut]:
    """Begin an application; what the registers know of the person is filled in."""
    actor = acting(request, SUBMIT)
    require_competent(content_of(version_in_force(payload.procedure, clock.today()).pk), payload.unit_id)
    return Status(201, _shown(start_draft(payload.procedure, unit_id=payload.unit_id, actor=actor)))


@operation(router, "GET", "/drafts", any_of=(SUBMIT,), answers=DraftList)
def drafts(request: HttpRequest) -> DraftList:
    """The caller's drafts."""
    found = my_drafts(acting(request, SUBMIT))[:200]
    return DraftList(items=[DraftRow(key=one.key, procedure=content_of(one.version_id).code, saved_at=one.saved_at) for one in found])


@operation(router, "GET", "/drafts/{key}", any_of=(SUBMIT,), answers=DraftOut)
def draft(request: HttpRequest, key: UUID) -> DraftOut:
    """One draft, with what is still missing."""
    return _shown(draft_of(key, acting(request, SUBMIT)))


@operation(router, "PATCH", "/drafts/{key}", any_of=(SUBMIT,), answers=DraftOut)
def save_draft(request: HttpRequest, key: UUID, payload: SavedAnswers) -> DraftOut:
    """Merge answers into the draft; they are checked as a whole when it is submitted."""
    actor = acting(request, SUBMIT)
    require_competent(content_of(draft_of(key, actor).version_id), payload.unit_id)
    return _shown(save_answers(key, values=payload.values, page=payload.page or "", unit_id=payload.unit_id, actor=actor))


@operation(router, "DELETE", "/drafts/{key}", any_of=(SUBMIT,), status=204)
def throw_draft_away(request: HttpRequest, key: UUID) -> Status[None]:
    """Delete the draft."""
    discard_draft(key, actor=acting(request, SUBMIT))
    return Status(204, None)


@operation(router, "POST", "/drafts/{key}/papers", any_of=(SUBMIT,), answers=PaperOut, status=201)
def attach(request: HttpRequest, key: UUID, component: Form[Key], file: File[UploadedFile]) -> Status[PaperOut]:
    """Attach a file to a component; the answer is the receipt of what was stored."""
    return Status(201, PaperOut.of(attach_paper(key, component, name=name_of(file), stream=stream_of(file), actor=acting(request, SUBMIT))))


@operation(router, "DELETE", "/drafts/{key}/papers/{paper_id}", any_of=(SUBMIT,), status=204)
def take_paper_out(request: HttpRequest, key: UUID, paper_id: Id) -> Status[None]:
    """Take a paper out of the draft again."""
    remove_paper(key, paper_id, actor=acting(request, SUBMIT))
    return Status(204, None)


@operation(router, "POST", "/drafts/{key}/submission", any_of=(SUBMIT,), answers=StatusOut, status=201)
def submit(request: HttpRequest, key: UUID) -> Status[StatusOut]:
    """Hand the draft in; sending it twice finds the same dossier."""
    return Status(201, StatusOut.of(submit_dossier(key, actor=acting(request, SUBMIT))))


def name_of(file: UploadedFile) -> str:
    """The name a client gave to a file."""
    if not file.name:
        raise HttpError(400, "the file has no name")
    return file.name.replace("\x00", "")[:255]


def stream_of(file: UploadedFile) -> BinaryIO:
    """The bytes a client sent; an uploaded file reads like any other."""
    return cast("BinaryIO", file)


def _shown(one: Draft) -> DraftOut:
    content = content_of(one.version_id)
    attached = set(one.papers.values_list("component_key", flat=True))
    needed = required_papers(choose_case(content, one.answers), one.answers)
    missing = [ProblemField(field=error.field, message=say_field(error)) for error in form_of(one.version_id).check(one.answers)]
    missing += [ProblemField(field=f"paper.{paper.key}", message=paper.name) for paper in needed if paper.key not in attached]
    return DraftOut.of(one, missing)
