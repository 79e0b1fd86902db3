"""A citizen writes an application: kept as a draft until it is sent."""

from django.db import IntegrityError, transaction

from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words
from motcua.office.recruitment.models import Application, Plan
from motcua.office.recruitment.queries.notices import notice
from motcua.office.recruitment.queries.plans import is_open, rules_of
from motcua.office.recruitment.rights import APPLY
from motcua.office.recruitment.rules.applicants import Applicant, faults
from motcua.office.recruitment.rules.states import ApplicationState


@transaction.atomic
def save_application(plan_id: int, given: Applicant, *, actor: Actor) -> Application:
    """Keep the draft of the citizen who is logged in; who it is comes from the electronic identity, not from the form.

    Errors: `InvalidInput` naming every wrong field, `Conflict` after the last day or when one was sent already, `Forbidden`.
    """
    require(actor, APPLY)
    party = Party.objects.filter(pk=actor.party_id or 0, kind=Party.Kind.PERSON).first()
    if party is None or not party.citizen_id:
        raise NotFound(words("Only a person with a personal identification number can apply."))
    plan = open_plan(notice(plan_id))
    known = Applicant(
        party.full_name,
        given.birth_date if party.birth_date is None else party.birth_date,
        party.citizen_id,
        given.position_code,
        given.degree,
        given.major,
        given.priority,
        given.phone,
        given.email,
        given.address,
        party.sex,
    )
    check(plan, known)
    try:
        with transaction.atomic():
            return _keep(plan, known, party)
    except IntegrityError as twice:
        raise already() from twice


def _keep(plan: Plan, known: Applicant, party: Party) -> Application:
    draft = Application.objects.select_for_update(of=("self",)).filter(plan=plan, citizen_id=known.citizen_id).first()
    if draft is not None and (draft.state != ApplicationState.DRAFT or draft.party_id != party.pk):
        raise already()
    draft = draft or Application(plan=plan, party=party, channel="online")
    fill(draft, known)
    draft.save()
    return draft


def open_plan(plan: Plan) -> Plan:
    """The plan, if it takes applications today. Errors: `Conflict`."""
    if not is_open(plan):
        out = words("Look at the list of notices.")
        raise Conflict(words("The time for applications is over."), code="applications_closed", way_out=out)
    return plan


def check(plan: Plan, given: Applicant) -> None:
    """Errors: `InvalidInput` naming every wrong field."""
    rules = rules_of(plan)
    wrong = faults(
        given,
        positions=set(plan.positions.values_list("code", flat=True)),
        degrees={one.key for one in rules.degrees},
        priorities={one.key for one in rules.priorities},
        today=clock.today(),
    )
    if wrong:
        raise InvalidInput(words("Some answers need your attention."), fields=wrong)


def fill(application: Application, given: Applicant) -> None:
    """Put what was said into the application, not saved."""
    application.position = application.plan.positions.get(code=given.position_code)
    application.full_name = " ".join(given.full_name.split())
    application.birth_date, application.sex = given.birth_date, given.sex
    application.citizen_id, application.phone = given.citizen_id, given.phone.strip()[:20]
    application.email, application.address = given.email, given.address
    application.degree, application.major, application.priority = given.degree, given.major, given.priority


def already() -> Conflict:
    """One person, one application in a plan (NĐ 138/2020 art. 12: one position)."""
    return Conflict(
        words("This person has applied in this recruitment already; one person applies for one position."), code="applied_already"
    )
