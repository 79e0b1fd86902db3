"""Add a batch of counters to the stored ones."""

from datetime import date

from django.db import connection, transaction

from motcua.ground.directory.api import Unit
from motcua.insight.measurement.models import SystemKind, Writer
from motcua.insight.measurement.rules.tally import Counts
from motcua.kernel import clock

_ADD = (
    "INSERT INTO measurement_pagecount (day, system, page, service, unit_id, device, language, is_bot, views, visits) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (day, system, page, service, unit_id, device, language, is_bot) DO UPDATE "
    "SET views = measurement_pagecount.views + excluded.views, visits = measurement_pagecount.visits + excluded.visits"
)


def write_counts(writer: str, number: int, counts: Counts) -> bool:
    """Add the batch once: one with a number already written is left alone (False). One transaction.

    Numbers of a writer grow; a batch of which nobody knows whether it was written is written again under its number.
    """
    with transaction.atomic():
        root = Unit.objects.filter(parent__isnull=True).order_by("pk").values_list("pk", flat=True).first()
        if root is None or not _is_new(writer, number):
            return False
        adapt = connection.ops.adapt_datefield_value
        rows = sorted(
            (
                (
                    key.day.isoformat(),
                    key.system,
                    key.page,
                    key.service,
                    key.unit_id or root,
                    key.device,
                    key.language,
                    key.is_bot,
                    *amounts,
                )
                for key, amounts in counts.items()
            ),
        )
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, [(adapt(date.fromisoformat(row[0])), *row[1:]) for row in rows])
        firsts: dict[str, date] = {}
        for key in counts:
            firsts[key.system] = min(firsts.get(key.system, key.day), key.day)
        kinds = [SystemKind(key=system, unit_id=root, since=day) for system, day in firsts.items()]
        SystemKind.objects.bulk_create(kinds, ignore_conflicts=True)
    return True


def _is_new(writer: str, number: int) -> bool:
    """Remember that the writer's batch is being written; False when it was."""
    now = clock.real_now()
    if Writer.objects.filter(name=writer, last_batch__lt=number).update(last_batch=number, seen_at=now):
        return True
    _row, made = Writer.objects.get_or_create(name=writer, defaults={"last_batch": number, "seen_at": now})
    return made
