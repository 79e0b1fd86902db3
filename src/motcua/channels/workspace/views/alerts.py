"""Alerts of the operations centre: what waits, one alert with its history, and its turns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.events.api import Event
from motcua.blocks.measures.api import registered
from motcua.channels.ui.api import Field, Link, TagTone, actor_of, guarded
from motcua.channels.workspace.page import address_with, done, errors_of, number_in, refuse_to, show
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.views.operations import tabs
from motcua.channels.workspace.wall_sheet import number
from motcua.insight.operations.api import (
    Alert,
    AlertRow,
    State,
    Turn,
    alert_list,
    alert_sheet,
    answer_alert,
    close_alert,
    send_back_alert,
    take_alert,
    tile_of,
)
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, Refusal, words

ALERTS = "operations.alerts"
SECTION = "work_wall"
PAGE = 50
STATES: Mapping[str, tuple[str, TagTone]] = {
    State.RAISED: (words("Raised"), "bad"),
    State.TAKEN: (words("Taken in hand"), "wait"),
    State.ANSWERED: (words("Answered"), "now"),
    State.CLOSED: (words("Closed"), "plain"),
}
HISTORY: Mapping[str, str] = {
    "alert.raised": words("Raised by the rule of the tile"),
    "alert.taken": words("Taken in hand"),
    "alert.answered": words("Answered"),
    "alert.sent_back": words("Sent back"),
    "alert.escalated": words("Not answered in time: shown to the post above"),
    "alert.closed": words("Closed"),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """One turn as a form: its button, the field it asks for, what is said when it is done, and the action."""

    label: str
    field: str
    question: str
    said: str
    act: Callable[[int, str, Actor], object]


def _take(pk: int, _text: str, actor: Actor) -> object:
    return take_alert(pk, actor=actor)


def _answer(pk: int, text: str, actor: Actor) -> object:
    return answer_alert(pk, answer=text, actor=actor)


def _send_back(pk: int, text: str, actor: Actor) -> object:
    return send_back_alert(pk, reason=text, actor=actor)


def _close(pk: int, text: str, actor: Actor) -> object:
    return close_alert(pk, note=text, actor=actor)


SENT_BACK = words("The alert was sent back with a new deadline.")
ASKED: Mapping[Turn, Asking] = {
    Turn.TAKE: Asking(words("Take it in hand"), "", "", words("The alert is yours."), _take),
    Turn.ANSWER: Asking(words("Answer"), "answer", words("What was done"), words("Your answer is kept."), _answer),
    Turn.SEND_BACK: Asking(words("Send back"), "reason", words("What is missing in the answer"), SENT_BACK, _send_back),
    Turn.CLOSE: Asking(words("Close"), "note", words("Note on closing"), words("The alert is closed."), _close),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One alert in words."""

    row: AlertRow
    name: str
    said: str
    value: str
    threshold: str
    state: str
    tone: TagTone


@guarded(ALERTS)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Open alerts, the most urgent first, or closed ones."""
    actor = actor_of(request)
    view = request.GET.get("xem", "")
    view = view if view in {"cua-toi", "da-dong"} else ""
    rows = alert_list(closed=view == "da-dong", mine=view == "cua-toi", after=number_in(request, "sau"), actor=actor)
    views = {"": _("Open"), "cua-toi": _("Waiting for my post"), "da-dong": _("Closed")}
    more = view == "da-dong" and len(rows) > PAGE
    context = {
        "lines": [line_of(row) for row in (rows[:PAGE] if more else rows)],
        "views": [Link(label, address_with(request, xem=key or None, sau=None), current=key == view) for key, label in views.items()],
        "tabs": tabs(actor, "work_alerts"),
        "next": address_with(request, sau=str(rows[PAGE - 1].alert.pk)) if more else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/alerts.html", context, section=SECTION)


@guarded(ALERTS)
@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, alert: int) -> HttpResponse:
    """One alert; who may take a turn does it here."""
    actor = actor_of(request)
    sheet = alert_sheet(alert, actor=actor)
    here = reverse("work_alert", args=[alert])
    errors: dict[str, str] = {}
    turn = next((one for one in Turn if one == request.POST.get("turn")), None) if request.method == "POST" else None
    if turn is not None:
        asked = ASKED[turn]
        try:
            asked.act(alert, request.POST.get(asked.field, ""), actor)
        except InvalidInput as refusal:
            errors = errors_of(refusal)[0]
        except Refusal as refusal:
            return refuse_to(request, refusal, here)
        else:
            return done(request, _(asked.said), here)
    forms = [(one, _(ASKED[one].label), _field(request, one, errors if one == turn else {}, sheet.row.alert)) for one in sheet.turns]
    context = {
        "line": line_of(sheet.row),
        "sheet": sheet,
        "forms": forms,
        "history": [(event, _(HISTORY.get(event.kind, event.kind)), _told(event)) for event in sheet.history],
        "errors": summary(errors, [one for _turn, _label, one in forms if one is not None]),
    }
    return show(request, "workspace/alert.html", context, section=SECTION, status=422 if errors else 200)


def line_of(row: AlertRow) -> Line:
    """The words of one alert."""
    found = row.alert
    language = get_language() or "vi"
    tile = tile_of(found.tile)
    indicator = registered().get(tile.indicator) if tile is not None else None
    state, tone = STATES[State(found.state)]
    value, threshold = (number(one, indicator) if indicator is not None else f"{one}" for one in (found.value, found.threshold))
    name = tile.in_language(language) if tile is not None else found.tile
    return Line(row, name, found.says_en if language.startswith("en") else found.says_vi, value, threshold, _(state), tone)


def _field(request: HttpRequest, turn: Turn, errors: Mapping[str, str], alert: Alert) -> Field | None:
    asked = ASKED[turn]
    if not asked.field:
        return None
    one = Field(asked.field, _(asked.question), "textarea", required=turn != Turn.CLOSE or alert.still_holds)
    return Typed(request).filled(one, errors)


def _told(event: Event) -> str:
    """What was written with a turn."""
    return str(event.payload.get("answer") or event.payload.get("reason") or event.payload.get("note") or "")
