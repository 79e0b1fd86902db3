"""The desk enters a dossier that came in person or by post, and receives it at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.files.api import StoredFile
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import ProcedureCase, choose_case, content_of, form_of, version_in_force
from motcua.onestop.dossiers.actions.desks import taken_in_for_other
from motcua.onestop.dossiers.actions.mandates import Consent, note_mandate, refuse_unsaid
from motcua.onestop.dossiers.actions.open_dossier import Opening, ReservedNumbers, open_dossier
from motcua.onestop.dossiers.actions.receive_dossier import accept
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Paper
from motcua.onestop.dossiers.queries.required import required_papers
from motcua.onestop.dossiers.rights import RECEIVE
from motcua.onestop.dossiers.rules.completeness import missing_papers
from motcua.onestop.dossiers.rules.reuse import digitised_by


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A paper seen at the desk, or one the province holds already: its component, and the file when there is one."""

    component_key: str
    name: str
    file: StoredFile | None = None
    origin: str = Paper.Origin.UPLOAD
    reference: str = ""

    def as_paper(self, dossier: Dossier, at: datetime) -> Paper:
        """The row to store."""
        return Paper(
            dossier=dossier,
            component_key=self.component_key,
            file=self.file,
            name=self.name,
            added_at=at,
            origin=self.origin,
            reference=self.reference,
            digitised=digitised_by(self.origin),
        )


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What the desk officer entered for a person at the counter or a letter from the post.

    `key` is made when the page is opened: sending the page twice enters one dossier.
    """

    key: UUID
    procedure_code: str
    competent_id: int
    receiver_id: int
    owner: Party
    answers: Mapping[str, object]
    papers: Sequence[HandedIn] = field(default=())
    channel: Dossier.Channel = Dossier.Channel.DESK
    submitter: Party | None = None
    acting: str = Dossier.Acting.SELF
    messages_to: str = Dossier.MessagesTo.OWNER
    consent: Consent | None = None
    fee_collected: int = 0
    return_wish: str = Dossier.ReturnWish.COUNTER
    return_desk_id: int | None = None
    reserved: ReservedNumbers | None = None


def register_dossier(entry: WalkIn, *, actor: Actor) -> Dossier:
    """Enter and receive in one step (NĐ 107/2021: every paper dossier is entered); slip 01 is issued.

    A procedure bound to a territory is taken in only where its agency stands (NĐ 107/2021; from 2025-07-01 anywhere, NĐ 118/2025).
    Errors: `InvalidInput` naming answers and papers that are missing, or the desk that may receive it, `NotFound` for an
    unknown procedure, `Forbidden`.
    """
    require(actor, RECEIVE, unit_path=unit(entry.receiver_id).path)
    already = _entered(entry, actor)
    if already is not None:
        return already
    try:
        return _register(entry, actor)
    except IntegrityError:
        already = _entered(entry, actor)  # the first click was still at work when the second came
        if already is None:
            raise
        return already


def _entered(entry: WalkIn, actor: Actor) -> Dossier | None:
    return Dossier.objects.visible_to(actor).filter(submission_key=entry.key).first()


@transaction.atomic
def _register(entry: WalkIn, actor: Actor) -> Dossier:
    now = clock.now()
    version = version_in_force(entry.procedure_code, now.date())
    content = content_of(version.pk)
    case = choose_case(content, entry.answers)
    competent, receiver = unit(entry.competent_id), unit(entry.receiver_id)
    taken_in_for_other(receiver, competent, non_territorial=content.non_territorial, on=now.date())
    _check(entry, version.pk, case)
    dossier = open_dossier(
        Opening(
            submission_key=entry.key,
            procedure_id=content.procedure_id,
            version_id=version.pk,
            content=content,
            case=case,
            channel=entry.channel,
            competent=competent,
            receiver=receiver,
            owner=entry.owner,
            submitter=entry.submitter or entry.owner,
            acting=entry.acting,
            messages_to=entry.messages_to,
            answers=entry.answers,
            at=now,
            return_wish=entry.return_wish,
            return_desk=unit(entry.return_desk_id) if entry.return_desk_id else None,
            reserved=entry.reserved,
        )
    )
    _keep_scans(dossier, entry)
    note_mandate(dossier, entry.consent, at=now, actor=actor)
    payload = {"channel": int(dossier.channel), "papers": [paper.component_key for paper in entry.papers]}
    record_step(dossier, DossierEvent.SUBMITTED, actor=actor, at=now, unit_id=dossier.receiver_id, payload=payload)
    # who did not take the money of a person before him agreed that it is paid with the result
    return accept(dossier, fee_collected=entry.fee_collected, fee_later=True, at=now, actor=actor, reserved=entry.reserved)


def _check(entry: WalkIn, version_id: int, case: ProcedureCase) -> None:
    seen = {paper.component_key for paper in entry.papers}
    errors: list[FieldError] = [
        *form_of(version_id).check(entry.answers),
        *missing_papers(required_papers(case, entry.answers, entry.acting), seen),
    ]
    errors += refuse_unsaid(entry.owner, entry.submitter, entry.acting, entry.messages_to, entry.consent)
    if errors:
        raise InvalidInput(
            words("The dossier is not complete."),
            fields=errors,
            way_out=words("Complete it with the citizen, or give a supplement slip listing everything."),
        )


def _keep_scans(dossier: Dossier, entry: WalkIn) -> None:
    now = clock.now()
    Paper.objects.bulk_create([paper.as_paper(dossier, now) for paper in entry.papers if paper.file is not None])
