"""Prepare a decision on a person, for a head to issue."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.ground.directory.api import Unit, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.office.personnel.actions.receive_person import effective_moment
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision, PersonFile
from motcua.office.personnel.models.reach import require_over
from motcua.office.personnel.queries.standing import main_place, standing_of
from motcua.office.personnel.rights import PREPARE
from motcua.office.personnel.rules.decisions import DecisionText, faults_of

_OUTSIDE = ("person_id", "kind", "effective_on", "issuer_id", "reason")


@transaction.atomic
def prepare_decision(text: DecisionText, *, actor: Actor) -> Decision:
    """Keep the decision, checked, until it is issued.

    Errors: `Forbidden` for people or a unit outside the actor's charge; `NotFound`; `InvalidInput` naming each wrong field: a day that is
    past, a second head of a unit, a place the person holds already, a raise that is none.
    """
    person, place_unit = checked(text, actor)
    decision = Decision.objects.create(
        person=person,
        kind=text.kind,
        unit=place_unit,
        issuer_id=text.issuer_id,
        effective_on=text.effective_on,
        effective_at=effective_moment(text.effective_on),
        details={name: _plain(value) for name, value in asdict(text).items() if name not in _OUTSIDE and value not in (None, "", 0, False)},
        reason=text.reason.strip(),
        prepared_by=actor.name,
        prepared_account=actor.account_id,
        prepared_at=clock.now(),
    )
    payload = {"kind": text.kind, "person": person.pk, "effective_on": text.effective_on.isoformat()}
    record(DECISION, decision.pk, PersonnelEvent.PREPARED, actor=actor, at=clock.now(), unit_id=place_unit.pk, payload=payload)
    return decision


def checked(text: DecisionText, actor: Actor) -> tuple[PersonFile, Unit]:
    """The person and the unit where the person is now, when the decision may be taken; the same checks run again when it is issued."""
    person = PersonFile.objects.visible_to(actor).filter(pk=text.person_id).first()
    if person is None:
        raise NotFound(words("There is no such file."))
    place = main_place(person.pk)
    if place is not None:
        require_over(actor, PREPARE, place.unit)
    target = unit(text.unit_id) if text.unit_id is not None else None
    wrong = faults_of(text, standing_of(person, place, text), clock.today())
    if target is not None:
        require_over(actor, PREPARE, target)
        if target.valid_to is not None and target.valid_to < text.effective_on:
            wrong.append(FieldError("unit", words("This unit does not exist any more on that day.")))
    if wrong or place is None:
        raise InvalidInput(words("The decision cannot be taken like this."), fields=wrong)
    return person, place.unit


def text_of(decision: Decision) -> DecisionText:
    """The decision as it was typed in."""
    given = dict(decision.details)
    if "term_ends_on" in given:
        given["term_ends_on"] = date.fromisoformat(given["term_ends_on"])
    if "coefficient" in given:
        given["coefficient"] = Decimal(given["coefficient"])
    known = {name: value for name, value in given.items() if name in DecisionText.__dataclass_fields__}
    return DecisionText(
        person_id=decision.person_id,
        kind=decision.kind,
        effective_on=decision.effective_on,
        issuer_id=decision.issuer_id,
        reason=decision.reason,
        **known,
    )


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
