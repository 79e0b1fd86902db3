"""A dossier that was filed at another front door (the national portal) is handed in here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import one_stop_of, unit
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import choose_case, content_of, version_in_force
from motcua.onestop.dossiers.actions.open_dossier import Opening, open_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.register_dossier import HandedIn
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Paper
from motcua.onestop.dossiers.rights import SUBMIT_FOR_PORTAL


@dataclass(frozen=True, slots=True)
class FiledElsewhere:
    """What was filed: `key` is made from the other door's code, so that the same filing is one dossier.

    Answers may be incomplete: the desk sees the filing as it came among the papers, and asks for a supplement or refuses.
    """

    key: UUID
    reference: str
    procedure_code: str
    competent_id: int
    owner: Party
    answers: Mapping[str, object]
    papers: Sequence[HandedIn] = field(default=())
    submitter: Party | None = None
    return_wish: str = Dossier.ReturnWish.COUNTER


def submit_from_portal(filing: FiledElsewhere, *, actor: Actor) -> Dossier:
    """A submitted dossier of channel online that waits at the desk of the competent body; a second call finds it again.

    Errors: `NotFound` for an unknown or abolished procedure, `InvalidInput` when the body does not handle it, `Forbidden`.
    """
    require(actor, SUBMIT_FOR_PORTAL)
    known = Dossier.objects.filter(submission_key=filing.key)
    already = known.first()
    if already is not None:
        return already
    try:
        return _submit(filing, actor)
    except IntegrityError:
        already = known.first()  # the push and the fetch met
        if already is None:
            raise
        return already


@transaction.atomic
def _submit(filing: FiledElsewhere, actor: Actor) -> Dossier:
    now = clock.now()
    version = version_in_force(filing.procedure_code, now.date())
    content = content_of(version.pk)
    dossier = open_dossier(
        Opening(
            submission_key=filing.key,
            procedure_id=content.procedure_id,
            version_id=version.pk,
            content=content,
            case=choose_case(content, filing.answers),
            channel=Dossier.Channel.ONLINE,
            competent=unit(filing.competent_id),
            receiver=one_stop_of(filing.competent_id),
            owner=filing.owner,
            submitter=filing.submitter or filing.owner,
            answers=filing.answers,
            at=now,
            return_wish=filing.return_wish,
        )
    )
    papers = [
        Paper(dossier=dossier, component_key=paper.component_key, file=paper.file, name=paper.name, added_at=now)
        for paper in filing.papers
        if paper.file is not None
    ]
    Paper.objects.bulk_create(papers)
    payload = {
        "channel": int(dossier.channel),
        "papers": [paper.component_key for paper in papers],
        "filed_at": "national_portal",
        "reference": filing.reference,
    }
    record_step(dossier, DossierEvent.SUBMITTED, actor=actor, at=now, payload=payload)
    return dossier
