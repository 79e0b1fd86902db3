"""Prepare a device for work without network: dossier codes and numbers of slip 01 are kept aside for it."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.numbering.api import next_numbers
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, body_of, schedule_of, unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import Schedule
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.identifiers import AgencyCode, DossierCode
from motcua.onestop.desk.events import OFFLINE as STREAM
from motcua.onestop.desk.events import DeskEvent
from motcua.onestop.desk.models import NumberBlock, ReservedNumber
from motcua.onestop.desk.rights import OFFLINE
from motcua.onestop.desk.rules.offline import MOST_A_DAY, MOST_DAYS
from motcua.onestop.dossiers.api import dossier_series, slip_series

_RECEIPT = "01"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A block with its numbers, and the key of the device: told once, kept as a hash."""

    block: NumberBlock
    numbers: list[ReservedNumber]
    device_key: str


@transaction.atomic
def reserve_numbers(desk_id: int, *, device_name: str, per_day: int, days: int, actor: Actor) -> Prepared:
    """Reserve `per_day` numbers for today and the next working days, `days` in all, for one device of a desk.

    Errors: `InvalidInput` for a missing name or too many numbers, `Forbidden`.
    """
    desk = unit(desk_id)
    require(actor, OFFLINE, unit_path=desk.path)
    name = " ".join(device_name.split())[:100]
    _check(name, per_day, days)
    now, key = clock.now(), secrets.token_urlsafe(32)
    planned = working_days(schedule_of(desk), now.date(), days)
    block = NumberBlock.objects.create(
        desk=desk,
        device_name=name,
        device_digest=digest_of(key),
        data_key=base64.b64encode(secrets.token_bytes(32)).decode(),
        account_id=actor.account_id,
        officer=actor.name,
        first_day=planned[0],
        last_day=planned[-1],
        per_day=per_day,
        prepared_at=now,
        seen_at=clock.real_now(),
    )
    numbers = ReservedNumber.objects.bulk_create(_numbers(block, desk, planned))
    payload = {
        "device": name,
        "first": str(planned[0]),
        "last": str(planned[-1]),
        "codes": [numbers[0].code, numbers[-1].code],
        "numbers": len(numbers),
    }
    record(STREAM, block.pk, DeskEvent.OFFLINE_PREPARED, actor=actor, at=now, unit_id=desk.pk, payload=payload)
    return Prepared(block, numbers, key)


def digest_of(device_key: str) -> str:
    """How the key of a device is kept."""
    return sha256(device_key.encode()).hexdigest()


def working_days(schedule: Schedule, today: date, count: int) -> list[date]:
    """Today, and the next working days, `count` in all."""
    planned = [today]
    while len(planned) < count:
        planned.append(schedule.calendar.add_working_days(planned[-1], 1))
    return planned


def _numbers(block: NumberBlock, desk: Unit, planned: list[date]) -> Iterable[ReservedNumber]:
    agency = body_of(desk).agency_code
    for day in planned:
        serials = next_numbers(dossier_series(agency, day), block.per_day)
        slips = next_numbers(slip_series(_RECEIPT, desk.pk, day.year), block.per_day)
        for serial, slip in zip(serials, slips, strict=True):
            code = str(DossierCode(AgencyCode.parse(agency), day, serial))
            yield ReservedNumber(block=block, day=day, code=code, slip_number=slip)


def _check(name: str, per_day: int, days: int) -> None:
    errors = []
    if not name:
        errors.append(FieldError("device_name", words("Give this device a name, so that the head of the desk knows which one it is.")))
    if not 1 <= per_day <= MOST_A_DAY:
        errors.append(FieldError("per_day", words("Reserve from 1 to %(most)s numbers a day."), {"most": MOST_A_DAY}))
    if not 1 <= days <= MOST_DAYS:
        errors.append(FieldError("days", words("Reserve for 1 to %(most)s days."), {"most": MOST_DAYS}))
    if errors:
        raise InvalidInput(words("The device cannot be prepared like this."), fields=errors)
