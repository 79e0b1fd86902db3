"""The year of feedback: sent, forwarded to a commune, answered and published, each step through the action that officials use."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction

from motcua.blocks.events.api import seal_untold
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.api import (
    Feedback,
    Marks,
    Message,
    Sender,
    accept_feedback,
    approve_answer,
    assign_feedback,
    draft_answer,
    forward_feedback,
    publish_feedback,
    record_feedback,
)
from motcua.onestop.feedback.events import STREAM
from motcua.simulation.queries.stage import Stage
from motcua.simulation.rules.grid import DAY, moment_of
from motcua.simulation.rules.moments import Window
from motcua.simulation.rules.scenario import FeedbackTotals

DIVISION = "van_hoa_xa_hoi"
_TOPICS = ("moi_truong", "trat_tu_xay_dung", "ho_tich_chung_thuc", "lao_dong_xa_hoi", "van_hoa_du_lich")
_CHANNELS = ("phone", "desk", "post", "email")
_TEXT = "Nội dung mô phỏng để thử nghiệm số liệu, không phải phản ánh có thật của người dân."
_ANSWER = "Câu trả lời mô phỏng: cơ quan đã kiểm tra và xử lý xong vấn đề nêu trên."


@dataclass(frozen=True)
class Sending:
    """One feedback to be played: when it was sent (a place in the grid), to which commune it goes, whether it is answered."""

    number: int
    place: int
    body: int
    answered: bool


def sendings(totals: FeedbackTotals, span: Window, stage: Stage, seed: int) -> list[Sending]:
    """All of them in the order in which they are sent; those in progress came in the last two days."""
    rng = np.random.default_rng([seed, 3])
    communes = [place for place, body in enumerate(stage.bodies) if body.kind == Unit.Kind.COMMUNE]
    done = np.sort(span.first + (rng.random(totals.processed_on_time) * (span.end - span.first - 5 * DAY)).astype(int))
    open_ones = np.sort(span.end - 2 * DAY + (rng.random(totals.received - totals.processed_on_time) * DAY).astype(int))
    bodies = rng.integers(0, len(communes), totals.received)
    places = [*((int(place), True) for place in done), *((int(place), False) for place in open_ones)]
    return [Sending(number, place, communes[int(bodies[number])], answered) for number, (place, answered) in enumerate(places)]


@transaction.atomic
def answer_feedback(
    wanted: Sequence[Sending], *, stage: Stage, span: Window, staff: Mapping[tuple[int, str], Actor], office: Unit, seed: int
) -> None:
    """Play these, each act as of its moment; sealed, and told to nobody."""
    codes = [_play(sending, stage, span, staff, staff[office.pk, "specialist"], seed) for sending in wanted]
    seal_untold(STREAM, list(Feedback.objects.filter(code__in=codes).values_list("pk", flat=True)))


def _play(sending: Sending, stage: Stage, span: Window, staff: Mapping[tuple[int, str], Actor], officer: Actor, seed: int) -> str:
    body, desk = stage.bodies[sending.body], stage.desks[sending.body]
    division = stage.divisions[body.pk, DIVISION]
    clerk, specialist, leader = (staff[key] for key in ((desk.pk, "desk_officer"), (division.pk, "specialist"), (body.pk, "leader")))

    def after(minutes: int) -> datetime:
        return moment_of(int(span.grid.minutes[sending.place + minutes]))

    message = Message(
        kind="field_issue",
        topic=_TOPICS[sending.number % len(_TOPICS)],
        title=f"Phản ánh mô phỏng số {sending.number + 1}",
        text=_TEXT,
        place_code=body.code,
    )
    key = UUID(hashlib.sha256(f"feedback/{seed}/{sending.number}".encode()).hexdigest()[:32])
    with clock.as_of(after(0)):
        channel = _CHANNELS[sending.number % len(_CHANNELS)]
        code = record_feedback(message, Sender(anonymous=True), key=key, channel=channel, actor=officer).code
    with clock.as_of(after(40)):
        forward_feedback(code, unit_id=desk.pk, reason="Thuộc địa bàn (mô phỏng)", actor=officer)
    with clock.as_of(after(90)):
        accept_feedback(code, actor=clerk)
        assign_feedback(code, unit_id=division.pk, actor=clerk)
    if sending.answered:
        with clock.as_of(after(DAY)):
            draft_answer(code, text=_ANSWER, actor=specialist)
        with clock.as_of(after(DAY + 200)):
            approve_answer(code, actor=leader)
        with clock.as_of(after(DAY + 400)):
            publish_feedback(code, Marks(), actor=leader)
    return code
