"""Somebody stands in while the holder of a post is absent."""

from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import Delegation, Tenure
from motcua.ground.directory.rights import DELEGATE
from motcua.ground.directory.rules.delegation import faults
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, words


def delegate_post(tenure_id: int, to_account_id: int, *, actor: Actor, first_day: date, last_day: date, reason: str) -> Delegation:
    """The other official has the rights of the post from the first to the last day, on behalf of its holder.

    The holder may do it, and those with the right in that unit; who only stands in may not pass it on.
    Raises `Forbidden`, `NotFound`, `InvalidInput` naming each wrong field, `Conflict` for a repetition.
    """
    with transaction.atomic():
        tenure = Tenure.objects.select_for_update(of=("self",)).select_related("post__unit").filter(pk=tenure_id).first()
        if tenure is None or not Account.objects.filter(pk=to_account_id, kind=Account.Kind.OFFICIAL, is_active=True).exists():
            raise NotFound(words("There is no such post or official."))
        _require_own_or_right(actor, tenure)
        wrong = faults(tenure.valid_from, tenure.valid_to, tenure.account_id, to_account_id, first_day, last_day, reason)
        if wrong:
            raise InvalidInput(words("The absence cannot be arranged like this."), fields=wrong)
        try:
            delegation = Delegation.objects.create(
                tenure=tenure, account_id=to_account_id, valid_from=first_day, valid_to=last_day, reason=reason.strip()
            )
        except IntegrityError as error:
            raise Conflict(words("This absence has been arranged already."), code="delegated_already") from error
        unit_id = tenure.post.unit_id
        payload = {"tenure": tenure.pk, "to": to_account_id, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
        record(events.DELEGATION, delegation.pk, events.DELEGATED, actor=actor, at=clock.now(), unit_id=unit_id, payload=payload)
    return delegation


def end_delegation(delegation_id: int, *, actor: Actor, last_day: date) -> Delegation:
    """The standing-in ends earlier, with the last day. Raises `Forbidden`, `NotFound`, `InvalidInput` for a day outside it."""
    with transaction.atomic():
        found = Delegation.objects.select_for_update(of=("self",)).select_related("tenure__post__unit").filter(pk=delegation_id).first()
        if found is None:
            raise NotFound(words("There is no such arrangement."))
        _require_own_or_right(actor, found.tenure)
        if not found.valid_from <= last_day <= found.valid_to:
            raise InvalidInput(words("The last day must lie within the days arranged."))
        found.valid_to = last_day
        found.save(update_fields=["valid_to"])
        unit_id, payload = found.tenure.post.unit_id, {"last_day": last_day.isoformat()}
        record(events.DELEGATION, found.pk, events.DELEGATION_ENDED, actor=actor, at=clock.now(), unit_id=unit_id, payload=payload)
    return found


def _require_own_or_right(actor: Actor, tenure: Tenure) -> None:
    holds_it = any(holding.post_id == tenure.post_id and not holding.on_behalf_of for holding in actor.holdings)
    if not (holds_it and actor.account_id == tenure.account_id):
        require(actor, DELEGATE, unit_path=tenure.post.unit.path)
