from datetime import datetime

from django.db import transaction

from motcua.blocks.workflow.models import Instance, Task
from motcua.kernel import clock


def cancel(subject: tuple[str, int], *, at: datetime | None = None, by: int | None = None) -> int:
    """End every running instance of a subject and take its open tasks away; returns how many instances ended. Three statements."""
    at = at or clock.now()
    with transaction.atomic():
        running = Instance.objects.select_for_update().filter(subject_type=subject[0], subject_id=subject[1], ended_at__isnull=True)
        ids = list(running.values_list("id", flat=True))
        if ids:
            Task.objects.filter(instance_id__in=ids, completed_at__isnull=True).update(
                completed_at=at, completed_by=by, outcome=Task.CANCELLED
            )
            Instance.objects.filter(id__in=ids).update(state=None, ended_at=at)
    return len(ids)
