"""What the ledger says on a day gone by, for figures."""

from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from motcua.blocks.measures.api import Scope
from motcua.ground.directory.api import Unit
from motcua.kernel.clock import VIETNAM
from motcua.office.staffing.models import Quota, QuotaMove, Use
from motcua.office.staffing.queries.present import uses_on


def day_of(scope: Scope) -> date:
    """The legal day at which a stock is looked at."""
    return scope.now.astimezone(VIETNAM).date()


def lines_of(group: str, scope: Scope) -> QuerySet[QuotaMove]:
    """The lines that make up the posts assigned: of the newest year opened by that day, up to that day."""
    day = day_of(scope)
    kinds = Q(quota__kind=group) | Q(quota__kind__startswith=f"{group}_")
    newest = Quota.objects.filter(Q(kind=group) | Q(kind__startswith=f"{group}_"), opened_on__lte=day, year__lte=day.year)
    year = newest.order_by("-year").values("year")[:1]
    found = QuotaMove.objects.filter(kinds, quota__year=Subquery(year), day__lte=day).exclude(assigned=0, handed_down=0)
    return _narrowed(found, scope, "quota__unit", "quota__kind")


def assigned_cells(group: str, scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """Posts that stay with each unit: what it got less what it handed down; over a tree they add up to what came from outside."""
    return _cells(lines_of(group, scope), "quota__unit_id", _split(group, "quota__kind"), Sum(F("assigned") - F("handed_down")))


def people_of(group: str, scope: Scope) -> QuerySet[Use]:
    """Who filled a post on that day."""
    return _narrowed(uses_on(day_of(scope)).filter(Q(kind=group) | Q(kind__startswith=f"{group}_")), scope, "unit", "kind")


def people_cells(group: str, scope: Scope) -> QuerySet[Any, dict[str, Any]]:
    """How many filled posts of each unit on that day."""
    return _cells(people_of(group, scope), "unit_id", _split(group, "kind"), Count("pk"))


def units_with_posts(scope: Scope, *, only_right: bool) -> QuerySet[Unit]:
    """Units that had posts on that day; `only_right`: those whose people and what they handed on stayed within them in every kind."""
    day = day_of(scope)
    held = _in_force(day)
    found = Unit.objects.filter(pk__in=held.values("unit_id"))
    if only_right:
        found = found.exclude(pk__in=_over(held, day).values("unit_id"))
    return _narrowed(found, scope, "pk", "")


def units_cells(scope: Scope, *, only_right: bool) -> QuerySet[Any, dict[str, Any]]:
    """One cell per unit."""
    return _cells(units_with_posts(scope, only_right=only_right), "pk", "", Count("pk"))


def _in_force(day: date) -> QuerySet[Quota]:
    """The quota that counts on a day for each unit and kind."""
    known = Quota.objects.filter(opened_on__lte=day, year__lte=day.year)
    later = known.filter(unit=OuterRef("unit"), kind=OuterRef("kind"), year__gt=OuterRef("year"))
    return known.filter(~Exists(later))


def _over(held: QuerySet[Quota], day: date) -> QuerySet[Quota]:
    """Quotas whose people and handed-down posts were more than was assigned on that day."""
    lines = QuotaMove.objects.filter(quota=OuterRef("pk"), day__lte=day).order_by().values("quota")
    kept = Subquery(lines.annotate(kept=Sum(F("assigned") - F("handed_down"))).values("kept"), output_field=IntegerField())
    there = uses_on(day).filter(unit=OuterRef("unit"), kind=OuterRef("kind")).order_by().values("unit")
    present = Subquery(there.annotate(amount=Count("pk")).values("amount"), output_field=IntegerField())
    return held.annotate(kept=Coalesce(kept, 0), present=Coalesce(present, 0)).filter(present__gt=F("kept"))


def _split(group: str, field: str) -> str:
    """Only public employees are counted apart by who pays them."""
    return field if group == "public" else ""


def _narrowed(found: QuerySet[Any], scope: Scope, unit: str, part: str) -> QuerySet[Any]:
    """The limits of a scope; posts belong to no procedure."""
    if scope.procedure is not None or scope.procedures is not None:
        return found.none()
    if scope.units is not None:
        found = found.filter(**{f"{unit}__in": scope.units})
    if scope.part is not None and part:
        found = found.filter(**{part: scope.part})
    return found


def _cells(found: QuerySet[Any], unit: str, part: str, amount: Any) -> QuerySet[Any, dict[str, Any]]:
    cells: QuerySet[Any, dict[str, Any]] = (
        found.order_by()
        .annotate(
            cell_day=Value(None, output_field=DateField()),
            cell_unit=F(unit),
            cell_procedure=Value("", output_field=CharField()),
            cell_part=F(part) if part else Value("", output_field=CharField()),
        )
        .values("cell_day", "cell_unit", "cell_procedure", "cell_part")
        .annotate(amount=amount)
    )
    return cells
