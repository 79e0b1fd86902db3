"""Set up how a hall receives people: capacity of appointments, which counters are open and what they serve."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import list_procedures
from motcua.onestop.desk.models import Counter, Hall
from motcua.onestop.desk.rights import KEEP_HALL


@transaction.atomic
def set_capacity(hall_id: int, *, slot_minutes: int, per_slot: int, grace_minutes: int, actor: Actor) -> Hall:
    """How long a slot is, how many come in it, how late one may be. Times booked already stay.

    Errors: `InvalidInput` naming the number that makes no sense, `Forbidden`.
    """
    hall = Hall.objects.select_for_update(of=("self",)).select_related("unit").get(pk=hall_id)
    require(actor, KEEP_HALL, unit_path=hall.unit.path)
    limits = {"slot_minutes": (slot_minutes, 5, 240), "per_slot": (per_slot, 0, 50), "grace_minutes": (grace_minutes, 0, 120)}
    wrong = [
        FieldError(name, words("Enter a number from %(least)s to %(most)s."), {"least": least, "most": most})
        for name, (value, least, most) in limits.items()
        if not least <= value <= most
    ]
    if wrong:
        raise InvalidInput(words("Some numbers make no sense."), fields=wrong)
    hall.slot_minutes, hall.per_slot, hall.grace_minutes = slot_minutes, per_slot, grace_minutes
    hall.save(update_fields=["slot_minutes", "per_slot", "grace_minutes"])
    return hall


@transaction.atomic
def set_counter(counter_id: int, *, is_open: bool, fields: Sequence[str], actor: Actor) -> Counter:
    """Open or close a counter and say which fields of work it serves (none: all).

    Errors: `InvalidInput` for an unknown field, `NotFound`, `Forbidden`.
    """
    counter = Counter.objects.select_for_update(of=("self",)).select_related("hall__unit").filter(pk=counter_id).first()
    if counter is None:
        raise NotFound(words("There is no such counter."))
    require(actor, KEEP_HALL, unit_path=counter.hall.unit.path)
    known = {content.field.code for content in list_procedures()}
    if set(fields) - known:
        message = words("Choose fields from the list.")
        raise InvalidInput(message, fields=[FieldError("fields", message)])
    counter.is_open, counter.fields = is_open, sorted(fields)
    counter.save(update_fields=["is_open", "fields"])
    return counter
