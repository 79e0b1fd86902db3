"""What every turn of an alert begins with: lock it, see that the actor may know of it, and that the turn can be taken."""

from motcua.insight.operations.models import Alert
from motcua.insight.operations.queries.alerts import alerts_visible, closes, is_owner
from motcua.insight.operations.rules.alerting import State, Turn, turned
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words

LONGEST = 4000


def locked(alert_id: int, turn: Turn, *, actor: Actor) -> tuple[Alert, State]:
    """The alert, locked, and where the turn leads. Errors: `NotFound`, `Forbidden`, `Conflict`."""
    if not alerts_visible(actor).filter(pk=alert_id).exists():
        raise NotFound(words("There is no such alert."))
    alert = Alert.objects.select_for_update(of=("self",)).select_related("unit", "owner").get(pk=alert_id)
    if turn in {Turn.TAKE, Turn.ANSWER}:
        if not is_owner(actor, alert):
            raise Forbidden(words("Another post answers this alert."), way_out=words("The page names the post that answers."))
    elif not closes(actor, alert):
        raise Forbidden(
            words("You do not judge the answer to this alert."),
            way_out=words("Who answered never closes; the head or the controller of the unit does."),
        )
    found = turned(State(alert.state), turn)
    if found is None:
        raise Conflict(words("The alert has moved on meanwhile."), code="moved_on", way_out=words("Look at the page again."))
    return alert, found


def said(text: str, field: str, message: str) -> str:
    """Text that must be there and not too long; `InvalidInput` naming the field."""
    text = text.strip()
    if not text:
        raise InvalidInput(message, fields=[FieldError(field, message)])
    if len(text) > LONGEST:
        too_long = words("Write at most %(most)s signs.")
        raise InvalidInput(too_long, params={"most": LONGEST}, fields=[FieldError(field, too_long, {"most": LONGEST})])
    return text
