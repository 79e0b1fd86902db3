"""What the records and ballots of a unit's quarter say of each index."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.blocks.workflow.api import Task
from motcua.ground.directory.api import Unit
from motcua.onestop.dossiers.api import Dossier, Status, SupplementRequest
from motcua.onestop.evaluation.models import Ballot
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.rules.days import moment_of
from motcua.onestop.evaluation.rules.indices import Edition
from motcua.onestop.evaluation.rules.quarters import days_of

STREAM = "dossier"


@dataclass(frozen=True, slots=True)
class Basis:
    """Of one index: the points that follow, the share of good cases, and of how many; None where nothing was counted."""

    points: Decimal | None
    good: int
    of: int

    def as_dict(self) -> dict[str, object]:
        """For storing."""
        return {"points": None if self.points is None else str(self.points), "good": self.good, "of": self.of}


@dataclass(frozen=True, slots=True)
class QuarterBasis:
    """The edition of the quarter, what was found for each index, and the number of ballots."""

    edition: Edition
    found: Mapping[str, Basis]
    ballots: int


def basis_of(unit: Unit, year: int, quarter: int) -> QuarterBasis:
    """What records and ballots of the unit and all below say. Four queries."""
    first, last = days_of(year, quarter)
    edition = edition_on(last)
    since, until = moment_of(first), moment_of(last + timedelta(days=1))
    cases = _cases(unit, since, until)
    rows = Ballot.objects.filter(unit__path__startswith=unit.path, given_at__gte=since, given_at__lt=until).values_list("points", flat=True)
    ballots = list(rows)
    found = {}
    for index in edition.indices:
        if index.by == "records":
            good, of = cases[index.key]
            found[index.key] = Basis(Decimal(index.points_for(Decimal(good) / of)) if of else None, good, of)
        elif index.by == "ballots":
            given = [points[index.key] for points in ballots if index.key in points]
            mean = (Decimal(sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP) if given else None
            found[index.key] = Basis(mean, sum(1 for points in given if points == max(a.points for a in index.answers)), len(given))
        else:
            found[index.key] = Basis(None, 0, 0)
    return QuarterBasis(edition, found, len(ballots))


def _cases(unit: Unit, since: datetime, until: datetime) -> dict[str, tuple[int, int]]:
    """Good cases and all, per index that the records decide."""
    ended = Dossier.objects.filter(
        parent__isnull=True,
        competent__path__startswith=unit.path,
        ended_at__gte=since,
        ended_at__lt=until,
        status__in=[Status.RESOLVED, Status.RETURNED],
    ).order_by()
    asked = SupplementRequest.objects.filter(dossier_id=OuterRef("pk"))
    totals = ended.aggregate(of=Count("pk"), timely=Count("pk", filter=Q(timing__in=["early", "on_time"])))
    calm = ended.filter(~Exists(asked)).count()
    steps = Task.objects.filter(
        subject_type=STREAM, completed_at__gte=since, completed_at__lt=until, unit_id__in=_below(unit), due_at__isnull=False, kind=Task.TASK
    ).aggregate(of=Count("pk"), timely=Count("pk", filter=Q(completed_at__lte=F("due_at"))))
    return {
        "total_time": (totals["timely"], totals["of"]),
        "step_time": (steps["timely"], steps["of"]),
        "contacts": (calm, totals["of"]),
    }


def _below(unit: Unit) -> QuerySet[Unit, int]:
    return Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)
