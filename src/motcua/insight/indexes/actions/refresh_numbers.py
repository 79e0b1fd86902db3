"""Take the numbers of a sheet anew from the records."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.insight.indexes.actions.locking import locked_sheet
from motcua.insight.indexes.models import ReformMark, ReformRound, ReformSheet
from motcua.insight.indexes.queries.reform_numbers import numbers_for
from motcua.insight.indexes.rights import ASSESS
from motcua.insight.indexes.rules.sheet_turns import require_stage
from motcua.kernel.actor import Actor

_FIELDS = ("applicable", "basis", "self_value", "self_points")


@transaction.atomic
def refresh_numbers(sheet_id: int, *, actor: Actor) -> ReformSheet:
    """Fill what comes from records as it stands now. Errors: `Forbidden`, `Conflict` once the sheet is submitted, `NotFound`."""
    sheet = locked_sheet(sheet_id)
    require(actor, ASSESS, unit_path=sheet.unit.path)
    require_stage(sheet.state, "self")
    fill(sheet.round, [sheet])
    return sheet


def fill(round_: ReformRound, sheets: Sequence[ReformSheet], *, surveys_only: bool = False) -> None:
    """Put the numbers of the records into the marks; what has nothing to measure does not apply where it may, else it is worth nothing.

    `surveys_only` for sheets that have gone on: people answer while the sheets are appraised.
    """
    found = numbers_for(round_, [sheet.unit for sheet in sheets])
    components = {one.key: one for one in round_.content.components()}
    changed = []
    units = {sheet.pk: sheet.unit_id for sheet in sheets}
    for mark in ReformMark.objects.filter(sheet__in=units):
        number = found[units[mark.sheet_id]].get(mark.key)
        component = components[mark.key]
        if number is None or (surveys_only and component.kind != "survey"):
            continue
        mark.basis, mark.self_value = dict(number.basis), number.value
        mark.applicable = not (component.optional and number.value is None)
        mark.self_points = component.points(number.value) if number.value is not None else component.max * 0
        changed.append(mark)
    ReformMark.objects.bulk_update(changed, _FIELDS, batch_size=200)
