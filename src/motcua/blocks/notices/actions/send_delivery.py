"""Hand one delivery to its carrier."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from motcua.blocks.notices.models import Delivery, Notice
from motcua.blocks.notices.ports import Letter, NeverThere, NotNow, ShortText, mail_carrier, text_carrier
from motcua.blocks.notices.queries.quiet_hours import quiet_hours
from motcua.blocks.notices.queries.rendered import said
from motcua.blocks.notices.queries.unsubscribe import letter_headers, parting_words
from motcua.blocks.notices.rules.quiet import opens_at
from motcua.blocks.notices.rules.segments import length_of, without_marks
from motcua.blocks.notices.rules.states import BEFORE, State
from motcua.blocks.notices.rules.ways import Way
from motcua.kernel import clock

MOST_ATTEMPTS = 40  # with the pauses of jobs about thirty hours: a carrier may be down for a day
_LONGEST_ERROR = 300


def send_delivery(delivery_id: int) -> None:
    """Send it, or raise `NotNow` so that the job tries again; one that never gets through becomes a dead letter.

    No transaction is open while the carrier is spoken to. If the process dies between the carrier's yes and our note of it,
    the next attempt bears the same reference, by which the carrier knows the repetition.
    """
    delivery = Delivery.objects.select_related("notice__version__template__topic").get(pk=delivery_id)
    if delivery.state != State.QUEUED:
        return
    _not_at_night(delivery)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=F("attempts") + 1)
    try:
        segments = _hand_over(delivery)
    except NeverThere as refusal:
        _turn(delivery, State.FAILED, last_error=str(refusal)[:_LONGEST_ERROR])
    except NotNow as trouble:
        if delivery.attempts + 1 >= MOST_ATTEMPTS:
            _turn(delivery, State.FAILED, last_error=str(trouble)[:_LONGEST_ERROR])
            return
        Delivery.objects.filter(pk=delivery.pk).update(last_error=str(trouble)[:_LONGEST_ERROR])
        raise
    else:
        _turn(delivery, State.SENT, last_error="", segments=segments)


def _not_at_night(delivery: Delivery) -> None:
    now = clock.now()
    version = delivery.notice.version
    if version is not None and not version.template.urgent and opens_at(quiet_hours(), delivery.way, now) > now:
        raise NotNow("quiet hours")


def _hand_over(delivery: Delivery) -> int:
    notice = delivery.notice
    words = said(notice, delivery.way, delivery.language, link=f"{settings.PUBLIC_URL}{notice.link}" if notice.link else "")
    if delivery.way == Way.SMS:
        carrier = text_carrier()
        if carrier is None:
            raise NotNow("no carrier of text messages is joined")
        body = words.body if settings.SMS_WITH_MARKS else without_marks(words.body)
        carrier.carry(ShortText(str(delivery.reference), delivery.address, body))
        return length_of(body).segments
    post = mail_carrier()
    if post is None:
        raise NotNow("no carrier of letters is joined")
    body = f"{words.body}\n\n{parting_words(notice, delivery.language)}"
    post.carry(Letter(str(delivery.reference), delivery.address, words.title, body, delivery.language, letter_headers(notice)))
    return 0


@transaction.atomic
def _turn(delivery: Delivery, new: State, **values: object) -> None:
    """Only forward: a report of the carrier may have been quicker than this note."""
    here = Delivery.objects.filter(pk=delivery.pk, state__in=BEFORE[new])
    here.update(state=new, changed_at=clock.real_now(), **values)
    version = delivery.notice.version
    if version is not None and version.template.secret:
        Notice.objects.filter(pk=delivery.notice_id).update(data={})
