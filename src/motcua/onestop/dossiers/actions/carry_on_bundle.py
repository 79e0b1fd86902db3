"""A bundle goes on: the next parts begin, the whole waits or goes on with them, and ends when the last of them has ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import cancel, receive_message
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import BundlePart, WholeEnding, beginning, chosen_parts, content_of, ending
from motcua.onestop.dossiers.actions.finish_dossier import finish_dossier
from motcua.onestop.dossiers.actions.open_part import open_part
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.actions.wait_with_parts import go_on_with_parts, wait_with_parts
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause
from motcua.onestop.dossiers.queries.locked import locked_dossier_by_id
from motcua.onestop.dossiers.queries.parts import parts_of, state_of
from motcua.onestop.dossiers.rights import CARRY_ON
from motcua.onestop.dossiers.rules.parts import OUTCOMES, reason_of
from motcua.onestop.dossiers.rules.transitions import ENDED, PAUSED, RUNNING, WITHDRAW, Status, take
from motcua.onestop.dossiers.rules.transitions import PROCESS as TURN

MESSAGE = "bundle.ended"


@transaction.atomic
def carry_on_bundle(dossier_id: int, *, actor: Actor) -> Dossier:
    """Bring a bundle up to date with its parts; asked again it changes nothing, so it may run after every event of a part.

    The whole is locked before any part, always in this order; a part never waits for its whole. A whole that was withdrawn or
    stopped takes its open parts with it. Errors: `Forbidden`.
    """
    require(actor, CARRY_ON)
    whole = locked_dossier_by_id(dossier_id, actor)
    if whole.status in ENDED:
        _close_open_parts(whole, actor)
    elif whole.received_at is not None:
        begin_parts(whole, at=clock.now(), actor=actor)
    return whole


def begin_parts(whole: Dossier, *, at: datetime, actor: Actor) -> None:
    """Open what may begin, wait or go on with the parts, and end the whole after the last; the whole is locked or new."""
    parts = chosen_parts(content_of(whole.version_id), whole.answers)
    opened = parts_of(whole)
    states = {key: state_of(dossier) for key, dossier in opened.items()}
    for part in beginning(parts, states):
        open_part(whole, part, done=opened, at=at, actor=actor)
        states[part.key] = state_of(None)
    _take_up(whole, opened, actor=actor, at=at)
    waiting = Pause.objects.filter(dossier__parent=whole, ended_at__isnull=True).order_by("started_at").first()
    if waiting is not None and whole.status in RUNNING:
        wait_with_parts(whole, waiting, actor=actor, at=at)
    elif waiting is None and whole.status in PAUSED:
        go_on_with_parts(whole, actor=actor, at=at)
    how = ending(parts, states)
    if how is not None:
        _end(whole, how, reason_of(_endings(parts, opened)), actor=actor, at=at)


def _take_up(whole: Dossier, opened: Mapping[str, Dossier], *, actor: Actor, at: datetime) -> None:
    """The whole is in process as soon as one agency has begun to work on its part."""
    begun = next((part for part in opened.values() if part.status != Status.RECEIVED), None)
    if whole.status != Status.RECEIVED or begun is None:
        return
    whole.status = take(TURN, whole.status)
    whole.save(update_fields=["status"])
    record_step(whole, DossierEvent.PART_TAKEN_UP, actor=actor, at=at, payload={"part_code": begun.code})


def _endings(parts: Sequence[BundlePart], opened: Mapping[str, Dossier]) -> list[tuple[str, str | None, str]]:
    """Name, status (None: never begun) and reason of each part, for the sentence that closes the whole."""
    return [
        (part.name.vi, opened[part.key].status if part.key in opened else None, opened[part.key].ended_reason if part.key in opened else "")
        for part in parts
    ]


def _end(whole: Dossier, how: WholeEnding, reason: str, *, actor: Actor, at: datetime) -> None:
    outcome = OUTCOMES[how]
    whole.status = take(TURN, whole.status)
    receive_message(
        (STREAM, whole.pk),
        MESSAGE,
        facts=facts_of(whole, outcome=outcome),
        at=at,
        by=actor.account_id,
        assign=assigner(whole),
        due=due_by(whole),
    )
    finish_dossier(whole, outcome=outcome, reason=reason, at=at, actor=actor)


def _close_open_parts(whole: Dossier, actor: Actor) -> None:
    """What is still open of a whole that ended is closed with it; parts that ended keep their ending and their results."""
    for pk in whole.children.exclude(status__in=ENDED).order_by("pk").values_list("pk", flat=True):
        part = locked_dossier_by_id(pk, actor)
        if part.status in ENDED:
            continue
        now = clock.now()
        cancel((STREAM, part.pk), at=now, by=actor.account_id)
        Pause.objects.filter(dossier=part, ended_at__isnull=True).update(ended_at=now)
        part.status, part.ended_at, part.ended_reason = take(WITHDRAW, part.status), now, whole.ended_reason
        part.save(update_fields=["status", "ended_at", "ended_reason"])
        kind = DossierEvent.WITHDRAWN if part.status == Status.WITHDRAWN else DossierEvent.STOPPED
        record_step(part, kind, actor=actor, at=now, payload={"reason": whole.ended_reason})
