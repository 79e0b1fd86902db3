"""Take in what a carrier says became of a message."""

from uuid import UUID

from motcua.blocks.notices.models import Delivery
from motcua.blocks.notices.ports import Report, text_carrier
from motcua.blocks.notices.rules.states import BEFORE, State
from motcua.blocks.notices.rules.ways import Way
from motcua.kernel import clock

_SAID = {"delivered": State.DELIVERED, "undelivered": State.FAILED, "unknown": State.FAILED}


def note_report(reference: str, report: Report, *, reason: str = "") -> bool:
    """Note it; False when nothing changes: an unknown reference, a repetition, or a report that comes too late."""
    new = _SAID.get(report)
    try:
        known = UUID(reference)
    except ValueError:
        return False
    if new is None:
        return False
    here = Delivery.objects.filter(reference=known, way=Way.SMS, state__in=BEFORE[new])
    return bool(here.update(state=new, changed_at=clock.real_now(), last_error=reason[:300] if new == State.FAILED else ""))


def ask_about(delivery: Delivery) -> bool:
    """Ask the carrier about a message it has said nothing of; without news it is asked again later. May raise `NotNow`."""
    carrier = text_carrier()
    if carrier is None:
        return False
    report = carrier.ask(str(delivery.reference))
    changed = note_report(str(delivery.reference), report, reason="the carrier does not know it" if report == "unknown" else "")
    if not changed:
        Delivery.objects.filter(pk=delivery.pk).update(changed_at=clock.real_now())
    return changed
