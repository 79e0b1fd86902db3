"""Answer a survey once, without a name."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from motcua.insight.indexes.models import SurveyAnswer, SurveyLink
from motcua.insight.indexes.queries.survey import invitation
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words


@transaction.atomic
def answer_survey(token: str, answers: Mapping[str, int], *, actor: Actor) -> None:
    """Keep the answers and close the link; nothing joins the two, and no event says when it was.

    Whoever has the link may answer: it is its own permission, so `actor` decides nothing.
    Errors: `NotFound` for a link that was used, `InvalidInput` naming every question without a valid answer.
    """
    link, sheet = invitation(token)
    message = words("Choose an answer.")
    faults = [FieldError(one.key, message) for one in sheet.questions if not 1 <= answers.get(one.key, 0) <= sheet.scale]
    if faults:
        raise InvalidInput(words("Every question needs an answer."), fields=faults)
    if not SurveyLink.objects.filter(pk=link.pk, used=False).update(used=True):
        raise NotFound(words("This link was used already, or the survey has ended."))
    given = {one.key: answers[one.key] for one in sheet.questions}
    SurveyAnswer.objects.create(id=uuid.uuid4(), round_id=link.round_id, unit_id=link.unit_id, survey=link.survey, answers=given)
