"""Sheets and marks, locked for the action that changes them, and how a change is told."""

from collections.abc import Mapping
from decimal import Decimal

from motcua.blocks.events.api import record
from motcua.insight.indexes.events import SHEET, ReformEvent
from motcua.insight.indexes.models import ReformMark, ReformSheet
from motcua.insight.indexes.rules.reform import ReformComponent
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words

MOST_VALUE = Decimal(1_000_000)


def locked_sheet(sheet_id: int) -> ReformSheet:
    """The sheet, locked until the transaction ends; `NotFound`, `Conflict` when its round is published."""
    sheet = ReformSheet.objects.select_for_update(of=("self",)).select_related("unit", "round").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound(words("There is no such sheet."))
    if sheet.round.published_at is not None:
        raise Conflict(words("This round is published; it cannot be changed any more."), code="round_published")
    return sheet


def mark_of(sheet: ReformSheet, key: str) -> tuple[ReformMark, ReformComponent]:
    """The mark of a component and what the component says; `NotFound`."""
    mark = sheet.marks.filter(key=key).first()
    if mark is None:
        raise NotFound(words("There is no such component."))
    return mark, sheet.round.content.component(key)


def checked(component: ReformComponent, value: Decimal | None) -> Decimal:
    """A number that fits the kind of the component; `InvalidInput` names the field and what fits."""
    most = {
        "boolean": Decimal(1),
        "threshold": Decimal(100),
        "proportional": Decimal(100),
        "survey": component.scale,
        "external_index": component.of,
    }.get(component.kind, MOST_VALUE)
    if value is None or not value.is_finite() or not 0 <= value <= most:
        message = words("Enter a number from 0 to %(most)s.")
        raise InvalidInput(message, fields=[FieldError("value", message, {"most": f"{most:f}"})], params={"most": f"{most:f}"})
    return value


def tell(sheet: ReformSheet, kind: ReformEvent, payload: Mapping[str, object], *, actor: Actor) -> None:
    """Record what happened to a sheet."""
    record(SHEET, sheet.pk, kind, actor=actor, at=clock.now(), unit_id=sheet.unit_id, payload=payload)
