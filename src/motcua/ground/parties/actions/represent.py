"""The legal representative says who acts for the organisation; the identity says who is the first one."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.ground.parties import events
from motcua.ground.parties.models import Party, Representation
from motcua.ground.parties.queries.representations import in_force, representation_of
from motcua.ground.parties.rules.scopes import SCOPES
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words

_KIND = Representation.Kind


@transaction.atomic
def admit_representative(organisation: Party, person: Party, *, actor: Actor = SYSTEM) -> Representation:
    """The identity let this person in as this organisation: the right by which the person acts from now on.

    Who is vouched for first is its legal representative; others must be in the list. Raises `Forbidden` for those who are not.
    """
    Party.objects.select_for_update().get(pk=organisation.pk)
    now = clock.now()
    known = representation_of(organisation.pk, person.pk, now.date())
    if known is not None:
        return known
    if in_force(now.date()).filter(organisation=organisation, kind=_KIND.LEGAL).exists():
        raise Forbidden(
            words("You are not in the list of those who act for %(organisation)s."),
            params={"organisation": organisation.full_name},
            way_out=words("Ask its legal representative to add you, then log in again."),
        )
    return _grant(organisation, person, _KIND.LEGAL, [], None, actor, now)


@transaction.atomic
def add_representative(*, citizen_id: str, scope: Collection[str], until: date | None, legal: bool = False, actor: Actor) -> Representation:
    """Let a person known here act for the organisation the actor speaks for.

    Errors: `InvalidInput` naming each wrong field, `Forbidden` for all but the legal representative, `Conflict` when the person
    acts for it already.
    """
    organisation = _managed(actor)
    now = clock.now()
    person = Party.objects.filter(kind=Party.Kind.PERSON, citizen_id="".join(citizen_id.split()) or None).first()
    problems = []
    if person is None:
        message = words("Nobody with this number has logged in here yet. The person logs in once, then you can add them.")
        problems.append(FieldError("citizen_id", message))
    if not legal and (not scope or not set(scope) <= SCOPES.keys()):
        problems.append(FieldError("scope", words("Choose what the person may do.")))
    if until is not None and until < now.date():
        problems.append(FieldError("until", words("The last day lies in the past.")))
    if person is None or problems:
        raise InvalidInput(words("Some fields are not right yet."), fields=problems)
    _close_what_is_over(organisation, person, now)
    kind = _KIND.LEGAL if legal else _KIND.STAFF
    return _grant(organisation, person, kind, [] if legal else sorted(set(scope)), until, actor, now)


@transaction.atomic
def end_representation(representation_id: int, *, actor: Actor) -> None:
    """Take the right back; it ends at once, also in sessions that are open. Twice is once.

    Errors: `NotFound` for another organisation's, `Conflict` when nobody would be left to manage the list.
    """
    organisation = _managed(actor)
    now = clock.now()
    row = Representation.objects.select_for_update().filter(pk=representation_id, organisation=organisation).first()
    if row is None:
        raise NotFound(words("There is no such person in the list."))
    if row.revoked_at is not None:
        return
    others = in_force(now.date()).filter(organisation=organisation, kind=_KIND.LEGAL).exclude(pk=row.pk)
    if row.kind == _KIND.LEGAL and not others.exists():
        raise Conflict(words("An organisation keeps one legal representative."), way_out=words("Add the new one first."))
    row.revoked_at, row.revoked_by = now, actor.name[:200]
    row.save(update_fields=["revoked_at", "revoked_by"])
    _announce(events.REPRESENTATION_ENDED, row, actor, now)


def _managed(actor: Actor) -> Party:
    """The organisation the actor is legal representative of, and speaks for now."""
    organisation = Party.objects.select_for_update().filter(pk=actor.party_id or 0, kind=Party.Kind.ORGANISATION).first()
    known = representation_of(organisation.pk, actor.person_id, clock.today()) if organisation and actor.person_id else None
    if organisation is None or known is None or known.kind != _KIND.LEGAL:
        raise Forbidden(
            words("Only the legal representative manages who acts for the organisation."),
            way_out=words("Choose the organisation you act for first."),
        )
    return organisation


def _grant(
    organisation: Party, person: Party, kind: str, scope: list[str], until: date | None, actor: Actor, now: datetime
) -> Representation:
    try:
        with transaction.atomic():
            made = Representation.objects.create(
                organisation=organisation,
                person=person,
                kind=kind,
                scope=scope,
                valid_from=now.date(),
                valid_to=until,
                granted_by=actor.name[:200],
                granted_at=now,
            )
    except IntegrityError as error:
        raise Conflict(
            words("This person acts for the organisation already."), way_out=words("End that first, then add the person again.")
        ) from error
    _announce(events.REPRESENTATION_GRANTED, made, actor, now)
    return made


def _close_what_is_over(organisation: Party, person: Party, now: datetime) -> None:
    """A right that ended by its last day is closed, so that a new one can be given."""
    over = Representation.objects.filter(organisation=organisation, person=person, revoked_at__isnull=True, valid_to__lt=now.date())
    over.update(revoked_at=now)


def _announce(kind: str, row: Representation, actor: Actor, now: datetime) -> None:
    payload = {
        "person": row.person.full_name,
        "person_id": row.person_id,
        "organisation": row.organisation.full_name,
        "kind": row.kind,
        "scope": row.scope,
        "until": row.valid_to and row.valid_to.isoformat(),
    }
    record(events.STREAM, row.organisation_id, kind, actor=actor, at=now, subject_id=row.organisation_id, payload=payload)
