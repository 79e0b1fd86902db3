"""What happened becomes messages to the national portal, one per event, in the order of each dossier."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef

from motcua.blocks.events.api import Event
from motcua.connectors.national_portal.models import OutboxMessage
from motcua.connectors.national_portal.queries.item import dossier_item
from motcua.connectors.national_portal.queries.progress import progress_item
from motcua.connectors.national_portal.queries.records import Records, records_of
from motcua.connectors.national_portal.rules.codes import DOSSIERS, PROGRESS, PROGRESS_KINDS, STATUS_AFTER, key_of
from motcua.kernel import clock
from motcua.onestop.dossiers.api import NATIONAL_CODES, Dossier, Status

Told = Mapping[int, tuple[int, int]]  # dossier -> (last sequence, last status)


@transaction.atomic
def write_outbox(events: Sequence[Event]) -> int:
    """Write one message per event, once; returns how many were written. A constant number of statements for a batch.

    Called by one job at a time (the events are delivered to a subscriber in order).
    """
    known = set(OutboxMessage.objects.filter(event_id__in=[event.pk for event in events]).values_list("event_id", flat=True))
    fresh = [event for event in events if event.pk not in known and event.kind in STATUS_AFTER]
    if not fresh:
        return 0
    tasks = {task for event in fresh if (task := _task_of(event)) is not None}
    dossier_ids = {event.stream_id for event in fresh}
    records = records_of(dossier_ids, tasks)
    told = dict(told_of(dossier_ids))
    now = clock.real_now()
    messages: list[OutboxMessage] = []
    for event in sorted(fresh, key=lambda one: one.pk):
        dossier = records.dossiers[event.stream_id]
        message = _message(event, dossier, records, told, now)
        told[dossier.pk] = (message.sequence, message.status)
        messages.append(message)
    OutboxMessage.objects.bulk_create(messages, batch_size=500)
    return len(messages)


def told_of(dossier_ids: Collection[int]) -> Told:
    """The last message of each dossier: its place in the order, and the status it tells. One statement."""
    later = OutboxMessage.objects.filter(dossier=OuterRef("dossier"), sequence__gt=OuterRef("sequence"))
    last = OutboxMessage.objects.filter(~Exists(later), dossier_id__in=dossier_ids)
    return {dossier: (sequence, status) for dossier, sequence, status in last.values_list("dossier_id", "sequence", "status")}


def payload_of(event: Event, dossier: Dossier, records: Records, *, service: str, status: int, key: str) -> str:
    """The item of a message as JSON; `MaThongDiep` is its business key."""
    if service == PROGRESS:
        item = progress_item(dossier, event, records.tasks.get(_task_of(event) or 0), status=status)
    else:
        item = dossier_item(dossier, records, status=status, at=event.at)
    return orjson.dumps({**item, "MaThongDiep": key}).decode()


def _message(event: Event, dossier: Dossier, records: Records, told: Told, now: datetime) -> OutboxMessage:
    last, before = told.get(dossier.pk, (0, 0))
    sequence = last + 1
    status = _status_after(event, before or NATIONAL_CODES[Status(dossier.status)])
    service = PROGRESS if event.kind in PROGRESS_KINDS and last else DOSSIERS  # the portal must hold the dossier first
    key = key_of(dossier.code, sequence)
    return OutboxMessage(
        dossier=dossier,
        sequence=sequence,
        key=key,
        event_id=event.pk,
        kind=event.kind,
        service=service,
        is_update=last > 0,
        status=status,
        payload=payload_of(event, dossier, records, service=service, status=status, key=key),
        happened_at=event.at,
        created_at=now,
        next_attempt_at=now,
    )


def _status_after(event: Event, before: int) -> int:
    if event.kind == "dossier.supplement_answered":
        return 1 if event.payload.get("at_intake") else 4
    return STATUS_AFTER[event.kind] or before


def _task_of(event: Event) -> int | None:
    task = event.payload.get("task")
    return task if event.kind in PROGRESS_KINDS and isinstance(task, int) else None
