"""Draw by lot who is asked about each unit of a round, and prepare one-time links."""

from collections import defaultdict
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.events import ROUND, ReformEvent
from motcua.insight.indexes.models import ReformRound, SurveyLink
from motcua.insight.indexes.queries.survey import hash_of, token_of
from motcua.insight.indexes.rights import APPRAISE
from motcua.insight.indexes.rules.drawing import draw
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.dossiers.api import Dossier, Status


@transaction.atomic
def draw_sample(round_id: int, survey: str, *, actor: Actor) -> int:
    """For every unit as many links as the sheet's quota, from dossiers resolved in the year where the sheet asks their people.

    The seed of the round and the list of dossiers give the same lot again. Returns how many links there are.
    Errors: `Conflict` when it was drawn or the round is published, `NotFound`, `Forbidden`.
    """
    round_ = ReformRound.objects.select_for_update().filter(pk=round_id).first()
    if round_ is None:
        raise NotFound(words("There is no such round."))
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    require(actor, APPRAISE, unit_path=root.path if root else "/")
    sheet = next((one for one in round_.content.surveys if one.key == survey), None)
    if sheet is None:
        raise NotFound(words("There is no such survey."))
    if round_.published_at is not None or round_.links.filter(survey=survey).exists():
        raise Conflict(words("The lot has been drawn already."), code="sample_drawn")
    units = list(Unit.objects.filter(pk__in=round_.sheets.values("unit_id")).order_by("path"))
    chosen = _dossiers(round_, units) if sheet.ask == "dossiers" else None
    links = []
    for place in units:
        drawn = draw(chosen[place.pk], sheet.quota, f"{round_.seed}/{survey}/{place.code}") if chosen is not None else [None] * sheet.quota
        for position, dossier in enumerate(drawn, start=1):
            token = token_of(settings.SECRET_KEY, round_, place.pk, survey, position)
            links.append(SurveyLink(round=round_, unit=place, survey=survey, place=position, dossier_id=dossier, token_hash=hash_of(token)))
    SurveyLink.objects.bulk_create(links, batch_size=500)
    payload = {"survey": survey, "seed": round_.seed, "drawn": len(links)}
    record(ROUND, round_.pk, ReformEvent.DRAWN, actor=actor, at=clock.now(), payload=payload)
    return len(links)


def _dossiers(round_: ReformRound, units: list[Unit]) -> dict[int, list[int]]:
    """Ids of dossiers resolved in the year, by the unit of the round at or above their agency. One statement."""
    since = datetime.combine(date(round_.year, 1, 1), time(), VIETNAM)
    until = datetime.combine(date(round_.year + 1, 1, 1), time(), VIETNAM)
    done = Dossier.objects.filter(
        ended_at__gte=since, ended_at__lt=until, parent__isnull=True, status__in=[Status.RESOLVED, Status.RETURNED]
    )
    found: defaultdict[int, list[int]] = defaultdict(list)
    wanted = {place.pk for place in units}
    for pk, path in done.values_list("pk", "competent__path").iterator():
        for step in map(int, path.strip("/").split("/")):
            if step in wanted:
                found[step].append(pk)
    return found
