"""What waits for the caller's posts."""

from django.http import HttpRequest
from ninja import Router

from motcua.blocks.workflow.api import outcomes_of
from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.paging import cursor_of, number_after, task_after
from motcua.channels.public_api.routes.dossiers import Cursor
from motcua.channels.public_api.shapes import dossiers as shapes
from motcua.channels.public_api.shapes.common import Id
from motcua.onestop.dossiers.api import Decision, complete_task, inbox, intake_queue, to_return
from motcua.onestop.dossiers.rights import APPROVE, PROCESS, RECEIVE

router = Router(tags=["work"])
WORKERS = (PROCESS, APPROVE, RECEIVE)


@operation(router, "GET", "/tasks", any_of=WORKERS, answers=shapes.TaskPage)
def tasks(request: HttpRequest, after: Cursor = "", late: bool = False) -> shapes.TaskPage:
    """Open tasks of the caller's posts, the most urgent first, with the outcomes each offers."""
    page = inbox(acting(request, *WORKERS), after=task_after(after), late=late)
    rows = [shapes.TaskRow.of(row, list(outcomes_of(row.task))) for row in page.rows]
    return shapes.TaskPage(items=rows, next=cursor_of(page.next_after))


@operation(router, "POST", "/tasks/{task_id}/completion", any_of=WORKERS, answers=shapes.StatusOut)
def finish_task(request: HttpRequest, task_id: Id, payload: shapes.DecisionIn) -> shapes.StatusOut:
    """Complete a task with one of its outcomes: examine, give an opinion, approve; the last approval orders the signed result.

    The outcome `not_eligible` of an examination, with the reason as comment, ends the dossier without a result.
    """
    decision = Decision(payload.outcome, payload.comment)
    return shapes.StatusOut.of(complete_task(task_id, decision=decision, actor=acting(request, *WORKERS)))


@operation(router, "GET", "/intake", any_of=(RECEIVE,), answers=shapes.DossierPage)
def intake(request: HttpRequest, after: Cursor = "") -> shapes.DossierPage:
    """Submitted dossiers that wait at the caller's desks, oldest first."""
    page = intake_queue(after=number_after(after), actor=acting(request, RECEIVE))
    return shapes.DossierPage(items=[shapes.DossierRow.of(one) for one in page.rows], next=cursor_of(page.next_after))


@operation(router, "GET", "/results-to-hand-over", any_of=(RECEIVE,), answers=shapes.DossierPage)
def results_to_hand_over(request: HttpRequest, after: Cursor = "") -> shapes.DossierPage:
    """Resolved dossiers whose result waits at the caller's desks."""
    page = to_return(after=number_after(after), actor=acting(request, RECEIVE))
    return shapes.DossierPage(items=[shapes.DossierRow.of(one) for one in page.rows], next=cursor_of(page.next_after))
