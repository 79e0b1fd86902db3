"""Open the round of a year's reform index for a group of units."""

import hashlib
import json
import secrets

from django.db import IntegrityError, transaction
from django.db.models import F

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.actions.refresh_numbers import fill
from motcua.insight.indexes.events import ROUND, ReformEvent
from motcua.insight.indexes.models import ReformMark, ReformRound, ReformSheet
from motcua.insight.indexes.queries.reform_content import reform_sets
from motcua.insight.indexes.rights import APPRAISE
from motcua.insight.indexes.rules.reform import Group
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


@transaction.atomic
def open_round(year: int, group: Group, *, actor: Actor) -> ReformRound:
    """A sheet for every agency of the group that exists today, filled from the records as far as they tell.

    The criteria are kept with the round: an amendment of the decision changes no round that runs.
    Errors: `NotFound` when the content has no set for the year and group, `Conflict` when it is open already, `Forbidden`.
    """
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    require(actor, APPRAISE, unit_path=root.path if root else "/")
    content = next((one for one in reform_sets() if (one.year, one.group) == (year, group)), None)
    if content is None:
        raise NotFound(words("There are no criteria for that year and group."))
    criteria = content.model_dump(mode="json", by_alias=True)
    digest = hashlib.sha256(json.dumps(criteria, sort_keys=True).encode()).hexdigest()
    now = clock.now()
    try:
        with transaction.atomic():
            opened = ReformRound.objects.create(
                year=year, group=group, criteria=criteria, sha256=digest, seed=secrets.token_hex(16), opened_at=now, opened_by=actor.name
            )
    except IntegrityError as twice:
        raise Conflict(words("The round of that year and group is open already."), code="round_open") from twice
    units = Unit.objects.on(clock.today()).filter(kind=group, body=F("pk")).order_by("path")
    sheets = ReformSheet.objects.bulk_create([ReformSheet(round=opened, unit=one) for one in units], batch_size=500)
    keys = [one.key for one in content.components()]
    ReformMark.objects.bulk_create([ReformMark(sheet=sheet, key=key) for sheet in sheets for key in keys], batch_size=500)
    fill(opened, sheets)
    payload = {"year": year, "group": group, "sha256": digest, "units": len(sheets)}
    record(ROUND, opened.pk, ReformEvent.OPENED, actor=actor, at=now, payload=payload)
    return opened
