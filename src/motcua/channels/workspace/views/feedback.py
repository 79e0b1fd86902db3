"""Feedback for officials: the list, one feedback, what can be done with it, the file of the list."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Field, Link, actor_of, error_links, guarded
from motcua.channels.workspace.confirming import identity_error, password_field
from motcua.channels.workspace.deadlines import short
from motcua.channels.workspace.feedback_acts import ACTS, Act, given_in
from motcua.channels.workspace.feedback_places import said, suggested_choices, whole_name
from motcua.channels.workspace.feedback_words import (
    CAME_BY,
    CHANNEL_WORDS,
    RATING_WORDS,
    URGENCY_WORDS,
    VIEW_WORDS,
    kind_words,
    status_words,
    steps_of,
    topic_words,
)
from motcua.channels.workspace.page import Question, address_with, ask_first, done, errors_of, is_confirmed, number_in, refuse_to, show
from motcua.channels.workspace.views.search import day_in
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, words
from motcua.onestop.feedback.api import (
    Feedback,
    FeedbackContent,
    FeedbackSheet,
    Wanted,
    content_in_force,
    counts_of_views,
    feedback_list,
    feedback_sheet,
    looks_elsewhere,
    reveal_sender,
    wanted_feedback,
)

SECTION = "work_feedback"


@guarded("feedback.read")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """What waits, the soonest due first."""
    actor, content = actor_of(request), content_in_force()
    wanted = _wanted(request)
    start = number_in(request, "tu-dong") or 0
    found = feedback_list(wanted, actor=actor, start=min(start, 100_000))
    counts = counts_of_views(actor)
    context = {
        "rows": [_row(one, content) for one in found.rows],
        "wanted": wanted,
        "tabs": [
            Link(_(text), address_with(request, xem=view, **{"tu-dong": None}), current=wanted.view == view, count=counts.get(view))
            for view, text in VIEW_WORDS.items()
        ],
        "topics": [(topic.key, topic_words(content, topic.key)) for topic in content.fields],
        "kinds": [(kind.key, kind_words(content, kind.key)) for kind in content.kinds],
        "narrowed": any(request.GET.get(name) for name in ("tim", "linh-vuc", "loai", "tu", "den")),
        "next": address_with(request, **{"tu-dong": str(found.next_start)}) if found.next_start else "",
        "first": address_with(request, **{"tu-dong": None}) if start else "",
        "as_file": request.GET.urlencode(),
        "now": clock.now(),
        "may_record": may(actor, "feedback.record"),
    }
    return show(request, "workspace/feedback_list.html", context, section=SECTION)


@guarded("feedback.read")
@require_GET
def listing_csv(request: HttpRequest) -> HttpResponse:
    """The whole list as a table file, row by row; no sender in it."""
    rows = wanted_feedback(_wanted(request), actor=actor_of(request)).select_related("unit__body", "place")
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="phan-anh-{clock.today().isoformat()}.csv"'
    return response  # type: ignore[return-value] # a streamed response is sent like any other


@guarded("feedback.read")
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One feedback: what was written, its way, what was answered, what can be done now. The reading is written down."""
    return _show(request, feedback_sheet(code, actor=actor_of(request)))


@guarded("feedback.read")
@require_POST
def sender(request: HttpRequest, code: str) -> HttpResponse:
    """Who sent it, for one who needs to know; the look is written down."""
    actor = actor_of(request)
    try:
        contact = reveal_sender(code, actor=actor)
    except Forbidden as refusal:
        return refuse_to(request, refusal, reverse("work_feedback_one", args=[code]))
    return _show(request, feedback_sheet(code, actor=actor), contact=contact)


