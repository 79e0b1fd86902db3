"""What waits for the head of a unit, and what citizens did not answer in their term."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from motcua.channels.ui.api import actor_of, guarded
from motcua.channels.workspace.page import show
from motcua.channels.workspace.units import named_units
from motcua.kernel import clock
from motcua.onestop.dossiers.api import Dossier, apology_drafts, is_closed, open_escalations, orphaned_tasks, unanswered

MOST = 50


@guarded("dossier.decide_escalation")
@require_GET
def for_head(request: HttpRequest) -> HttpResponse:
    """Apologies to sign, second requests to decide, and tasks of posts that nobody holds."""
    actor = actor_of(request)
    tasks = list(orphaned_tasks(actor)[:MOST])
    units = named_units({task.unit_id for task in tasks if task.unit_id})
    dossiers = Dossier.objects.select_related("procedure").defer("answers", "fees").in_bulk([task.subject_id for task in tasks])
    context = {
        "drafts": list(apology_drafts(actor)[:MOST]),
        "escalations": list(open_escalations(actor)[:MOST]),
        "orphans": [
            (task, dossiers[task.subject_id], unit, unit is not None and is_closed(unit))
            for task in tasks
            if task.subject_id in dossiers
            for unit in [units.get(task.unit_id or 0)]
        ],
        "now": clock.now(),
    }
    return show(request, "workspace/for_head.html", context, section="work_head")


@guarded("workspace.act")
@require_GET
def not_answered(request: HttpRequest) -> HttpResponse:
    """Dossiers whose citizen did not answer a supplement or an obligation in the term: each may be stopped with a reason."""
    rows = list(unanswered(actor_of(request))[:MOST])
    return show(request, "workspace/not_answered.html", {"rows": rows, "now": clock.now()}, section="work_not_answered")
