"""Background work of messages: plan, send, ask about the silent, pick up what was left."""

from datetime import timedelta

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.blocks.notices.actions.note_report import ask_about
from motcua.blocks.notices.actions.plan_notice import plan_notice
from motcua.blocks.notices.actions.send_delivery import MOST_ATTEMPTS, send_delivery
from motcua.blocks.notices.models import Delivery, Notice
from motcua.blocks.notices.ports import NotNow, text_carrier
from motcua.blocks.notices.rules.job_names import PLAN, SEND, key_of
from motcua.blocks.notices.rules.states import State
from motcua.kernel import clock

SILENT = timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(days=3)
_LEFT_BEHIND = timedelta(minutes=15)
_AT_ONCE = 200


@job(SEND, retries=3 * MOST_ATTEMPTS)
def send_delivery_of(delivery_id: int) -> None:
    """Send one delivery; a job that comes too late finds it sent."""
    send_delivery(delivery_id)


@job(PLAN, retries=20)
def plan_notice_of(notice_id: int) -> None:
    """Choose the ways of one message."""
    plan_notice(notice_id)


@job("notices.ask_about_silent", retries=0)
def ask_about_silent() -> None:
    """Ask about text messages of which nothing was heard for five minutes: reports can get lost. After three days no more."""
    now = clock.real_now()
    if text_carrier() is None:
        return
    silent = Delivery.objects.filter(way="sms", state=State.SENT, changed_at__lt=now - SILENT, queued_at__gt=now - GIVEN_UP_AFTER)
    for delivery in silent.order_by("changed_at")[:_AT_ONCE]:
        try:
            ask_about(delivery)
        except NotNow:
            return  # the carrier is out of order: ask again in a minute


@job("notices.pick_up", retries=0)
def pick_up() -> None:
    """Order again what has no job any more although it is not done (its job failed for good and was thrown away)."""
    before = clock.real_now() - _LEFT_BEHIND
    unplanned = Notice.objects.filter(version__isnull=True, recorded_at__lt=before).values_list("pk", flat=True)
    for notice_id in unplanned[:_AT_ONCE]:
        enqueue(plan_notice_of, notice_id, key=key_of(PLAN, notice_id))
    waiting = Delivery.objects.filter(state=State.QUEUED, changed_at__lt=before).values_list("pk", flat=True)
    for delivery_id in waiting.order_by("changed_at")[:_AT_ONCE]:
        enqueue(send_delivery_of, delivery_id, key=key_of(SEND, delivery_id))


every(60, ask_about_silent)
every(300, pick_up)
