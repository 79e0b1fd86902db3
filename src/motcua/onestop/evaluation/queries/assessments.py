"""Assessments of a quarter, ranked; ballots of a unit."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, QuerySet

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.evaluation.models import Assessment, Ballot
from motcua.onestop.evaluation.queries.basis import QuarterBasis, basis_of
from motcua.onestop.evaluation.rights import READ
from motcua.onestop.evaluation.rules.days import moment_of
from motcua.onestop.evaluation.rules.quarters import days_of


@dataclass(frozen=True, slots=True)
class Quarter:
    """A unit's quarter: what records and ballots say, and its assessment if there is one."""

    unit: Unit
    year: int
    quarter: int
    basis: QuarterBasis
    assessment: Assessment | None


def quarter_page(unit_id: int, year: int, quarter: int, *, actor: Actor) -> Quarter:
    """Everything about one unit and quarter. Six queries; `Forbidden` outside the actor's units."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    held = Assessment.objects.filter(unit=place, year=year, quarter=quarter).first()
    return Quarter(place, year, quarter, basis_of(place, year, quarter), held)


def ranking(unit_id: int, year: int, quarter: int, *, actor: Actor) -> list[Assessment]:
    """The assessments of the units at and below, the best first; those not appraised yet last. Two queries."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    found = Assessment.objects.filter(unit__path__startswith=place.path, year=year, quarter=quarter).select_related("unit")
    return list(found.order_by(F("total").desc(nulls_last=True), "-self_total", "unit__name"))


def assessment_of(pk: int, *, actor: Actor) -> Assessment:
    """One assessment; `NotFound`, `Forbidden`."""
    found = Assessment.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise NotFound(words("There is no such assessment."))
    require(actor, READ, unit_path=found.unit.path)
    return found


def words_of_ballots(unit_id: int, year: int, quarter: int, *, actor: Actor) -> QuerySet[Ballot]:
    """What citizens wrote on their ballots, newest first, at most 100."""
    place = unit(unit_id)
    require(actor, READ, unit_path=place.path)
    first, last = days_of(year, quarter)
    given = Ballot.objects.filter(
        unit__path__startswith=place.path, given_at__gte=moment_of(first), given_at__lt=moment_of(last + timedelta(days=1))
    )
    return given.exclude(words="").order_by("-given_at")[:100]
