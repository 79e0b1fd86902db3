"""A unit assesses its own quarter."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.evaluation.events import ASSESSMENT, EvaluationEvent
from motcua.onestop.evaluation.models import Assessment
from motcua.onestop.evaluation.queries.basis import basis_of
from motcua.onestop.evaluation.rights import ASSESS
from motcua.onestop.evaluation.rules.indices import MOST, Edition, total_of
from motcua.onestop.evaluation.rules.quarters import days_of


@transaction.atomic
def score_self(unit_id: int, year: int, quarter: int, *, points: Mapping[str, Decimal], note: str = "", actor: Actor) -> Assessment:
    """The head gives the unit's points for every index, beside those that follow from records and ballots.

    May be repeated until the superior has appraised. A point above what the records say needs words.
    Errors: `InvalidInput` naming the index, `Conflict` before the quarter has ended or after the appraisal, `Forbidden`.
    Source: TT 01/2018/TT-VPCP a.12.
    """
    place = unit(unit_id)
    require(actor, ASSESS, unit_path=place.path)
    if days_of(year, quarter)[1] + timedelta(days=1) > clock.today():
        raise Conflict(words("This quarter has not ended yet."), code="quarter_runs")
    basis = basis_of(place, year, quarter)
    checked = check_points(points, basis.edition)
    if not note.strip() and any(found.points is not None and checked[key] > found.points for key, found in basis.found.items()):
        message = words("Say why you give more points than the records show.")
        raise InvalidInput(message, fields=[FieldError("note", message)])
    held = Assessment.objects.select_for_update().filter(unit=place, year=year, quarter=quarter).first()
    if held is not None and held.appraised_at is not None:
        raise Conflict(words("The superior has appraised this quarter already."), code="appraised")
    total = total_of(checked)
    told = {
        "basis": {key: found.as_dict() for key, found in basis.found.items()},
        "ballots": basis.ballots,
        "self_points": {key: str(value) for key, value in checked.items()},
        "self_note": note.strip(),
        "self_total": total,
        "self_by": actor.name,
        "self_at": clock.now(),
    }
    assessment, _made = Assessment.objects.update_or_create(unit=place, year=year, quarter=quarter, defaults=told)
    payload = {"year": year, "quarter": quarter, "total": str(total)}
    record(ASSESSMENT, assessment.pk, EvaluationEvent.SELF_SCORED, actor=actor, at=clock.now(), unit_id=unit_id, payload=payload)
    return assessment


def check_points(points: Mapping[str, Decimal], edition: Edition) -> dict[str, Decimal]:
    """The points of every index, each from 0 to 2; `InvalidInput` names every index that has none or too many."""
    faults = [
        FieldError(f"points_{index.key}", words("Give from 0 to 2 points."))
        for index in edition.indices
        if not Decimal(0) <= points.get(index.key, Decimal(-1)) <= MOST
    ]
    if faults:
        raise InvalidInput(words("Every index needs its points."), fields=faults)
    return {index.key: points[index.key] for index in edition.indices}
