"""The forecast of a unit, with the reasons, and how often earlier ones were right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.insight.operations.models import Foretold
from motcua.insight.operations.rights import FORECAST
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.api import Dossier

PAGE = 50


@dataclass(frozen=True)
class Accuracy:
    """Settled forecasts: how many said late and were right, how many were late without being named, and how many were settled."""

    settled: int
    said: int
    right: int
    missed: int

    @property
    def hit_rate(self) -> int | None:
        """Of a hundred named, how many were late; None while none was named."""
        return round(100 * self.right / self.said) if self.said else None

    @property
    def found_rate(self) -> int | None:
        """Of a hundred that were late, how many had been named; None while none was late."""
        late = self.right + self.missed
        return round(100 * self.right / late) if late else None


@dataclass(frozen=True)
class Forecast:
    """What is foretold for a unit and all below it, the likeliest first; `posts` are the units whose post they wait at, by id."""

    unit: Unit
    made_on: date | None
    rows: Sequence[Foretold]
    posts: dict[int, Unit]
    total: int
    late: int
    accuracy: Accuracy
    next_start: int | None


def forecast_of(unit_id: int, *, start: int = 0, actor: Actor) -> Forecast:
    """The newest forecast. Six statements. `Forbidden` outside the actor's units; dossiers one may not see are left out of the list."""
    place = unit(unit_id)
    require(actor, FORECAST, unit_path=place.path)
    everywhere = Foretold.objects.filter(unit__path__startswith=place.path)
    made_on = everywhere.filter(made_on__lte=clock.today()).order_by("-made_on").values_list("made_on", flat=True).first()
    today = everywhere.filter(made_on=made_on) if made_on is not None else everywhere.none()
    counts = today.aggregate(total=Count("pk"), late=Count("pk", filter=Q(says_late=True)))
    seen = today.filter(dossier__in=Dossier.objects.visible_to(actor)).select_related("dossier__procedure", "unit")
    rows = list(seen.defer("dossier__answers", "dossier__fees").order_by("-chance", "due_at", "pk")[start : start + PAGE + 1])
    posts = Unit.objects.in_bulk([row.post_unit_id for row in rows if row.post_unit_id is not None])
    more = start + PAGE if len(rows) > PAGE else None
    return Forecast(place, made_on, rows[:PAGE], posts, counts["total"], counts["late"], _accuracy(place), more)


def _accuracy(place: Unit) -> Accuracy:
    settled = Foretold.objects.filter(unit__path__startswith=place.path, was_late__isnull=False)
    found = settled.aggregate(
        settled=Count("pk"),
        said=Count("pk", filter=Q(says_late=True)),
        right=Count("pk", filter=Q(says_late=True, was_late=True)),
        missed=Count("pk", filter=Q(says_late=False, was_late=True)),
    )
    return Accuracy(**found)
