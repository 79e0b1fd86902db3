"""An organisation lets members of its staff into its vault, for a time and so far."""

from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDelegate
from motcua.onestop.vault.rights import KEEP


@transaction.atomic
def delegate(*, person_number: str, may: str, until: datetime | None, actor: Actor) -> VaultDelegate:
    """Let a person known here act on the vault of the organisation that the actor speaks for: read, use or share.

    Errors: `InvalidInput` naming each wrong field, `Conflict` when the person is in already, `Forbidden` for persons.
    """
    organisation = _organisation(actor)
    now = clock.now()
    problems = []
    person = Party.objects.filter(kind=Party.Kind.PERSON, citizen_id="".join(person_number.split())).first()
    if person is None:
        message = words("Nobody with this number has logged in here yet. The person logs in once, then you can add them.")
        problems.append(FieldError("person_number", message))
    if may not in VaultDelegate.May.values:
        problems.append(FieldError("may", words("Choose what the person may do.")))
    if until is not None and until <= now:
        problems.append(FieldError("until", words("Choose a day after today, or none.")))
    if person is None or problems:
        raise InvalidInput(words("Some answers are not right yet."), fields=problems)
    open_rows = VaultDelegate.objects.select_for_update().filter(organisation=organisation, person=person, ended_at__isnull=True)
    for row in open_rows:
        if row.ends_at is None or row.ends_at > now:
            raise Conflict(words("This person is in already."), way_out=words("End that first, then add the person again."))
        VaultDelegate.objects.filter(pk=row.pk).update(ended_at=row.ends_at)
    made = VaultDelegate.objects.create(
        organisation=organisation, person=person, may=may, starts_at=now, ends_at=until, made_at=now, made_by=actor.name
    )
    payload = {"delegate": made.pk, "person": person.full_name, "may": may, "until": until and until.isoformat()}
    record_deed(VaultEvent.DELEGATED, made.pk, owner_id=organisation.pk, actor=actor, at=now, payload=payload)
    return made


@transaction.atomic
def end_delegation(delegate_id: int, *, actor: Actor) -> None:
    """Take the person out at once; doing it twice is doing it once. `NotFound` for another organisation's."""
    organisation = _organisation(actor)
    row = (
        VaultDelegate.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=delegate_id, organisation=organisation)
        .first()
    )
    if row is None:
        raise NotFound(words("There is no such person in your list."))
    if row.ended_at is not None:
        return
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    payload = {"delegate": row.pk, "person": row.person.full_name}
    record_deed(VaultEvent.DELEGATION_ENDED, row.pk, owner_id=organisation.pk, actor=actor, at=row.ended_at, payload=payload)


def _organisation(actor: Actor) -> Party:
    """The organisation in whose name the actor acts without limits: its own account, or its legal representative."""
    require(actor, KEEP)
    party = None
    if actor.party_id is not None and actor.scopes is None:  # staff with a limited scope lets nobody else in
        party = Party.objects.filter(pk=actor.party_id, kind=Party.Kind.ORGANISATION).first()
    if party is None:
        raise Forbidden(
            words("Only an organisation lets others into its vault."),
            way_out=words("Log in as the organisation. Your own documents you can share instead."),
        )
    return party
