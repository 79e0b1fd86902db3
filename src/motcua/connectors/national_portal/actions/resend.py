"""An operator sends again: a message set aside, after correction; delivered ones of a dossier or a time; a dossier as it is now."""

from collections.abc import Sequence
from datetime import datetime

import orjson
from django.db import transaction

from motcua.blocks.events.api import Event
from motcua.blocks.permissions.api import require
from motcua.connectors.national_portal.actions.write_outbox import payload_of, told_of
from motcua.connectors.national_portal.models import OutboxMessage
from motcua.connectors.national_portal.queries.item import dossier_item
from motcua.connectors.national_portal.queries.records import records_of
from motcua.connectors.national_portal.rights import RESEND
from motcua.connectors.national_portal.rules.codes import DOSSIERS, key_of
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.api import NATIONAL_CODES, Dossier, Status

SNAPSHOT = "snapshot"


@transaction.atomic
def resend_message(message_id: int, *, actor: Actor) -> OutboxMessage:
    """Make the message anew from the records as they are now corrected, under the same key and in the same place, and let it wait;
    with it the later ones of the dossier, which were held and carry the same mistake.

    Errors: `Forbidden`, `NotFound` when it does not exist or was delivered.
    """
    require(actor, RESEND)
    unsent = OutboxMessage.objects.select_for_update(of=("self",)).exclude(state="sent")
    message = unsent.filter(pk=message_id).first()
    if message is None:
        raise NotFound(words("There is no such message that waits."))
    _make_anew(list(unsent.filter(dossier_id=message.dossier_id, sequence__gte=message.sequence)))
    return message


@transaction.atomic
def resend_all_set_aside(*, actor: Actor, most: int = 500) -> int:
    """As `resend_message`, for all that are set aside (at most so many); returns how many were."""
    require(actor, RESEND)
    aside = list(OutboxMessage.objects.filter(state="set_aside").order_by("id").values_list("dossier_id", flat=True)[:most])
    _make_anew(list(OutboxMessage.objects.select_for_update(of=("self",)).exclude(state="sent").filter(dossier_id__in=aside)))
    return len(aside)


@transaction.atomic
def replay(*, code: str = "", since: datetime | None = None, until: datetime | None = None, actor: Actor) -> int:
    """Send delivered messages once more, as they were, in their order: of one dossier, or all delivered in a time (real moments).

    For a portal that lost what it had: one that still has them counts each key once. Errors: `Forbidden`, `NotFound` when there is
    nothing to replay.
    """
    require(actor, RESEND)
    chosen = OutboxMessage.objects.filter(state="sent")
    if code:
        chosen = chosen.filter(dossier__code=code)
    if since is not None:
        chosen = chosen.filter(sent_at__gte=since)
    if until is not None:
        chosen = chosen.filter(sent_at__lt=until)
    if not code and since is None:
        chosen = chosen.none()
    count = chosen.update(state="waiting", next_attempt_at=clock.real_now(), attempts=0, failed_since=None)
    if not count:
        raise NotFound(words("There is nothing to send again."))
    return count


@transaction.atomic
def resend_dossier(code: str, *, actor: Actor) -> OutboxMessage:
    """Tell the portal the whole dossier as it is now, after everything that still waits. Errors: `Forbidden`, `NotFound`."""
    require(actor, RESEND)
    dossier_id = Dossier.objects.select_for_update(of=("self",)).filter(code=code).values_list("pk", flat=True).first()
    if dossier_id is None:
        raise NotFound(words("There is no dossier with this code."))
    records = records_of([dossier_id], [])
    dossier = records.dossiers[dossier_id]
    sequence = told_of([dossier_id]).get(dossier_id, (0, 0))[0] + 1
    status, key = NATIONAL_CODES[Status(dossier.status)], key_of(code, sequence)
    at, now = clock.now(), clock.real_now()
    item = dossier_item(dossier, records, status=status, at=at)
    return OutboxMessage.objects.create(
        dossier=dossier,
        sequence=sequence,
        key=key,
        kind=SNAPSHOT,
        service=DOSSIERS,
        is_update=sequence > 1,
        status=status,
        payload=orjson.dumps({**item, "MaThongDiep": key}).decode(),
        happened_at=at,
        created_at=now,
        next_attempt_at=now,
    )


def _make_anew(messages: Sequence[OutboxMessage]) -> None:
    events = Event.objects.in_bulk([one.event_id for one in messages if one.event_id])
    tasks = [task for event in events.values() if isinstance(task := event.payload.get("task"), int)]
    records = records_of({one.dossier_id for one in messages}, tasks)
    now = clock.real_now()
    for one in messages:
        dossier, event = records.dossiers[one.dossier_id], events.get(one.event_id or 0)
        if event is not None:
            one.payload = payload_of(event, dossier, records, service=one.service, status=one.status, key=one.key)
        else:
            item = dossier_item(dossier, records, status=one.status, at=one.happened_at)
            one.payload = orjson.dumps({**item, "MaThongDiep": one.key}).decode()
        one.state, one.attempts, one.failed_since, one.next_attempt_at, one.last_error = "waiting", 0, None, now, ""
    OutboxMessage.objects.bulk_update(messages, ["payload", "state", "attempts", "failed_since", "next_attempt_at", "last_error"])
