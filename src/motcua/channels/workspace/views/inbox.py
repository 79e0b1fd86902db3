"""The one inbox of every role, and the two queues of the one-stop desk."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.blocks.permissions.api import may
from motcua.channels.ui.api import Link, actor_of, guarded, official_only
from motcua.channels.workspace.page import address_with, number_in, show
from motcua.channels.workspace.units import named_units
from motcua.channels.workspace.views.alerts import line_of
from motcua.ground.directory.api import schedule_of
from motcua.insight.operations.api import at_my_posts
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.deadlines import TimeLimit, due_at
from motcua.onestop.catalogue.api import Procedure
from motcua.onestop.dossiers.api import Dossier, InboxPage, TaskKey, inbox, intake_queue, to_return

INTAKE_LIMIT = TimeLimit(8, "hour")  # NĐ 45/2020/NĐ-CP: answer within 8 working hours


@official_only
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """Open tasks of the posts of who is logged in, the most urgent first."""
    procedure_id, late = number_in(request, "thu-tuc"), request.GET.get("qua-han") == "1"
    actor = actor_of(request)
    found = inbox(actor, after=task_key(request.GET.get("sau", "")), procedure_id=procedure_id, late=late)
    context = {
        "tabs": _tabs(actor, "work_inbox"),
        "rows": found.rows,
        "alerts": [line_of(row) for row in at_my_posts(actor)],
        "units": named_units({row.task.unit_id for row in found.rows if row.task.unit_id}),
        "posts": actor.holdings,
        "now": clock.now(),
        "procedures": Procedure.objects.filter(state="published").order_by("name_vi").only("code", "name_vi", "name_en"),
        "chosen": procedure_id,
        "late": late,
        "narrowed": bool(procedure_id or late),
        "next": _next(request, found),
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/inbox.html", context, section="work_inbox")


@guarded("dossier.receive")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Online dossiers that wait for an answer of the desk, the oldest first, each with its limit of eight working hours."""
    actor = actor_of(request)
    found = intake_queue(after=number_in(request, "sau"), actor=actor)
    context = {
        "tabs": _tabs(actor, "work_queue"),
        "rows": _answer_by(found.rows),
        "now": clock.now(),
        "next": address_with(request, sau=str(found.next_after)) if found.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/queue.html", context, section="work_queue")


@guarded("dossier.receive")
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Resolved dossiers whose result waits to be handed over."""
    actor = actor_of(request)
    found = to_return(after=number_in(request, "sau"), actor=actor)
    context = {
        "tabs": _tabs(actor, "work_to_return"),
        "rows": found.rows,
        "now": clock.now(),
        "next": address_with(request, sau=str(found.next_after)) if found.next_after else "",
        "first": address_with(request, sau=None) if "sau" in request.GET else "",
    }
    return show(request, "workspace/to_return.html", context, section="work_to_return")


def _tabs(actor: Actor, current: str) -> list[Link]:
    """For the desk: what waits for it besides its tasks; nothing for others."""
    if not may(actor, "dossier.receive"):
        return []
    tabs = {"work_inbox": _("Tasks"), "work_queue": _("Online, waiting for intake"), "work_to_return": _("Results to return")}
    return [Link(label, reverse(name), current=name == current) for name, label in tabs.items()]


def task_key(text: str) -> TaskKey | None:
    """The key of a page from the address; nothing when it was tampered with."""
    moment, _, number = text.partition("~")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    try:
        return TaskKey(datetime.fromisoformat(moment) if moment else None, int(number))
    except ValueError:
        return None


def _next(request: HttpRequest, found: InboxPage) -> str:
    key = found.next_after
    return address_with(request, sau=f"{key.due_at.isoformat() if key.due_at else ''}~{key.task_id}") if key else ""


def _answer_by(rows: list[Dossier]) -> list[tuple[Dossier, datetime]]:
    """Each dossier with the moment by which the desk must answer; office hours are asked once per desk."""
    schedules = {desk: schedule_of(desk) for desk in {dossier.receiver_id for dossier in rows}}
    return [(dossier, due_at(schedules[dossier.receiver_id], dossier.submitted_at, INTAKE_LIMIT)) for dossier in rows]
