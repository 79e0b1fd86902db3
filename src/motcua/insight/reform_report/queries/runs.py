"""Reports that were kept, and what two of them tell differently."""

from django.db.models import Q, QuerySet

from motcua.blocks.permissions.api import holdings_with
from motcua.insight.reform_report.models import ReportRun
from motcua.insight.reform_report.rights import READ
from motcua.insight.reform_report.rules.facts import Moved, moved
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


def runs(actor: Actor) -> QuerySet[ReportRun]:
    """The kept reports of the units whose reports the actor may read, newest first."""
    found = ReportRun.objects.select_related("unit").order_by("-id")
    if actor.kind == "system":
        return found
    paths = {holding.unit_path for holding in holdings_with(actor, READ)}
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(unit__path__startswith=path)
    return found.filter(below)


def run_of(run_id: int, *, actor: Actor) -> ReportRun:
    """One kept report; raises `NotFound`, also for one that the actor may not read."""
    found = runs(actor).filter(pk=run_id).first()
    if found is None:
        raise NotFound(words("There is no kept report %(number)s."), params={"number": str(run_id)})
    return found


def run_differences(before: int, after: int, *, actor: Actor) -> list[Moved]:
    """The figures that two kept reports tell differently. Two queries."""
    return moved(run_of(before, actor=actor).figures, run_of(after, actor=actor).figures)
