"""Send what waits, in batches of many dossiers, each dossier in its order."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.blocks.events.api import record_many
from motcua.connectors.national_portal.actions.line import leave_line, note_failure, note_success, take_line
from motcua.connectors.national_portal.client import Answer, NationalPortal, UnreachableError
from motcua.connectors.national_portal.events import SYNCHRONISED
from motcua.connectors.national_portal.models import Call, Line, OutboxMessage
from motcua.connectors.national_portal.rules.pace import (
    ACQUITTED_PAUSE,
    KNOCK,
    LARGEST_BATCH,
    LONGEST_LINE_PAUSE,
    MOST_ALONE,
    MOST_REJECTIONS,
    cut,
    message_pause,
)
from motcua.connectors.national_portal.rules.reply import NotAReplyError, Reply, read_reply
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Fault

_OK = 200
_AWAY = frozenset({429, 502, 503, 504})  # the portal says itself that it cannot now: no message is to blame
_SHOWN = ("id", "key", "sequence", "dossier_id", "service", "is_update", "payload", "attempts", "failed_since")


@dataclass(slots=True)
class Drained:
    """How it went: delivered and refused messages, requests made, and whether the line failed."""

    delivered: int = 0
    refused: int = 0
    calls: int = 0
    failed: bool = False
    busy: bool = False


def drain_outbox(portal: NationalPortal, *, seconds: float = 10.0) -> Drained:
    """Send waiting messages until none can be sent, the portal fails, or the time is over.

    Crash-safe: a message counts as delivered when the reply about it has been stored; until then it is sent again under
    the same key. One drain at a time.
    """
    drained = Drained()
    line = take_line(clock.real_now())
    if line is None:
        drained.busy = True
        return drained
    stop = time.monotonic() + seconds
    try:
        while time.monotonic() < stop and not drained.failed:
            batches = list(_batches(min(line.batch, KNOCK) if line.failures else line.batch))
            if not batches:
                break
            for batch in batches:
                if drained.failed or time.monotonic() >= stop:
                    break
                _send(portal, line, batch, drained)
    finally:
        leave_line(line, clock.real_now())
    return drained


def _batches(most: int) -> Iterator[list[OutboxMessage]]:
    """What may be sent now: for each kind of call the heads of their dossiers, cut to size; what broke a call before goes alone."""
    due = OutboxMessage.objects.heads().filter(next_attempt_at__lte=clock.real_now()).order_by("id").only(*_SHOWN)
    groups: dict[tuple[str, bool], list[OutboxMessage]] = defaultdict(list)
    suspects: list[OutboxMessage] = []
    for message in due[: 2 * LARGEST_BATCH if most == LARGEST_BATCH else most]:
        (groups[message.service, message.is_update] if message.failed_since is None else suspects).append(message)
    for messages in groups.values():
        start = 0
        for size in cut([len(one.payload.encode()) for one in messages], most):
            yield messages[start : start + size]
            start += size
    yield from ([suspect] for suspect in suspects)


def _send(portal: NationalPortal, line: Line, batch: Sequence[OutboxMessage], drained: Drained) -> None:
    drained.calls += 1
    try:
        answer = portal.send(batch[0].service, [one.payload for one in batch], is_update=batch[0].is_update)
        reply = _read(answer, batch)
    except (Fault, NotAReplyError) as error:
        drained.failed = _note_failed_call(line, batch, str(error), answered=not isinstance(error, UnreachableError))
        return
    now = clock.real_now()
    with transaction.atomic():
        if not note_success(line, now):
            drained.failed = True  # held too long: another drain has taken over and will send these again under the same keys
            return
        call = Call.objects.create(
            at=now,
            service=batch[0].service,
            count=len(batch),
            request_sha256=answer.request_sha256,
            http_status=answer.status,
            reply_id=reply.reply_id,
            reply_at=reply.reply_at,
            reply_sha256=hashlib.sha256(answer.body).hexdigest(),
            reply=answer.body.decode("utf-8", "replace"),
        )
        taken = [one for one in batch if one.key not in reply.refused and one.key not in reply.silent]
        _note_delivered(taken, call, now)
        _note_refused([one for one in batch if one.key in reply.refused or one.key in reply.silent], reply, now)
    drained.delivered += len(taken)
    drained.refused += len(batch) - len(taken)


def _read(answer: Answer, batch: Sequence[OutboxMessage]) -> Reply:
    if answer.status in _AWAY:
        raise UnreachableError(f"the national portal answered {answer.status}")
    if answer.status != _OK:
        raise NotAReplyError(f"the national portal answered {answer.status}")
    return read_reply(answer.body, [one.key for one in batch])


def _note_delivered(taken: Sequence[OutboxMessage], call: Call, now: datetime) -> None:
    waiting = OutboxMessage.objects.filter(pk__in=[one.pk for one in taken], state="waiting")
    waiting.update(state="sent", sent_at=now, call=call, last_error="")
    first = [one.dossier_id for one in taken if one.sequence == 1]
    record_many("dossier", first, SYNCHRONISED, actor=SYSTEM, at=clock.now(), payload={"call": call.pk, "reply": call.reply_id})


def _note_refused(refused: Sequence[OutboxMessage], reply: Reply, now: datetime) -> None:
    """A message refused by name is tried again after a while, and set aside when it is refused again and again."""
    for one in refused:
        one.attempts += 1
        one.next_attempt_at = now + message_pause(one.attempts)
        one.failed_since = None
        one.last_error = reply.refused.get(one.key, "the reply says nothing about this message")[:500]
        one.state = "set_aside" if one.attempts >= MOST_REJECTIONS and one.key in reply.refused else "waiting"
    OutboxMessage.objects.bulk_update(refused, ["attempts", "next_attempt_at", "failed_since", "last_error", "state"])


@transaction.atomic
def _note_failed_call(line: Line, batch: Sequence[OutboxMessage], error: str, *, answered: bool) -> bool:
    """The whole call failed; True when the line has to rest.

    A message that breaks the call alone becomes a suspect and goes alone from then on. When another breaks it alone too, and nothing
    passed in between, the line is to blame and nobody is suspect. A suspect that fails again and again while others pass is set aside.
    """
    now = clock.real_now()
    alone = batch[0] if answered and len(batch) == 1 and (line.batch == 1 or batch[0].failed_since) else None
    if alone is None or alone.failed_since is None:
        note_failure(line, now, error, answered=answered)
        if alone is not None and not _acquit(line, now):
            alone.failed_since = now
            _keep(alone, error, now + LONGEST_LINE_PAUSE)
        return True
    if line.last_success_at is None or line.last_success_at < alone.failed_since:
        _keep(alone, error, now + LONGEST_LINE_PAUSE)
        return False
    alone.attempts += 1
    alone.state = "set_aside" if alone.attempts >= MOST_ALONE else "waiting"
    _keep(alone, error, now + message_pause(alone.attempts))
    return False


def _acquit(line: Line, now: datetime) -> int:
    """Nobody is suspect who failed since the last success; how many were. They come later, so that others are tried first."""
    suspects = OutboxMessage.objects.filter(state="waiting", failed_since__isnull=False)
    if line.last_success_at is not None:
        suspects = suspects.filter(failed_since__gt=line.last_success_at)
    return suspects.update(failed_since=None, attempts=0, next_attempt_at=now + ACQUITTED_PAUSE)


def _keep(message: OutboxMessage, error: str, next_attempt_at: datetime) -> None:
    message.next_attempt_at, message.last_error = next_attempt_at, error[:500]
    message.save(update_fields=["attempts", "failed_since", "next_attempt_at", "last_error", "state"])
