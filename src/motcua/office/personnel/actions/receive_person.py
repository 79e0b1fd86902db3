"""Receive a person into a place: the end of a recruitment, a reception without examination, a contract, a file brought along."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.office.personnel.actions.places import open_place
from motcua.office.personnel.events import DECISION, FILE, PersonnelEvent
from motcua.office.personnel.models import Decision, PersonFile, Placement
from motcua.office.personnel.models.reach import require_over
from motcua.office.personnel.rights import KEEP
from motcua.office.personnel.rules.decisions import RECEIVE
from motcua.office.personnel.rules.kinds import How
from motcua.office.personnel.rules.person_facts import PersonFacts, PlaceFacts, faults_of_person, faults_of_place

_OPENS = time(8)


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision that was signed elsewhere: its number as printed, its day, who signed."""

    number: str
    signed_on: date
    issuer_id: int
    signer: str = ""


@transaction.atomic
def receive_person(person: PersonFacts, place: PlaceFacts, *, how: str, paper: Paper | None = None, actor: Actor) -> Placement:
    """Open the file (or the one kept under the citizen number) and the place from its first day; the post of the directory follows.

    A place of civil servant or public employee is taken from the quota of its unit. Errors: `Forbidden`; `NotFound` for an unknown unit or
    post; `InvalidInput` naming each wrong field; `Conflict` when the person holds a main place already, when the paper's number is
    known, or when the quota of the unit is used up.
    """
    unit = Unit.objects.filter(pk=place.unit_id).first()
    if unit is None:
        raise NotFound(words("There is no such unit."))
    require_over(actor, KEEP, unit)
    wrong = faults_of_person(person, place.first_day) + faults_of_place(place, how)
    if how == How.RECEPTION and paper is None:  # Decree 138/2020/ND-CP, article 18: who receives without examination decides in writing
        wrong.append(FieldError("number", words("A reception without examination needs its decision: number and day.")))
    if wrong:
        raise InvalidInput(words("The person cannot be received like this."), fields=wrong)
    file, new = _file(person, place, actor)
    if not new and file.placements.filter(main=True, valid_to__isnull=True).exists():
        held = words("This person holds a main place already: %(name)s.")
        raise Conflict(held, code="main_place_held", params={"name": file.full_name}, way_out=words("Record a transfer instead."))
    made = open_place(file, place, how=how, actor=actor)
    now = clock.now()
    if new:
        record(FILE, file.pk, PersonnelEvent.OPENED, actor=actor, at=now, unit_id=unit.pk, payload={"code": file.code, "how": how})
    if paper is not None:
        _note_paper(paper, made, how, actor)
    return made


def _file(person: PersonFacts, place: PlaceFacts, actor: Actor) -> tuple[PersonFile, bool]:
    found = PersonFile.objects.select_for_update().filter(citizen_id=person.citizen_id).first() if person.citizen_id else None
    file = found or PersonFile(code=f"HS{next_number('person_file'):06d}", joined_on=place.first_day)
    facts = asdict(person) | {"citizen_id": person.citizen_id or None}
    file.set_name(facts.pop("full_name"))
    for name, value in facts.items():
        if value or found is None:
            setattr(file, name, value)
    file.rank, file.left_on = place.rank or file.rank, None
    if place.coefficient is not None:
        file.coefficient, file.graded_on = place.coefficient, place.first_day
    file.save()
    if found is None and person.level != "none":
        file.qualifications.create(level=person.level, field=person.field or "—")
    return file, found is None


def _note_paper(paper: Paper, place: Placement, how: str, actor: Actor) -> None:
    number = paper.number.strip()
    if not number or len(number) > 60:
        raise InvalidInput(words("The person cannot be received like this."), fields=[FieldError("number", words("This is needed."))])
    moment = effective_moment(place.valid_from)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                person=place.person,
                kind=RECEIVE,
                unit=place.unit,
                issuer_id=paper.issuer_id,
                placement=place,
                number=number,
                year=paper.signed_on.year,
                signed_on=paper.signed_on,
                effective_on=place.valid_from,
                effective_at=moment,
                state=Decision.State.ISSUED,
                details={"how": how, "kind": place.kind, "title": place.title},
                prepared_by=actor.name,
                prepared_account=actor.account_id,
                prepared_at=clock.now(),
                signer_name=paper.signer,
                issued_at=clock.now(),
                settled_at=clock.now(),
            )
    except IntegrityError as twice:
        raise Conflict(words("A decision with this number is recorded already."), code="number_known") from twice
    payload = {"kind": RECEIVE, "person": place.person_id, "number": number, "effective_on": place.valid_from.isoformat()}
    record(DECISION, decision.pk, PersonnelEvent.ISSUED, actor=actor, at=clock.now(), unit_id=place.unit_id, payload=payload)


def effective_moment(day: date) -> datetime:
    """Eight o'clock of the day something takes effect."""
    return datetime.combine(day, _OPENS, clock.VIETNAM)


@transaction.atomic
def link_account(file_id: int, account_id: int, *, actor: Actor) -> PersonFile:
    """Join the file to the login of the person. Errors: `Forbidden`, `NotFound`, `Conflict` when either is joined already."""
    file = PersonFile.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=file_id).first()
    account = Account.objects.filter(pk=account_id, kind=Account.Kind.OFFICIAL).first()
    if file is None or account is None:
        raise NotFound(words("There is no such file or login."))
    place = file.placements.select_related("unit").first()
    if place is not None:
        require_over(actor, KEEP, place.unit)
    if file.account_id not in {None, account_id}:
        raise Conflict(words("This file is joined to another login already."), code="file_joined")
    file.account = account
    try:
        with transaction.atomic():
            file.save(update_fields=["account"])
    except IntegrityError as taken:
        raise Conflict(words("This login belongs to another person's file."), code="login_joined") from taken
    record(FILE, file.pk, PersonnelEvent.CHANGED, actor=actor, at=clock.now(), payload={"fields": ["account"]})
    return file
