"""The owner disputes a reading of his data; the auditor answers."""

from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import accesses_of
from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDispute
from motcua.onestop.vault.rights import ANSWER, KEEP

_MOST = 2000


@transaction.atomic
def dispute_reading(event_id: int, *, text: str, actor: Actor) -> VaultDispute:
    """Say that a reading of one's own data was not right; it goes to the auditor, who must answer.

    Errors: `NotFound` for a reading of somebody else's data, `InvalidInput` without a text, `Conflict` when disputed before.
    """
    require(actor, KEEP)
    reading = accesses_of(actor.party_id or 0).filter(pk=event_id).first()
    if reading is None:
        raise NotFound(words("There is no such reading of your data."))
    now = clock.now()
    try:
        with transaction.atomic():
            made = VaultDispute.objects.create(event_id=event_id, subject_id=reading.subject_id or 0, text=_said(text), made_at=now)
    except IntegrityError as twice:
        raise Conflict(words("You disputed this reading already."), way_out=words("The answer will stand beside it.")) from twice
    payload = {"dispute": made.pk, "event": event_id, "text": made.text}
    record_deed(VaultEvent.DISPUTED, made.pk, owner_id=made.subject_id, actor=actor, at=now, unit_id=reading.unit_id, payload=payload)
    return made


@transaction.atomic
def answer_dispute(dispute_id: int, *, answer: str, was_wrong: bool, actor: Actor) -> VaultDispute:
    """Answer a disputed reading once; the owner reads it beside the reading.

    Errors: `InvalidInput` without an answer, `Conflict` when a colleague was first, `NotFound`, `Forbidden`.
    """
    require(actor, ANSWER)
    row = VaultDispute.objects.select_for_update().filter(pk=dispute_id).first()
    if row is None:
        raise NotFound(words("There is no such dispute."))
    if row.answered_at is not None:
        raise Conflict(words("A colleague has answered already."))
    if Event.objects.filter(pk=row.event_id, actor_kind="official", actor_id=actor.account_id).exists():
        raise Forbidden(words("Nobody answers about a reading of his own."), way_out=words("Leave it to a colleague."))
    row.answer, row.was_wrong = _said(answer), was_wrong
    row.answered_at, row.answered_by = clock.now(), actor.name
    row.save(update_fields=["answer", "was_wrong", "answered_at", "answered_by"])
    payload = {"dispute": row.pk, "answer": row.answer, "was_wrong": was_wrong}
    record_deed(VaultEvent.DISPUTE_ANSWERED, row.pk, owner_id=row.subject_id, actor=actor, at=row.answered_at, payload=payload)
    return row


def _said(text: str) -> str:
    text = text.strip()
    if not text or len(text) > _MOST:
        message = words("Write it in your own words, at most 2000 letters.")
        raise InvalidInput(message, fields=[FieldError("text", message)])
    return text
