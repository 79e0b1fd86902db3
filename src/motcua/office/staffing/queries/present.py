"""Who was there on a day."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from motcua.office.staffing.models import Use


def uses_on(day: date) -> QuerySet[Use]:
    """Everybody who fills a post on that day."""
    return Use.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


def present_on(day: date, *, unit_ids: Collection[int] | None = None) -> dict[tuple[int, str], int]:
    """How many fill the posts of each unit on a day, by unit and kind. One query."""
    found = uses_on(day) if unit_ids is None else uses_on(day).filter(unit_id__in=unit_ids)
    rows = found.order_by().values("unit_id", "kind").annotate(amount=Count("pk"))
    return {(row["unit_id"], row["kind"]): row["amount"] for row in rows}
