"""Fetch a feedback to act on it: allowed to the actor, and held against others until the action ends."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet

from motcua.blocks.permissions.api import holdings_with, require
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, NotFound, words
from motcua.onestop.feedback.models import Feedback
from motcua.onestop.feedback.rules.impartiality import may_decide

_UNKNOWN = words("There is no feedback with this code that you may see.")


def hashed(text: str) -> str:
    """A keyed hash: of a secret, of an address of the net, of a phone number."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()


def at_work(code: str, actor: Actor, capability: str, *, decides: bool = False) -> Feedback:
    """The feedback, locked, for an official whose post gives the right at the unit where it lies.

    `decides`: the act decides on it, so the accused body is kept out. Errors: `NotFound`, `Forbidden`.
    """
    feedback = _only(Feedback.objects.visible_to(actor).filter(code=code))
    require(actor, capability, unit_path=feedback.unit.path)
    if decides:
        require_impartial(feedback, actor, capability)
    return feedback


def require_impartial(feedback: Feedback, actor: Actor, capability: str) -> None:
    """Refuse when the actor belongs to the body whose officials the feedback is about."""
    if actor.kind == "system" or feedback.accused is None:
        return
    if not may_decide([holding.unit_path for holding in holdings_with(actor, capability)], feedback.accused.path):
        raise Forbidden(
            words("This feedback is about officials of your own agency, which does not decide on it."),
            code="own_cause",
            way_out=words("The body above decides; it may ask your agency for a report."),
        )


def require_accused_named(feedback: Feedback) -> None:
    """Feedback about behaviour goes nowhere before it is written down whose officials are meant: they must not get it."""
    if feedback.kind == "conduct" and feedback.accused is None:
        raise Conflict(
            words("It is about behaviour of officials: first name the agency that is meant."),
            code="accused_unknown",
            way_out=words("Correct the classification; that agency will neither decide nor see the sender."),
        )


def as_sender(code: str, secret: str, actor: Actor) -> Feedback:
    """The feedback, locked, for its sender: logged in, or with the secret of the receipt. One and the same `NotFound` otherwise."""
    return _only(Feedback.objects.filter(pk=sender_sees(code, secret, actor).pk))


def sender_sees(code: str, secret: str, actor: Actor) -> Feedback:
    """As `as_sender`, for reading only."""
    found = Feedback.objects.filter(code=code.strip().upper()).select_related("unit", "merged_into").first()
    if found is not None and actor.party_id is not None and found.party_id == actor.party_id:
        return found
    given = hashed("".join(secret.split()).upper())
    if found is None or not secret.strip() or not hmac.compare_digest(found.secret_hash, given):
        raise NotFound(
            words("No feedback matches this code and this secret."), way_out=words("Both stand on your receipt; check every letter.")
        )
    return found


def _only(found: QuerySet[Feedback]) -> Feedback:
    feedback = found.select_for_update(of=("self",)).select_related("unit", "accused", "place", "dossier__competent").order_by().first()
    if feedback is None:
        raise NotFound(_UNKNOWN, way_out=words("Check the code, or ask the office that forwarded it."))
    return feedback
