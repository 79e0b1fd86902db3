"""The share of dossiers that are digital, for each agency, against the day from which it must digitise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q

from motcua.ground.directory.api import Unit, unit
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.digitisation.models import DossierStanding, RoadmapStep
from motcua.onestop.digitisation.rules.roadmap import Duty, duty_on
from motcua.onestop.dossiers.api import Dossier

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Share:
    """An agency: dossiers it received since `first`, and how many of them are digital as a whole (papers and result)."""

    unit: Unit
    duty: Duty | None
    begun: bool
    first: date
    received: int
    digital: int

    @property
    def percent(self) -> float | None:
        """Digital of received, in percent; None when nothing was received."""
        return 100 * self.digital / self.received if self.received else None


def duties() -> list[tuple[str, date, Duty]]:
    """Every loaded step of the roadmap as level, day of decision and duty; one query."""
    return [(row.level, row.decided_from, Duty(row.digitises_from, row.basis, row.tag == "check")) for row in RoadmapStep.objects.all()]


def shares(actor: Actor, *, on: date) -> list[Share]:
    """The agencies whose dossiers the actor sees, those with the lowest share first, at most forty; the year to the day `on`.

    Three queries, however many dossiers: counted are wholes, for the competent agency, by the day of reception.
    """
    steps, first = duties(), date(on.year, 1, 1)
    begin = datetime.combine(first, time(), VIETNAM)
    seen = Dossier.objects.visible_to(actor).filter(parent__isnull=True, received_at__gte=begin)
    digital = Count("pk", filter=Q(digitisation__state=DossierStanding.State.DONE), distinct=True)
    rows = list(seen.order_by().values("competent_id").annotate(received=Count("pk", distinct=True), digital=digital))
    rows.sort(key=lambda row: (row["digital"] / row["received"], row["competent_id"]))
    found = Unit.objects.in_bulk([row["competent_id"] for row in rows[:MOST_SHOWN]])
    return [_share(found[row["competent_id"]], steps, on, first, row["received"], row["digital"]) for row in rows[:MOST_SHOWN]]


def own_duties(actor: Actor, *, on: date) -> list[Share]:
    """The agencies the actor works for, with the day of their duty; no counting."""
    bodies: Sequence[Unit] = [unit(one) for one in dict.fromkeys(_body(holding.unit_id) for holding in actor.holdings)]
    steps = duties()
    return [_share(body, steps, on, date(on.year, 1, 1), 0, 0) for body in bodies]


def _body(unit_id: int) -> int:
    found = unit(unit_id)
    return found.body_id or found.pk


def _share(agency: Unit, steps: Sequence[tuple[str, date, Duty]], on: date, first: date, received: int, digital: int) -> Share:
    duty = duty_on(steps, agency.level, on)
    return Share(agency, duty, duty is not None and duty.begun(on), first, received, digital)
