"""An operator sends a dead letter again."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.jobs.api import enqueue
from motcua.blocks.notices import events
from motcua.blocks.notices.models import Delivery
from motcua.blocks.notices.rights import OPERATE
from motcua.blocks.notices.rules.job_names import SEND, key_of
from motcua.blocks.notices.rules.states import State
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


@transaction.atomic
def retry_delivery(delivery_id: int, *, actor: Actor) -> None:
    """Queue a failed delivery again under the same reference. Errors: `Forbidden`, `NotFound`, `Conflict` when it has not failed."""
    require(actor, OPERATE)
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("notice__version__template").filter(pk=delivery_id).first()
    if delivery is None:
        raise NotFound(words("There is no such delivery."))
    if delivery.state != State.FAILED:
        raise Conflict(words("Only a failed delivery can be sent again."))
    if delivery.notice.version and delivery.notice.version.template.secret:
        raise Conflict(words("A code is not sent again; the person asks for a new one."))
    delivery.state, delivery.attempts, delivery.changed_at = State.QUEUED, 0, clock.real_now()
    delivery.save(update_fields=["state", "attempts", "changed_at"])
    enqueue(SEND, delivery.pk, key=key_of(SEND, delivery.pk))
    payload = {"way": delivery.way, "about": delivery.notice.about_text}
    record(events.DELIVERY_STREAM, delivery.pk, events.DELIVERY_RETRIED, actor=actor, at=clock.now(), payload=payload)
