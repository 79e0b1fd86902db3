"""The yearly reform plan: plans, their tasks, reports of owners, confirmation."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Choice, Field, Link, actor_of, guarded
from motcua.channels.workspace.file_replies import file_reply
from motcua.channels.workspace.page import Question, address_with, ask_first, done, errors_of, is_confirmed, number_in, refuse_to, show
from motcua.channels.workspace.plan_words import STANDINGS
from motcua.channels.workspace.reform_forms import task_fields
from motcua.channels.workspace.typed import Typed, summary
from motcua.channels.workspace.units import desks_of
from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.errors import Refusal, words
from motcua.office.reform.api import (
    CONFIRM,
    ISSUE,
    PLAN,
    READ,
    REPORT,
    PlanPage,
    PlanText,
    TaskRow,
    TaskState,
    Turn,
    after,
    change_task,
    evidence_of,
    issue_plan,
    judge_product,
    own_tasks,
    plan_page,
    plans,
    read_plan,
    record_plan,
    report_progress,
    task_with_history,
    to_confirm,
)

SECTION = "work_reform"
_LINES = words(
    "One task per line: number; area; task; product; code of the unit that does it; from; to (day/month/year). A table copied from a "
    "spreadsheet fits too."
)


@guarded(READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Plans with their progress, the tasks of one's own units, products that wait to be confirmed."""
    actor = actor_of(request)
    confirms = may(actor, CONFIRM)
    context = {
        "plans": plans(actor=actor),
        "own": own_tasks(actor=actor),
        "waiting": to_confirm(actor=actor) if confirms else [],
        "confirms": confirms,
        "may_plan": may(actor, PLAN),
    }
    return show(request, "workspace/reform.html", context, section=SECTION)


