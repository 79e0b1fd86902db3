"""Write down that somebody logged in by another way than the password, or logged out."""

from django.db import transaction

from motcua.blocks.accounts import events
from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor


def note_sign_in(*, actor: Actor, method: str, address: str, assurance: int) -> None:
    """An outside identity vouched for the actor."""
    payload = {"method": method, "address": address, "assurance": assurance}
    with transaction.atomic():
        record(
            events.STREAM, actor.account_id or 0, events.SIGNED_IN, actor=actor, at=clock.now(), subject_id=actor.party_id, payload=payload
        )


def note_failed_sign_in(*, actor: Actor, method: str, address: str, reason: str) -> None:
    """An outside identity did not vouch; `reason` is a short code for the operator, never a secret."""
    payload = {"method": method, "address": address, "reason": reason}
    with transaction.atomic():
        record(events.STREAM, 0, events.SIGN_IN_FAILED, actor=actor, at=clock.now(), payload=payload)


def note_sign_out(*, actor: Actor) -> None:
    """The actor ended the session."""
    with transaction.atomic():
        record(events.STREAM, actor.account_id or 0, events.SIGNED_OUT, actor=actor, at=clock.now())
