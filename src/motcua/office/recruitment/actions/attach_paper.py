"""Add a copy to a draft application, or take it away."""

from django.db import transaction

from motcua.blocks.files.api import Limits, Readable, store_upload
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.recruitment.models import Application, ApplicationPaper
from motcua.office.recruitment.queries.notices import own_application
from motcua.office.recruitment.rules.states import ApplicationState

LIMITS = Limits(accepts=("pdf", "jpg", "png"), max_bytes=10 * 1024 * 1024)
MOST_PAPERS = 6
KINDS = ("diploma", "priority", "other")


@transaction.atomic
def attach_paper(application_id: int, *, kind: str, upload: tuple[str, Readable], actor: Actor) -> ApplicationPaper:
    """Keep one copy (name and bytes) with the own draft.

    Errors: `InvalidInput` for a kind nobody knows or too many papers, the refusals of `files`, `Conflict` when it was sent, `NotFound`.
    """
    draft = _draft(application_id, actor)
    if kind not in KINDS or draft.papers.count() >= MOST_PAPERS:
        message = words("At most %(most)s papers can be added.")
        raise InvalidInput(message, params={"most": MOST_PAPERS}, fields=[FieldError("paper", message, {"most": MOST_PAPERS})])
    file = store_upload(name=upload[0], stream=upload[1], limits=LIMITS, actor=actor)
    return ApplicationPaper.objects.create(application=draft, kind=kind, file=file)


@transaction.atomic
def remove_paper(paper_id: int, *, actor: Actor) -> None:
    """Take a copy away from the own draft. Errors: `NotFound`, `Conflict` when it was sent."""
    paper = ApplicationPaper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound(words("There is no such file."))
    _draft(paper.application_id, actor)
    paper.delete()


def _draft(application_id: int, actor: Actor) -> Application:
    draft = own_application(application_id, actor=actor)
    if draft.state != ApplicationState.DRAFT:
        raise Conflict(words("This application was sent already."), code="application_sent")
    return draft
