"""Deliver what is owed, in order; ask again about items whose messages have a gap."""

from datetime import timedelta

from django.conf import settings

from motcua.blocks.jobs.api import every, job
from motcua.connectors.national_feedback.actions.take_message import missing_before, take_message
from motcua.connectors.national_feedback.client import messages_after, send_report
from motcua.connectors.national_feedback.models import Incoming, Outgoing
from motcua.kernel import clock

GAP = timedelta(seconds=30)
_AT_ONCE = 50


@job("national_feedback.deliver", retries=30)
def deliver(code: str) -> None:
    """Everything owed about one item, oldest first; what fails is tried again, and nothing overtakes it."""
    if not settings.NATIONAL_FEEDBACK["url"]:
        return
    for owed in Outgoing.objects.filter(code=code, delivered_at__isnull=True).order_by("id"):
        send_report(owed.body)
        Outgoing.objects.filter(pk=owed.pk).update(delivered_at=clock.real_now())


@job("national_feedback.deliver_the_rest", retries=0)
def deliver_the_rest() -> None:
    """What no job is left for, after an outage longer than all its retries."""
    waiting = Outgoing.objects.filter(delivered_at__isnull=True, created_at__lt=clock.real_now() - timedelta(minutes=10))
    for code in waiting.order_by("code").values_list("code", flat=True).distinct()[:_AT_ONCE]:
        deliver(code)


@job("national_feedback.close_gaps", retries=0)
def close_gaps() -> None:
    """Ask the portal for messages that must have been lost: a later one of the same item waits for them."""
    if not settings.NATIONAL_FEEDBACK["url"]:
        return
    waiting = Incoming.objects.filter(applied_at__isnull=True, received_at__lt=clock.real_now() - GAP)
    for code in waiting.order_by("code").values_list("code", flat=True).distinct()[:_AT_ONCE]:
        for message in messages_after(code, missing_before(code)):
            take_message(message)


every(60, close_gaps)
every(600, deliver_the_rest)
