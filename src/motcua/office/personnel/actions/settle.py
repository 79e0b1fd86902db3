"""What is done on the day a decision takes effect, besides what its dates do by themselves."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from motcua.blocks.accounts.api import close_login
from motcua.blocks.events.api import record
from motcua.blocks.signing.api import end_identity
from motcua.ground.directory.api import Tenure
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.personnel.actions.places import on_behalf
from motcua.office.personnel.events import DECISION, PersonnelEvent
from motcua.office.personnel.models import Decision


def settle_due(*, actor: Actor, limit: int = 200) -> int:
    """Settle every decision whose day has come; each in a transaction of its own. Returns how many."""
    due = Decision.objects.filter(state=Decision.State.ISSUED, settled_at__isnull=True, effective_on__lte=clock.today())
    done = 0
    for pk in list(due.order_by("effective_on", "pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            found = Decision.objects.select_for_update(of=("self",)).select_related("person").filter(pk=pk, settled_at=None).first()
            if found is not None:
                settle(found, actor=actor)
                done += 1
    return done


def settle(decision: Decision, *, actor: Actor) -> None:
    """Who holds no post any more cannot log in, no token opens anything, and the certificate signs nothing decided from that day on."""
    account_id, left = decision.person.account_id, False
    day = decision.effective_on
    if account_id is not None and not _holds_a_post(account_id):
        left = True
        close_login(account_id, actor=on_behalf(actor))
        end_identity(f"person/{account_id}", at=datetime.combine(day, time(), clock.VIETNAM))
    decision.settled_at = clock.now()
    decision.save(update_fields=["settled_at"])
    payload = {"kind": decision.kind, "person": decision.person_id, "account": account_id, "left": left}
    record(DECISION, decision.pk, PersonnelEvent.IN_FORCE, actor=actor, at=clock.now(), unit_id=decision.unit_id, payload=payload)


def _holds_a_post(account_id: int) -> bool:
    """Today or later."""
    return Tenure.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today()), account_id=account_id).exists()
