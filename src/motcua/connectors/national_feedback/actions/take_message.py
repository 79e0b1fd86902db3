"""Take in a message of the portal: kept once, applied in the order of its item; what came too early waits for its turn."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from motcua.connectors.national_feedback.models import Incoming
from motcua.connectors.national_feedback.rules.message import Message
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal
from motcua.onestop.feedback.api import Message as Matter
from motcua.onestop.feedback.api import Sender, take_over_feedback, take_over_rating, take_over_supplement

PORTAL = Actor(kind="system", name="national portal")


def take_message(message: Message) -> bool:
    """Keep and apply; False when it was known already. A message that the house cannot take over is kept with the reason."""
    with transaction.atomic():
        values = {"kind": message.kind, "data": dict(message.data), "received_at": clock.real_now()}
        _, fresh = Incoming.objects.get_or_create(code=message.code, sequence=message.sequence, defaults=values)
    apply_waiting(message.code)
    return fresh


def apply_waiting(code: str) -> int:
    """Apply, in order, what of an item has its turn; returns how many."""
    done = 0
    while _apply_next(code):
        done += 1
    return done


def missing_before(code: str) -> int:
    """After which message of the item the portal has to tell again: the last one that was applied."""
    applied = Incoming.objects.filter(code=code, applied_at__isnull=False).order_by("-sequence").values_list("sequence", flat=True)
    return applied.first() or 0


@transaction.atomic
def _apply_next(code: str) -> bool:
    waiting = Incoming.objects.select_for_update().filter(code=code, sequence=missing_before(code) + 1, applied_at__isnull=True).first()
    if waiting is None:
        return False
    waiting.outcome = _applied(Message(waiting.code, waiting.sequence, waiting.kind, waiting.data))
    waiting.applied_at = clock.real_now()
    waiting.save(update_fields=["applied_at", "outcome"])
    return True


def _applied(message: Message) -> str:
    """Empty when it was taken over, else why not; nothing half done stays."""
    try:
        with transaction.atomic():
            _take_over(message)
    except Refusal as refusal:
        return f"{refusal.code}: {refusal}"[:300]
    return ""


def _take_over(message: Message) -> None:
    if message.kind == "opened":
        key = uuid5(NAMESPACE_URL, f"pakn:{message.code}")
        take_over_feedback(_matter(message), _sender(message), key=key, foreign_code=message.code, actor=PORTAL)
    elif message.kind == "supplemented":
        take_over_supplement(message.code, text=message.text("text", 5_000), actor=PORTAL)
    else:
        take_over_rating(message.code, rating=message.text("rating", 20), actor=PORTAL)


def _matter(message: Message) -> Matter:
    return Matter(
        kind=message.text("kind", 20),
        topic=message.text("field", 40),
        title=message.text("title", 200),
        text=message.text("text", 10_000),
        place_code=message.text("commune", 10),
        place_text=message.text("place", 300),
        dossier_code=message.text("dossier", 40),
        public=message.flag("public", default=True),
    )


def _sender(message: Message) -> Sender:
    name = message.text("name", 200).strip()
    if not name:
        return Sender(anonymous=True)
    return Sender(
        name=name, phone=message.text("phone", 20), email=message.text("email", 200), address=message.text("address", 300), hide_name=True
    )
