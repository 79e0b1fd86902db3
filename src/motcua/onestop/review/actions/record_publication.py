"""Record a decision that publishes procedures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.kernel.calendar import viet_nam
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.review.events import PUBLICATION, ReviewEvent
from motcua.onestop.review.models import DecidedProcedure, PublicationDecision
from motcua.onestop.review.rights import RECORD
from motcua.onestop.review.rules.days import start_of
from motcua.onestop.review.rules.lines import DecidedLine
from motcua.onestop.review.rules.terms import announced_in_time, publish_by


@dataclass(frozen=True, slots=True)
class Publication:
    """What a decision says."""

    issuer_id: int
    number: str
    title: str
    decided_on: date
    effective_on: date
    procedures: Sequence[DecidedLine]
    signer_name: str = ""


@transaction.atomic
def record_publication(publication: Publication, *, actor: Actor) -> PublicationDecision:
    """Store the decision with its lines, all or nothing.

    Errors: `InvalidInput` naming a missing number or title, or a day of effect before the decision; `Conflict` when the issuer's
    number is recorded already; `Forbidden`. Source: NĐ 63/2010/NĐ-CP (as amended by NĐ 92/2017/NĐ-CP).
    """
    require(actor, RECORD, unit_path=unit(publication.issuer_id).path)
    _check(publication)
    try:
        with transaction.atomic():
            decision = PublicationDecision.objects.create(
                issuer_id=publication.issuer_id,
                number=publication.number.strip(),
                title=publication.title.strip(),
                decided_at=start_of(publication.decided_on),
                effective_on=publication.effective_on,
                announced_in_time=announced_in_time(publication.decided_on, publication.effective_on, viet_nam()),
                publish_by=publish_by(publication.decided_on, viet_nam()),
                signer_name=publication.signer_name.strip(),
                recorded_by=actor.name,
            )
    except IntegrityError as twice:
        raise Conflict(words("This decision is recorded already."), code="decision_known") from twice
    DecidedProcedure.objects.bulk_create(
        [
            DecidedProcedure(
                decision=decision,
                code=line.code,
                name=line.name,
                change=line.change,
                online_level=line.online_level,
                without_authority=line.without_authority,
            )
            for line in publication.procedures
        ]
    )
    payload = {"number": decision.number, "procedures": len(publication.procedures)}
    record(
        PUBLICATION,
        decision.pk,
        ReviewEvent.DECIDED,
        actor=actor,
        at=decision.decided_at,
        unit_id=publication.issuer_id,
        payload=payload,
    )
    return decision


def _check(publication: Publication) -> None:
    faults = []
    if not publication.number.strip():
        faults.append(FieldError("number", words("Enter the number of the decision.")))
    if not publication.title.strip():
        faults.append(FieldError("title", words("Enter what the decision is about.")))
    if publication.effective_on < publication.decided_on:
        faults.append(FieldError("effective_on", words("A decision cannot hold from a day before it was signed.")))
    if not publication.procedures:
        faults.append(FieldError("lines", words("List at least one procedure, one per line.")))
    if faults:
        raise InvalidInput(words("The decision cannot be recorded."), fields=faults)
