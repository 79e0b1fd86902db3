"""Put somebody into a post, and end it."""

from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory import events
from motcua.ground.directory.models import Post, Tenure
from motcua.ground.directory.rights import APPOINT
from motcua.ground.directory.rules.periods import overlap
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words


def appoint(post_id: int, account_id: int, *, actor: Actor, first_day: date, last_day: date | None = None) -> Tenure:
    """The account holds the post from the first to the last day.

    Raises `Forbidden`, `NotFound`, `InvalidInput` for impossible days, `Conflict` when the account holds the post then already.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=post_id).first()
        if post is None or not Account.objects.filter(pk=account_id, kind=Account.Kind.OFFICIAL, is_active=True).exists():
            raise NotFound(words("There is no such post or official."))
        require(actor, APPOINT, unit_path=post.unit.path)
        _check_days(first_day, last_day)
        held = post.tenures.filter(account_id=account_id)
        if any(overlap(first_day, last_day, tenure.valid_from, tenure.valid_to) for tenure in held):
            raise Conflict(words("This person holds this post on some of these days already."), code="post_held")
        try:
            tenure = Tenure.objects.create(post=post, account_id=account_id, valid_from=first_day, valid_to=last_day)
        except IntegrityError as error:
            raise Conflict(words("This person holds this post on some of these days already."), code="post_held") from error
        payload = {"post": post.pk, "account": account_id, "first_day": first_day.isoformat()}
        record(events.TENURE, tenure.pk, events.APPOINTED, actor=actor, at=clock.now(), unit_id=post.unit_id, payload=payload)
    return tenure


def end_tenure(tenure_id: int, *, actor: Actor, last_day: date) -> Tenure:
    """The post is held up to and including the last day. Raises `Forbidden`, `NotFound`, `InvalidInput` for a day before the first."""
    with transaction.atomic():
        tenure = Tenure.objects.select_for_update(of=("self",)).select_related("post__unit").filter(pk=tenure_id).first()
        if tenure is None:
            raise NotFound(words("There is no such post or official."))
        require(actor, APPOINT, unit_path=tenure.post.unit.path)
        _check_days(tenure.valid_from, last_day)
        tenure.valid_to = last_day
        tenure.save(update_fields=["valid_to"])
        payload = {"last_day": last_day.isoformat()}
        record(events.TENURE, tenure.pk, events.TENURE_ENDED, actor=actor, at=clock.now(), unit_id=tenure.post.unit_id, payload=payload)
    return tenure


def _check_days(first_day: date, last_day: date | None) -> None:
    if last_day and last_day < first_day:
        message = words("The last day lies before the first.")
        raise InvalidInput(message, fields=[FieldError("last_day", message)])
