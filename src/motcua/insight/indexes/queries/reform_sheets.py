"""Sheets of the reform index: the tree with its marks, totals, ranking, and what would win points back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from motcua.blocks.permissions.api import holdings_with, may, require
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.models import ReformEvidence, ReformMark, ReformRound, ReformSheet
from motcua.insight.indexes.rights import APPRAISE, DECIDE, READ
from motcua.insight.indexes.rules.reform import Criterion, ReformComponent, ReformField, ReformSet, index_of
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words

ROOT = "/"


@dataclass(frozen=True, slots=True)
class Totals:
    """Points achieved and possible, and the index; parts without a mark count as nothing achieved."""

    achieved: Decimal
    possible: Decimal
    marked: int
    of: int

    @property
    def index(self) -> Decimal:
        """Achieved out of possible, of 100."""
        return index_of(self.achieved, self.possible)


@dataclass(frozen=True, slots=True)
class Row:
    """A component with its mark and the points that hold now."""

    field: ReformField
    criterion: Criterion
    component: ReformComponent
    mark: ReformMark
    points: Decimal | None


@dataclass(frozen=True)
class SheetPage:
    """A unit's sheet."""

    sheet: ReformSheet
    content: ReformSet
    rows: Sequence[Row]
    totals: Totals

    def lost(self) -> list[tuple[Row, Decimal]]:
        """What is lacking, the most points first: the remedial list."""
        found = [(row, row.component.max - (row.points or 0)) for row in self.rows if row.mark.applicable]
        return sorted(((row, lost) for row, lost in found if lost > 0), key=lambda pair: (-pair[1], pair[0].component.key))


def held(mark: ReformMark) -> Decimal | None:
    """The points that hold: the council's, else the field lead's, else the unit's own."""
    return next((points for points in (mark.council_points, mark.lead_points, mark.self_points) if points is not None), None)


def totals_of(content: ReformSet, marks: Mapping[str, ReformMark]) -> Totals:
    """The sum over a sheet; what does not apply is taken out of both sides."""
    achieved = possible = Decimal(0)
    marked = of = 0
    for one in content.components():
        mark = marks[one.key]
        if not mark.applicable:
            continue
        points = held(mark)
        achieved, possible = achieved + (points or 0), possible + one.max
        marked, of = marked + (points is not None), of + 1
    return Totals(achieved, possible, marked, of)


def reform_rounds(*, actor: Actor) -> QuerySet[ReformRound]:
    """Every round, the newest first. The criteria are public; what units wrote is not in them."""
    require(actor, READ)
    return ReformRound.objects.order_by("-year", "group")


def round_of(round_id: int, *, actor: Actor) -> ReformRound:
    """One round; `NotFound`, `Forbidden`."""
    require(actor, READ)
    found = ReformRound.objects.filter(pk=round_id).first()
    if found is None:
        raise NotFound(words("There is no such round."))
    return found


def sheets_of(round_: ReformRound, *, actor: Actor) -> list[tuple[ReformSheet, Totals]]:
    """The sheets of the round at or below the actor's units with their totals, the best first; after publication all. Two statements."""
    require(actor, READ)
    marks = Prefetch("marks", queryset=ReformMark.objects.order_by("pk"))
    sheets = ReformSheet.objects.filter(round=round_).select_related("unit").prefetch_related(marks)
    paths = tuple(holding.unit_path for holding in holdings_with(actor, READ))
    content = round_.content
    found = [
        (sheet, totals_of(content, {mark.key: mark for mark in sheet.marks.all()}))
        for sheet in sheets
        if round_.published_at is not None or actor.kind == "system" or sheet.unit.path.startswith(paths)
    ]
    return sorted(found, key=lambda pair: (-(pair[0].index if pair[0].index is not None else pair[1].index), pair[0].unit.name))


def sheet_page(sheet_id: int, *, actor: Actor) -> SheetPage:
    """The sheet with its tree; `Forbidden` beside or above the actor's units. Three statements."""
    sheet = ReformSheet.objects.select_related("unit", "round").filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound(words("There is no such sheet."))
    require(actor, READ, unit_path=sheet.unit.path)
    evidence = Prefetch("evidence", queryset=ReformEvidence.objects.select_related("file").order_by("pk"))
    marks = {mark.key: mark for mark in sheet.marks.prefetch_related(evidence)}
    content = sheet.round.content
    rows = [
        Row(field, criterion, one, marks[one.key], held(marks[one.key]))
        for field in content.fields
        for criterion in field.criteria
        for one in criterion.components
    ]
    return SheetPage(sheet, content, rows, totals_of(content, marks))


def evidence_of(evidence_id: int, *, actor: Actor) -> ReformEvidence:
    """One piece of evidence whose sheet the actor may read; `NotFound`, `Forbidden`."""
    found = ReformEvidence.objects.select_related("file", "mark__sheet__unit").filter(pk=evidence_id).first()
    if found is None:
        raise NotFound(words("There is no such evidence."))
    require(actor, READ, unit_path=found.mark.sheet.unit.path)
    return found


def may_appraise(actor: Actor, place: Unit) -> bool:
    """Whether a field lead may mark this unit: never the own one."""
    return any(
        place.path.startswith(holding.unit_path) and holding.unit_id != place.pk for holding in holdings_with(actor, APPRAISE)
    ) and may(actor, APPRAISE, unit_path=place.path)


def sits_in_council(actor: Actor, place: Unit) -> bool:
    """Whether the actor leads the province, the root of the unit's tree."""
    root = "/" + place.path.strip("/").split("/")[0] + "/"
    return may(actor, DECIDE, unit_path=root)
