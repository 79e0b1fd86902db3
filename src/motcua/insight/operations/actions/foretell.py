"""Say which dossiers will be late within three working days."""

from django.db import transaction

from motcua.ground.directory.api import Unit
from motcua.insight.operations.models import Foretold
from motcua.insight.operations.queries.cases import hits, open_cases
from motcua.insight.operations.rules.outlook import outlook
from motcua.kernel import clock

_AT_ONCE = 500


def foretell() -> int:
    """The forecasts of today, once for each dossier and day: said again the same day, the newest holds. Returns how many."""
    now = clock.now()
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if root is None:
        return 0
    past = hits()
    rows = []
    for one in open_cases(now, root.pk):
        due = one.dossier.due_at
        assert due is not None  # asked for
        said = outlook(one.case, past)
        rows.append(
            Foretold(
                dossier=one.dossier,
                unit_id=one.dossier.competent_id,
                made_on=now.date(),
                due_at=due,
                chance=said.chance,
                says_late=said.says_late,
                main=said.main,
                reasons=[{"reason": reason, **numbers} for reason, numbers in said.reasons],
                post_unit_id=one.task.unit_id if one.task else None,
                post_role=one.task.role if one.task else "",
            )
        )
    changing = ["due_at", "chance", "says_late", "main", "reasons", "post_unit_id", "post_role"]
    with transaction.atomic():
        Foretold.objects.bulk_create(
            rows, batch_size=_AT_ONCE, update_conflicts=True, unique_fields=["dossier", "made_on"], update_fields=changing
        )
    return len(rows)
