"""Compare what was foretold with what happened."""

from motcua.insight.operations.models import Foretold
from motcua.kernel import clock
from motcua.kernel.deadlines import timing

_AT_ONCE = 500


def settle_forecasts() -> int:
    """Note what happened to dossiers whose foretold day has passed: late when it ended after it, or runs on. Returns how many."""
    now = clock.now()
    waiting = Foretold.objects.filter(was_late__isnull=True, due_at__lt=now).select_related("dossier")
    done = list(waiting.order_by("pk")[: _AT_ONCE * 10])
    for one in done:
        ended = one.dossier.ended_at or now
        one.was_late = timing(ended.astimezone(clock.VIETNAM).date(), one.due_at.astimezone(clock.VIETNAM).date()) == "late"
        if one.dossier.ended_at is None and not one.was_late:
            one.was_late = None  # its day is not over yet
    settled = [one for one in done if one.was_late is not None]
    Foretold.objects.bulk_update(settled, ["was_late"], batch_size=_AT_ONCE)
    return len(settled)
