"""A device gives its unused numbers back, or the head voids those of a device that does not come back."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.desk.actions.take_in_offline import Device, locked_block
from motcua.onestop.desk.events import OFFLINE as STREAM
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import NumberBlock, ReservedNumber
from motcua.onestop.desk.rights import DECIDE_OFFLINE

NOT_USED = "Không sử dụng, thiết bị trả lại"  # kept in the record, which is Vietnamese


@transaction.atomic
def return_block(device: Device, *, waiting: int, actor: Actor) -> int:
    """Void what was not used; how many numbers that were. Returned twice is returned once.

    Errors: `Conflict` while the device keeps entries that have not been taken over, `Forbidden` for another device.
    """
    block = locked_block(device, actor)
    if waiting:
        raise Conflict(words("This device still keeps entries. Send them first."), code="entries_wait")
    if block.state != NumberBlock.State.OPEN:
        return 0
    return _close(block, NumberBlock.State.RETURNED, NOT_USED, DeskEvent.OFFLINE_RETURNED, actor)


@transaction.atomic
def void_block(block_id: int, *, reason: str, actor: Actor) -> int:
    """Void the free numbers of a device that is lost or broken; what it sends later waits for a decision.

    Errors: `InvalidInput` without a reason, `Conflict` when it is closed, `NotFound`, `Forbidden`.
    """
    block = NumberBlock.objects.select_for_update(of=("self",)).select_related("desk").filter(pk=block_id).first()
    if block is None:
        raise NotFound(words("There is no such block of numbers."))
    require(actor, DECIDE_OFFLINE, unit_path=block.desk.path)
    said = " ".join(reason.split())[:500]
    if not said:
        message = words("Say why the numbers are voided.")
        raise InvalidInput(message, fields=[FieldError("reason", message)])
    if block.state != NumberBlock.State.OPEN:
        raise Conflict(words("This block is closed already."), code="block_closed")
    return _close(block, NumberBlock.State.VOIDED, said, DeskEvent.OFFLINE_VOIDED, actor)


def _close(block: NumberBlock, state: NumberBlock.State, reason: str, kind: DeskEvent, actor: Actor) -> int:
    now = clock.now()
    block.state, block.closed_at, block.closed_by, block.close_reason = state, now, actor.name, reason
    block.save(update_fields=["state", "closed_at", "closed_by", "close_reason"])
    free = ReservedNumber.objects.filter(block=block, state=ReservedNumber.State.FREE)
    voided = free.update(state=ReservedNumber.State.VOIDED, reason=reason)
    payload = {"device": block.device_name, "voided": voided, "reason": reason}
    record(STREAM, block.pk, kind, actor=actor, at=now, unit_id=block.desk_id, payload=payload)
    return voided


@transaction.atomic
def note_device(device: Device, *, waiting: int, actor: Actor) -> NumberBlock:
    """A device reported: when, by how much its clock is off, and how many entries it keeps. `Forbidden` for another device."""
    block = locked_block(device, actor)
    block.seen_at, block.clock_off, block.waiting = clock.real_now(), int(device.clock_off.total_seconds()), waiting
    block.save(update_fields=["seen_at", "clock_off", "waiting"])
    return block