@guarded("feedback.take_in")
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Do one thing with it: its questions, and before what cannot be undone the question whether one is sure."""
    actor = actor_of(request)
    sheet = feedback_sheet(code, actor=actor)
    back = reverse("work_feedback_one", args=[code])
    known = ACTS.get(verb)
    if known is None or known.key not in sheet.acts:
        gone = Conflict(words("This cannot be done now, or not by you."), way_out=words("See below who acted and what can be done now."))
        return refuse_to(request, gone, back)
    given, wrong = given_in(request), {}
    status = 200
    if request.method == "POST":
        try:
            question = _question(request, known, back)
            if question is not None:
                return ask_first(request, question)
            known.do(code, given, actor)
        except InvalidInput as refused:
            wrong, status = errors_of(refused)[0], 422
        except (Conflict, Forbidden) as late:
            return refuse_to(request, late, back)
        else:
            return done(request, _(known.done), back if known.key not in {"forward", "return"} else reverse(SECTION))
    fields = known.fields(sheet, given, wrong)
    context = {**_about(sheet), "act": known, "title": _(known.title), "lead": _(known.lead) if known.lead else "", "label": _(known.label)}
    context |= {"fields": fields, "errors": error_links(fields)}
    return show(request, "workspace/feedback_act.html", context, section=SECTION, status=status)


def _question(request: HttpRequest, known: Act, back: str) -> Question | None:
    if not known.warns:
        return None
    error = ""
    if is_confirmed(request):
        error = identity_error(request) if known.signs else ""
        if not error:
            return None
    asked: list[Field] = password_field(request, error) if known.signs else []
    return Question(f"{_(known.title)}?", _(known.warns), _(known.label), back, tone="" if known.signs else "warn", fields=asked)


def _show(request: HttpRequest, sheet: FeedbackSheet, **more: object) -> HttpResponse:
    acts = [
        Link(_(one.title), reverse("work_feedback_act", args=[sheet.feedback.code, verb]))
        for verb, one in ACTS.items()
        if one.key in sheet.acts
    ]
    if "publish" in sheet.acts:
        acts.insert(0, Link(_("Strike out and publish"), reverse("work_feedback_publish", args=[sheet.feedback.code])))
    elsewhere = looks_elsewhere(f"{sheet.feedback.title} {sheet.feedback.text}", content_in_force())
    context = {
        **_about(sheet),
        "acts": acts,
        "steps": steps_of(sheet),
        "stations": [(one, whole_name(one.unit), _(CAME_BY.get(one.came_by, one.came_by))) for one in sheet.stations],
        "suggested": suggested_choices(sheet.feedback) if "forward" in sheet.acts else [],
        "elsewhere": elsewhere if sheet.acts else None,
        **more,
    }
    return show(request, "workspace/feedback_one.html", context, section=SECTION)


def _about(sheet: FeedbackSheet) -> dict[str, object]:
    content, one = content_in_force(), sheet.feedback
    ground = content.ground(one.end_ground)
    text, tone = status_words(one.status)
    return {
        "sheet": sheet,
        "feedback": one,
        "status": text,
        "tone": tone,
        "kind": kind_words(content, one.kind),
        "topic": topic_words(content, one.topic),
        "urgency": _(URGENCY_WORDS.get(one.urgency, "Normal")),
        "channel": _(CHANNEL_WORDS[one.channel]),
        "rating": _(RATING_WORDS[one.rating]) if one.rating else "",
        "ground": ground,
        "lies_at": whole_name(one.unit),
        "now": clock.now(),
    }


def _wanted(request: HttpRequest) -> Wanted:
    content = content_in_force()
    topic, kind, view = (request.GET.get(name, "") for name in ("linh-vuc", "loai", "xem"))
    return Wanted(
        view=view if view in VIEW_WORDS else "intake" if not request.GET else "all",
        text=request.GET.get("tim", "").strip()[:200],
        topic=topic if content.topic(topic) else "",
        kind=kind if content.kind(kind) else "",
        sent_from=day_in(request, "tu"),
        sent_to=day_in(request, "den"),
    )


def _row(one: Feedback, content: FeedbackContent) -> dict[str, object]:
    text, tone = status_words(one.status)
    return {
        "one": one,
        "status": text,
        "tone": tone,
        "topic": topic_words(content, one.topic),
        "kind": kind_words(content, one.kind),
        "unit": said(one.unit),
    }


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterable[Feedback]) -> Iterator[str]:
    content, writer = content_in_force(), csv.writer(_Echo())
    heads = [_("Code"), _("About"), _("Field"), _("Title"), _("Place"), _("Channel"), _("Office"), _("Status")]
    yield "\ufeff" + writer.writerow([*heads, _("Sent"), _("Answer due"), _("Answered"), _("Published"), _("Timing"), _("Rating")])
    for one in rows.iterator() if hasattr(rows, "iterator") else rows:
        what = [one.code, kind_words(content, one.kind), topic_words(content, one.topic), one.title, one.place.name if one.place else ""]
        where = [_(CHANNEL_WORDS[one.channel]), whole_name(one.unit), status_words(one.status)[0]]
        moments = [short(moment) for moment in (one.sent_at, one.answer_due_at, one.answered_at, one.published_at)]
        ends = [{"late": _("Late"), "on_time": _("On time")}.get(one.timing, ""), _(RATING_WORDS[one.rating]) if one.rating else ""]
        yield writer.writerow([_plain(cell) for cell in [*what, *where, *moments, *ends]])


def _plain(text: str) -> str:
    """A text that a spreadsheet takes for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
