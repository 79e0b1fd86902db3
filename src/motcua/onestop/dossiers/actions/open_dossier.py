"""A draft or a walk-in becomes a dossier with a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import Party
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.identifiers import AgencyCode, DossierCode
from motcua.kernel.text import fold
from motcua.onestop.catalogue.api import ProcedureCase, ProcedureContent, fees_for
from motcua.onestop.dossiers.actions.desks import agency_code_of, return_desk_of, taken_in_for_other
from motcua.onestop.dossiers.models import Dossier, Participation
from motcua.onestop.dossiers.rules.competence import require_competence
from motcua.onestop.dossiers.rules.fees import due_when
from motcua.onestop.dossiers.rules.transitions import Status


@dataclass(frozen=True, slots=True)
class ReservedNumbers:
    """The code and the number of slip 01 that a desk without network gave from its block, and the due moment it printed."""

    code: str
    slip_number: int
    printed_due: datetime | None


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything a new dossier is made of."""

    submission_key: UUID
    procedure_id: int
    version_id: int
    content: ProcedureContent
    case: ProcedureCase
    channel: Dossier.Channel
    competent: Unit
    receiver: Unit
    owner: Party
    submitter: Party
    answers: Mapping[str, object]
    at: datetime
    return_wish: str = Dossier.ReturnWish.COUNTER
    acting: str = Dossier.Acting.SELF
    messages_to: str = Dossier.MessagesTo.OWNER
    return_desk: Unit | None = None
    parent: Dossier | None = None
    part_key: str = ""
    reserved: ReservedNumbers | None = None


def open_dossier(opening: Opening) -> Dossier:
    """Number and store a new dossier, status `submitted`; called inside the action that submits or registers it.

    The serial restarts daily per agency (TT 01/2018/TT-VPCP); a rolled-back submission gives its number back.
    """
    day = opening.at.date()
    whole = opening.parent  # its parts go to the agencies of the day on which it was received
    competent_on = whole.received_at.date() if whole is not None and whole.received_at is not None else day
    require_competence(opening.competent, opening.content.performed_by.body, on=competent_on)
    flagged = opening.content.non_territorial
    for_other = whole is None and taken_in_for_other(opening.receiver, opening.competent, non_territorial=flagged, on=day)
    code = opening.reserved.code if opening.reserved else _next_code(opening)
    # what a part costs is among the fees of the whole
    fees = [] if whole is not None else fees_for(opening.content, opening.case, opening.answers, opening.channel)
    dossier = Dossier.objects.create(
        code=code,
        submission_key=opening.submission_key,
        procedure_id=opening.procedure_id,
        version_id=opening.version_id,
        case_key=opening.case.key,
        channel=opening.channel,
        competent_id=opening.competent.pk,
        receiver_id=opening.receiver.pk,
        owner_id=opening.owner.pk,
        submitter_id=opening.submitter.pk,
        acting=opening.acting,
        messages_to=opening.messages_to,
        owner_name=opening.owner.full_name,
        search_text=fold(opening.owner.full_name),
        answers=dict(opening.answers),
        fees=[fee.as_dict() for fee in fees],
        fee_total=sum(fee.amount for fee in fees),
        fee_due_when=due_when([fee.as_dict() for fee in fees]),
        return_wish=_known_wish(opening.return_wish),
        status=Status.SUBMITTED,
        submitted_at=opening.at,
        parent=opening.parent,
        part_key=opening.part_key,
        for_other=for_other,
        return_desk=return_desk_of(opening.return_desk, opening.receiver, opening.competent),
    )
    units = {opening.competent.pk, opening.receiver.pk, *filter(None, [dossier.return_desk_id])}
    Participation.objects.bulk_create([Participation(dossier=dossier, unit_id=pk) for pk in sorted(units)])
    return dossier


def _next_code(opening: Opening) -> str:
    agency, day = agency_code_of(opening.competent, opening.receiver), opening.at.date()
    return str(DossierCode(AgencyCode.parse(agency), day, next_number(dossier_series(agency, day))))


def dossier_series(agency: str, day: date) -> str:
    """The series of the serials of one agency on one day."""
    return f"dossier/{agency}/{day:%y%m%d}"


def _known_wish(wish: str) -> str:
    if wish not in Dossier.ReturnWish.values:
        message = words("Choose how you want to receive the result.")
        raise InvalidInput(message, fields=[FieldError("return_wish", message)])
    return wish
