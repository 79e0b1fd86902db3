"""Count posts by keyed hashes of where they come from, one real hour at a time; and judge a new one by the counts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection

from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.models import Feedback, SendCount
from motcua.onestop.feedback.queries.locked import hashed
from motcua.onestop.feedback.rules.flood import Judgement, Seen, judge
from motcua.onestop.feedback.rules.grounds import plain_phone
from motcua.onestop.feedback.rules.similarity import repeated

_COUNT = (
    "INSERT INTO feedback_sendcount (key, hour, count) VALUES (%s, %s, 1) "
    "ON CONFLICT (key, hour) DO UPDATE SET count = feedback_sendcount.count + 1"
)
_COMPARED = 60
_KEPT = timedelta(days=2)
UNKNOWN = "unknown senders"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a post comes from, as the channel saw it: address of the net, browser, seconds since the form was opened, the trap."""

    address: str = ""
    session: str = ""
    seconds: float | None = None
    trapped: bool = False


def judged(origin: Origin, text: str, phone: str, actor: Actor) -> Judgement:
    """Decide about a new post; texts are compared only when nothing else speaks against it. At most two queries."""
    keys = _keys(origin, phone)
    counts = dict(SendCount.objects.filter(key__in=[*keys.values(), UNKNOWN], hour=_hour()).values_list("key", "count"))
    seen = Seen(
        seconds=origin.seconds,
        trapped=origin.trapped,
        from_address=counts.get(keys.get("address", ""), 0),
        from_session=counts.get(keys.get("session", ""), 0),
        from_phone=counts.get(keys.get("phone", ""), 0),
        unknown_senders=counts.get(UNKNOWN, 0),
        known_person=actor.party_id is not None,
    )
    judgement = judge(seen)
    return judge(replace(seen, same_text=_same(text))) if judgement.verdict == "pass" else judgement


def _same(text: str) -> int:
    since = clock.now() - timedelta(days=1)
    recent = Feedback.objects.filter(sent_at__gte=since).order_by("-id").values_list("text", flat=True)[:_COMPARED]
    return repeated(text, recent)


def count_post(origin: Origin, phone: str, actor: Actor) -> None:
    """Count a post that was taken or turned away, for everything that marks its sender."""
    marks = sorted([*_keys(origin, phone).values(), *([] if actor.party_id else [UNKNOWN])])
    hour = connection.ops.adapt_datetimefield_value(_hour())
    with connection.cursor() as cursor:
        for key in marks:
            cursor.execute(_COUNT, [key, hour])


def forget_old_counts() -> int:
    """Remove the counts of past days; returns how many."""
    return SendCount.objects.filter(hour__lt=_hour() - _KEPT).delete()[0]


def _keys(origin: Origin, phone: str) -> dict[str, str]:
    marks = {"address": origin.address, "session": origin.session, "phone": plain_phone(phone)}
    return {name: hashed(f"{name}:{mark}") for name, mark in marks.items() if mark}


def _hour() -> datetime:
    return clock.real_now().replace(minute=0, second=0, microsecond=0)
