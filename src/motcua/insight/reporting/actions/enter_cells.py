"""Enter cells by hand: those that belong to a post, or a figure from records that is put right with a reason."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.db import transaction

from motcua.insight.reporting.actions.holding import held, refuse_stranger, step_done
from motcua.insight.reporting.events import ReportEvent
from motcua.insight.reporting.models import Report, SheetKept
from motcua.insight.reporting.queries.own import fills, may_enter
from motcua.insight.reporting.queries.regimes import regime_of
from motcua.insight.reporting.rules.forms import Form
from motcua.insight.reporting.rules.hand import hand_values
from motcua.insight.reporting.rules.sheets import Value, overlaid, read, stored, worked_out
from motcua.insight.reporting.rules.states import Step, after
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words

LONGEST = 2000
_MOST = Decimal(10) ** 15


@transaction.atomic
def enter_cells(report_id: int, form_code: str, *, entries: Mapping[tuple[str, str], str], reason: str, actor: Actor) -> None:
    """Keep what was typed for cells (row, column); an empty text takes the entry away. Formulas cannot be entered.

    Errors: `InvalidInput` naming the cell (no number) or `reason` (a figure from records is changed, or an entry changed later,
    without one), `Forbidden` for a cell of another post, `Conflict` when the report is no draft, `NotFound`.
    """
    report = held(report_id, actor)
    form = _form(report, form_code)
    posts = fills(actor, report.unit_id)
    refuse_stranger(bool(posts) and all(may_enter(posts, owner) for cell in entries if (owner := form.way(*cell).hand) is not None))
    after(report.state, Step.EDIT)
    sheet, _made = SheetKept.objects.select_for_update().get_or_create(report=report, form=form.code)
    typed = _read(form, entries)
    hand = {row: dict(cells) for row, cells in sheet.hand.items()}
    changed = []
    for (row, column), value in typed.items():
        before = hand.get(row, {}).get(column, {}).get("value")
        now = None if value is None else stored({row: {column: value}})[row][column]
        if before == now:
            continue
        _needs_reason(form, row, column, reason, later=before is not None)
        changed.append({"row": row, "column": column, "before": before, "after": now})
        if now is None:
            hand[row].pop(column)
        else:
            entry = {"value": now, "reason": reason.strip(), "by": actor.name, "at": clock.now().isoformat()}
            hand.setdefault(row, {})[column] = entry
    if not changed:
        return
    sheet.hand = {row: cells for row, cells in hand.items() if cells}
    sheet.whole = stored(worked_out(form, overlaid(read(sheet.auto), hand_values(sheet.hand)), read(sheet.below)))
    sheet.save(update_fields=["hand", "whole"])
    step_done(report, ReportEvent.ENTERED, actor=actor, payload={"form": form.code, "cells": changed, "reason": reason.strip()})


def _form(report: Report, code: str) -> Form:
    try:
        return regime_of(report.period).form(code)
    except KeyError as error:
        raise NotFound(words("There is no such form in this report.")) from error


def cell_name(row: str, column: str) -> str:
    """The name under which a cell is typed and its error is shown."""
    return f"o-{row}-{column}"


def _read(form: Form, entries: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], Value | None]:
    faults, found = [], {}
    rows = {row.key for row in form.rows if not row.heading}
    columns = {column.key: column for column in form.columns}
    for (row, column), text in entries.items():
        if (rows and row not in rows) or column not in columns or form.way(row, column).formula:
            raise NotFound(words("There is no such cell to enter."))
        try:
            found[row, column] = _value(text.strip(), columns[column].kind)
        except ValueError:
            message = words("Enter a number, or 0 if there was none.") if columns[column].kind != "text" else words("This is too long.")
            faults.append(FieldError(cell_name(row, column), message))
    if faults:
        raise InvalidInput(words("Some cells need your attention."), fields=faults)
    return found


def _value(text: str, kind: str) -> Value | None:
    """None for nothing typed; ValueError for what is no value of the kind. Decimals may be typed with a comma."""
    if not text:
        return None
    if kind == "text":
        if len(text) > LONGEST:
            raise ValueError(text)
        return text
    plain = text.replace(" ", "").replace(" ", "")
    if kind == "number":
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not plain.isascii() or not value.is_finite() or abs(value) > _MOST or value < 0:
        raise ValueError(text)
    if kind == "number" and value != value.to_integral_value():
        raise ValueError(text)
    return value.quantize(Decimal("0.01")) if kind == "decimal" else value


def _needs_reason(form: Form, row: str, column: str, reason: str, *, later: bool) -> None:
    if reason.strip() and len(reason) <= LONGEST:
        return
    if form.way(row, column).source is not None:
        message = words("Say why the figure from the records is not the right one.")
    elif later:
        message = words("Say why the entry changes.")
    else:
        return
    raise InvalidInput(message, fields=[FieldError("reason", message)])
