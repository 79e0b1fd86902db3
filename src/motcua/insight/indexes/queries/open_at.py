"""What was open at a moment: received by then and not ended, in order or late (QĐ 766/QĐ-TTg, progress)."""

from typing import Any

from django.db.models import Case, CharField, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When

from motcua.blocks.measures.api import Scope
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.api import Dossier, Pause, SupplementRequest

IN_ORDER, LATE = "in_order", "late"


def asked_twice() -> QuerySet[SupplementRequest, Any]:
    """Ids of dossiers of which a supplement was asked more than once: the index takes them for late."""
    asked = SupplementRequest.objects.order_by().values("dossier_id").annotate(times=Count("pk")).filter(times__gt=1)
    return asked.values("dossier_id")


def open_at(scope: Scope) -> QuerySet[Dossier]:
    """Dossiers open at `scope.now`, past moments too, as far as due moments were not changed since."""
    still = Q(ended_at__isnull=True) | Q(ended_at__gt=scope.now)
    found = Dossier.objects.filter(still, parent__isnull=True, received_at__lte=scope.now)
    if scope.units is not None:
        found = found.filter(competent_id__in=scope.units)
    if scope.procedure is not None:
        found = found.filter(procedure__code=scope.procedure)
    return found if scope.part is None else found.alias(standing=_standing(scope)).filter(standing=scope.part)


def open_at_cells(scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """One row per unit, procedure and standing."""
    found: QuerySet[Any, Any] = open_at(scope)
    cells: QuerySet[Any, dict[str, Any]] = (
        found.order_by()
        .annotate(
            cell_day=Value(None, output_field=DateField()),
            cell_unit=F("competent_id"),
            cell_procedure=F("procedure__code"),
            cell_part=_standing(scope),
        )
        .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
        .annotate(amount=Count("pk"))
    )
    return cells


def _standing(scope: Scope) -> Case:
    """Late when the promised day had passed while the clock ran, or when a supplement was asked twice."""
    midnight = scope.now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    unfinished = Q(ended_at__isnull=True) | Q(ended_at__gt=scope.now)
    paused = Pause.objects.filter(unfinished, dossier_id=OuterRef("pk"), started_at__lte=scope.now)
    late = (Q(due_at__lt=midnight) & ~Exists(paused)) | Q(pk__in=asked_twice())
    return Case(When(late, then=Value(LATE)), default=Value(IN_ORDER), output_field=CharField())
