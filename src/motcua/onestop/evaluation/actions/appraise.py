"""The superior appraises a unit's quarter."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import holdings_with, require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, NotFound, words
from motcua.onestop.evaluation.actions.score_self import check_points
from motcua.onestop.evaluation.events import ASSESSMENT, EvaluationEvent
from motcua.onestop.evaluation.models import Assessment
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.rights import APPRAISE
from motcua.onestop.evaluation.rules.indices import total_of
from motcua.onestop.evaluation.rules.quarters import days_of


@transaction.atomic
def appraise(assessment_id: int, *, points: Mapping[str, Decimal], note: str = "", actor: Actor) -> Assessment:
    """Give the final points, and so the class, of a unit below; once.

    Errors: `Forbidden` for one's own unit or one beside, `Conflict` when it is appraised, `InvalidInput` naming the index, `NotFound`.
    Source: TT 01/2018/TT-VPCP a.12, a.14.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=assessment_id).first()
    if assessment is None:
        raise NotFound(words("There is no such assessment."))
    require(actor, APPRAISE, unit_path=assessment.unit.path)
    if all(holding.unit_id == assessment.unit_id for holding in holdings_with(actor, APPRAISE) if _reaches(holding.unit_path, assessment)):
        raise Forbidden(words("Nobody appraises the own unit."), way_out=words("The unit above does it."))
    if assessment.appraised_at is not None:
        raise Conflict(words("This quarter is appraised already."), code="appraised")
    edition = edition_on(days_of(assessment.year, assessment.quarter)[1])
    checked = check_points(points, edition)
    now = clock.now()
    assessment.points = {key: str(value) for key, value in checked.items()}
    assessment.note, assessment.total = note.strip(), total_of(checked)
    assessment.grade = edition.grade_of(assessment.total).key
    assessment.appraised_by, assessment.appraised_at = actor.name, now
    assessment.save(update_fields=["points", "note", "total", "grade", "appraised_by", "appraised_at"])
    payload = {"year": assessment.year, "quarter": assessment.quarter, "total": str(assessment.total), "class": assessment.grade}
    record(ASSESSMENT, assessment.pk, EvaluationEvent.APPRAISED, actor=actor, at=now, unit_id=assessment.unit_id, payload=payload)
    return assessment


def _reaches(path: str, assessment: Assessment) -> bool:
    return assessment.unit.path.startswith(path)
