"""Take back what was arranged for a day that has not come."""

from datetime import date

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import Tenure
from motcua.ground.directory.rights import APPOINT
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


@transaction.atomic
def withdraw_tenure(tenure_id: int, *, actor: Actor) -> None:
    """Somebody does not get the post after all. Only before its first day: raises `Conflict` later, `NotFound`, `Forbidden`."""
    tenure = _locked(tenure_id, actor)
    if tenure.valid_from <= clock.today():
        raise Conflict(words("The post is held already; end it instead."), code="tenure_began")
    unit_id = tenure.post.unit_id
    tenure.delete()
    payload = {"withdrawn": True}
    record(events.TENURE, tenure_id, events.TENURE_ENDED, actor=actor, at=clock.now(), unit_id=unit_id, payload=payload)


@transaction.atomic
def reopen_tenure(tenure_id: int, *, last_day: date | None, actor: Actor) -> Tenure:
    """The end of a tenure is put back to what it was. Only before the day it ends: raises `Conflict` later, `NotFound`, `Forbidden`."""
    tenure = _locked(tenure_id, actor)
    if tenure.valid_to is not None and tenure.valid_to < clock.today():
        raise Conflict(words("The post has been left already."), code="tenure_over")
    tenure.valid_to = last_day
    tenure.save(update_fields=["valid_to"])
    payload = {"reopened": True, "first_day": tenure.valid_from.isoformat()}
    record(events.TENURE, tenure.pk, events.APPOINTED, actor=actor, at=clock.now(), unit_id=tenure.post.unit_id, payload=payload)
    return tenure


def _locked(tenure_id: int, actor: Actor) -> Tenure:
    tenure = Tenure.objects.select_for_update(of=("self",)).select_related("post__unit").filter(pk=tenure_id).first()
    if tenure is None:
        raise NotFound(words("There is no such post or official."))
    require(actor, APPOINT, unit_path=tenure.post.unit.path)
    return tenure