@guarded(PLAN)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Record a plan by pasting its table; what was typed stays when something is wrong."""
    actor, typed = actor_of(request), Typed(request)
    places = desks_of(actor, PLAN)
    first = str(places[0].pk) if places else ""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = record_plan(_plan(typed, places), actor=actor)
        except Refusal as refusal:
            errors = errors_of(refusal)[0] or {"": str(refusal)}
        else:
            return done(request, _("The plan is recorded. Look at it, then issue it."), reverse("work_reform_plan", args=[made.pk]))
    fields = [
        Field("unit", _("Unit"), "select", first, choices=[Choice(str(one.pk), one.formal_name) for one in places], width="l"),
        Field("year", _("Year"), value=str(clock.today().year), width="s", inputmode="numeric"),
        Field("number", _("Number of the decision"), width="m", hint=_("As 5274/QĐ-UBND")),
        Field("title", _("Title"), width="l"),
        Field("decided_on", _("Signed on"), "date"),
        Field("lines", _("Tasks of the plan"), "textarea", hint=_(_LINES)),
    ]
    context = {
        "heading": _("Record a reform plan"),
        "back": reverse(SECTION),
        "fields": [typed.filled(one, errors) for one in fields],
        "errors": summary(errors, fields),
    }
    return show(request, "workspace/publication_form.html", context, section=SECTION, status=422 if errors else 200)


def _plan(typed: Typed, places: Sequence[Unit]) -> PlanText:
    unit_id, decided_on = typed.number_of("unit", [one.pk for one in places]), typed.day("decided_on")
    year = typed.number_of("year", range(2000, 2100))
    typed.check()
    return PlanText(unit_id, year, typed.text("number"), typed.text("title"), decided_on, read_plan(typed.text("lines"), year))


@guarded(READ)
@require_GET
def plan(request: HttpRequest, reform_plan: int) -> HttpResponse:
    """One plan: its tasks by area, how they stand, narrowed to one owner or one standing."""
    actor = actor_of(request)
    only = request.GET.get("tinh-trang", "")
    page = plan_page(reform_plan, owner_id=number_in(request, "don-vi"), only=only if only in STANDINGS else None, actor=actor)  # type: ignore[arg-type] # looked up in the table of standings
    context = {
        "page": page,
        "groups": _by_area(page),
        "tabs": _standings(request, page, only),
        "may_issue": page.plan.issued_at is None and may(actor, ISSUE, unit_path=page.plan.unit.path),
    }
    return show(request, "workspace/reform_plan.html", context, section=SECTION)


def _by_area(page: PlanPage) -> dict[str, list[TaskRow]]:
    groups: dict[str, list[TaskRow]] = {}
    for row in page.rows:
        groups.setdefault(row.task.area, []).append(row)
    return groups


def _standings(request: HttpRequest, page: PlanPage, only: str) -> list[Link]:
    total = sum(page.counts.values())
    links = [Link(f"{_('All')} ({total})", address_with(request, **{"tinh-trang": None}), current=not only)]
    for key, (name, _tone) in STANDINGS.items():
        if count := page.counts.get(key, 0):  # type: ignore[call-overload] # keys of the table are standings
            links.append(Link(f"{_(name)} ({count})", address_with(request, **{"tinh-trang": key}), current=only == key))
    return links


@guarded(ISSUE)
@require_POST
def issue(request: HttpRequest, reform_plan: int) -> HttpResponse:
    """Put a plan in force, after asking once more."""
    address = reverse("work_reform_plan", args=[reform_plan])
    if not is_confirmed(request):
        text = _(
            "From now on the owners report on the tasks. The text of the plan can no longer be changed, only moved or dropped task by task."
        )
        return ask_first(request, Question(_("Issue this plan?"), text, _("Issue"), address))
    try:
        issue_plan(reform_plan, actor=actor_of(request))
    except Refusal as refusal:
        return refuse_to(request, refusal, address)
    return done(request, _("The plan is issued."), address)


@guarded(READ)
@require_GET
def task(request: HttpRequest, reform_task: int) -> HttpResponse:
    """One task: what, who, by when, its history, and what the reader may do with it."""
    return _task(request, reform_task)


@guarded(REPORT)
@require_POST
def report(request: HttpRequest, reform_task: int) -> HttpResponse:
    """The owner reports progress or hands the product in."""
    file = request.FILES.get("evidence")

    def act(typed: Typed) -> str:
        percent = typed.number_of("percent", range(101))
        typed.check()
        evidence = (file.name or "", file) if file else None
        report_progress(reform_task, percent=percent, said=typed.text("said"), evidence=evidence, actor=actor_of(request))
        return _("The product is handed in.") if percent == 100 else _("The progress is noted.")

    return _turn(request, reform_task, "report", act)


@guarded(CONFIRM)
@require_POST
def judge(request: HttpRequest, reform_task: int) -> HttpResponse:
    """Confirm the product, or return it with a reason."""

    def act(typed: Typed) -> str:
        accepted = typed.text("judgement") == "accept"
        judge_product(reform_task, accepted=accepted, said=typed.text("said"), actor=actor_of(request))
        return _("The product is confirmed.") if accepted else _("The product is returned to its owner.")

    return _turn(request, reform_task, "judge", act)


@guarded(CONFIRM)
@require_POST
def change(request: HttpRequest, reform_task: int) -> HttpResponse:
    """Move the deadline, or drop the task, with a reason."""

    def act(typed: Typed) -> str:
        drop = typed.text("change") == "drop"
        due_on: date | None = None if drop else typed.day("due_on")
        typed.check()
        change_task(reform_task, due_on=due_on, reason=typed.text("said"), actor=actor_of(request))
        return _("The task is dropped.") if drop else _("The deadline is moved.")

    return _turn(request, reform_task, "change", act)


@guarded(READ)
@require_GET
def evidence(request: HttpRequest, reform_step: int) -> HttpResponse:
    """The file handed in with a step."""
    file = evidence_of(reform_step, actor=actor_of(request))
    return file_reply(file, file.name)


def _turn(request: HttpRequest, task_id: int, form: str, act: Callable[[Typed], str]) -> HttpResponse:
    try:
        said = act(Typed(request))
    except Refusal as refusal:
        return _task(request, task_id, form, refusal)
    return done(request, said, reverse("work_reform_task", args=[task_id]))


def _task(request: HttpRequest, task_id: int, form: str = "", refusal: Refusal | None = None) -> HttpResponse:
    actor = actor_of(request)
    row, steps = task_with_history(task_id, actor=actor)
    errors: dict[str, str] = {}
    if refusal is not None:
        errors = errors_of(refusal)[0] or {"": str(refusal)}
    state, issued = TaskState(row.task.state), row.task.plan.issued_at is not None
    decides = issued and may(actor, CONFIRM, unit_path=row.task.plan.unit.path)
    forms = {
        "report": issued and after(Turn.REPORT, state) and may(actor, REPORT, unit_path=row.task.owner.path),
        "judge": decides and after(Turn.CONFIRM, state),
        "change": decides and after(Turn.DROP, state),
    }
    fields = {name: task_fields(request, name, row.task.percent, errors if name == form else {}) for name, open_ in forms.items() if open_}
    shown = [one for several in fields.values() for one in several]
    context = {"row": row, "steps": steps, "forms": fields, "opened": form, "errors": summary(errors, shown)}
    return show(request, "workspace/reform_task.html", context, section=SECTION, status=422 if refusal else 200)
