"""The head decides what becomes of an entry that a device sent and that could not be taken in at once."""

from django.db import transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.forms.api import FindArea
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import actor_for
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.desk.actions.take_in_offline import Reception, number_is_taken, receive_entry
from motcua.onestop.desk.events import OFFLINE as STREAM
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import NumberBlock, OfflineEntry, ReservedNumber
from motcua.onestop.desk.rights import DECIDE_OFFLINE

CHOICES = ("take_in", "new_number", "reject")


@transaction.atomic
def decide_offline(entry_id: int, choice: str, *, reason: str, find_area: FindArea, actor: Actor) -> OfflineEntry:
    """`take_in` under the printed number, with a `new_number`, or `reject`; always with the reason.

    What is taken in is received by the officer who was prepared for it, with the rights of that moment. A number once voided comes
    to life again, for it stands on a citizen's slip and was never given to another.
    Errors: `InvalidInput` without a reason, `Conflict` when it was decided before or the number is another's, `NotFound`, `Forbidden`.
    """
    found = OfflineEntry.objects.filter(pk=entry_id).values_list("block_id", flat=True).first()
    block = NumberBlock.objects.select_for_update(of=("self",)).select_related("desk").filter(pk=found or 0).first()
    if block is None:
        raise NotFound(words("There is no such entry."))
    require(actor, DECIDE_OFFLINE, unit_path=block.desk.path)
    entry = OfflineEntry.objects.select_related("block__desk", "number").get(pk=entry_id)
    said = " ".join(reason.split())[:500]
    if choice not in CHOICES or not said:
        message = words("Choose what is to be done, and say why.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if entry.state != OfflineEntry.State.HELD:
        raise Conflict(words("This was decided already."), code="decided")
    entry.decided_by, entry.decided_at, entry.decision = actor.name, clock.now(), said
    return _reject(entry, said, actor) if choice == "reject" else _let_in(entry, choice, find_area)


def _let_in(entry: OfflineEntry, choice: str, find_area: FindArea) -> OfflineEntry:
    if choice == "take_in" and number_is_taken(entry):
        raise Conflict(words("The number is another entry's."), code="number_used", way_out=words("Take it in with a new number."))
    account = Account.objects.filter(pk=entry.block.account_id or 0).first()
    if account is None:
        raise NotFound(words("The officer who took it in has no account any more."))
    at = min(entry.happened_at, clock.now())
    number = entry.number if choice == "take_in" else None
    received = receive_entry(entry, Reception(at, number, known_person_holds=True), find_area=find_area, actor=actor_for(account, at))
    if number is None and received.state == OfflineEntry.State.TAKEN:
        _void_promised(entry, entry.decision)
    return received


def _reject(entry: OfflineEntry, reason: str, actor: Actor) -> OfflineEntry:
    entry.state = OfflineEntry.State.REJECTED
    entry.save()
    _void_promised(entry, reason)
    payload = {"code": entry.number.code, "device": entry.block.device_name, "reason": reason}
    record(STREAM, entry.block_id, DeskEvent.OFFLINE_REJECTED, actor=actor, at=clock.now(), unit_id=entry.block.desk_id, payload=payload)
    return entry


def _void_promised(entry: OfflineEntry, reason: str) -> None:
    """The number goes with the entry, unless another stands on it."""
    if not number_is_taken(entry):
        promised = ReservedNumber.objects.filter(pk=entry.number_id, state=ReservedNumber.State.PROMISED)
        promised.update(state=ReservedNumber.State.VOIDED, reason=reason)
