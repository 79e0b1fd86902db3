"""What every step of a report begins and ends with: the row held for writing, the event recorded."""

from collections.abc import Mapping

from motcua.blocks.events.api import record
from motcua.insight.reporting.events import STREAM, ReportEvent
from motcua.insight.reporting.models import Report
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, NotFound, words


def held(report_id: int, actor: Actor) -> Report:
    """The report, held until the transaction ends; `NotFound` when the actor may not see it, `Conflict` when a newer edition exists."""
    if not Report.objects.visible_to(actor).filter(pk=report_id).exists():
        raise NotFound(words("There is no report here that you may see."))
    report = Report.objects.select_for_update(of=("self",)).select_related("period__regime", "unit", "above__unit").get(pk=report_id)
    if not report.current:
        raise Conflict(words("There is a newer edition of this report."), code="report_replaced", way_out=words("Open the newest edition."))
    return report


def step_done(report: Report, kind: ReportEvent, *, actor: Actor, payload: Mapping[str, object] | None = None) -> None:
    """Write the event of a step."""
    period = report.period
    told = {"regime": period.code, "period": f"{period.frequency} {period.number}/{period.year}", "edition": report.edition}
    record(STREAM, report.pk, kind, actor=actor, at=clock.now(), unit_id=report.unit_id, payload={**told, **(payload or {})})


def refuse_stranger(allowed: bool) -> None:
    """`Forbidden` in words unless it is allowed."""
    if not allowed:
        raise Forbidden(
            words("This report belongs to another unit or post."), way_out=words("Ask the unit or the post that the report names.")
        )
