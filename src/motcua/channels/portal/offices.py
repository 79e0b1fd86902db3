"""Which office shall handle an application: one's own commune first, any other by name or by district."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Choice
from motcua.ground.directory.api import Unit, bodies_performing
from motcua.kernel.text import fold
from motcua.onestop.catalogue.api import ProcedureContent

MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Offices:
    """What the page of offices shows: the districts to choose from, the offices found, and whether there are more."""

    choices: Sequence[Choice]
    districts: Sequence[Choice]
    near: Choice | None
    only_one: bool
    more: bool


def offices_for(content: ProcedureContent, *, text: str, district: str, home_commune: str) -> Offices:
    """The competent offices that fit a name or lie in a district; the office of one's own commune apart."""
    bodies = bodies_performing(content.performed_by.body).select_related("parent")
    level, _, vertical = content.performed_by.body.partition("/")
    if level not in {"commune", "district"}:
        return Offices([_choice(body) for body in bodies], [], None, only_one=True, more=False)
    by_district = level == "commune"
    found = _found(bodies, text, district if by_district else "", everything=not by_district)
    near = _near(bodies, home_commune, "serves__" if vertical else "")
    return Offices(
        [_choice(body) for body in found[:MOST_FOUND]],
        _districts() if by_district else [],
        _choice(near) if near else None,
        only_one=False,
        more=len(found) > MOST_FOUND,
    )


def may_handle(content: ProcedureContent, unit_id: int) -> bool:
    """Whether the office is one of those that perform the procedure today."""
    return bodies_performing(content.performed_by.body).filter(pk=unit_id).exists()


def office_name(unit: Unit | None) -> str:
    """The office with the district it lies in."""
    if unit is None:
        return ""
    name = _said(unit)
    return f"{name}, {_said(unit.parent)}" if unit.level == Unit.Level.COMMUNE and unit.parent else name


def _said(unit: Unit) -> str:
    return unit.name_en if language() == "en" and unit.name_en else unit.name


def _choice(unit: Unit) -> Choice:
    return Choice(str(unit.pk), office_name(unit), unit.address)


def _districts() -> list[Choice]:
    return [Choice(unit.code, _said(unit)) for unit in bodies_performing("district")]


def _found(bodies: QuerySet[Unit], text: str, district: str, *, everything: bool) -> list[Unit]:
    wanted = fold(text)
    if wanted:
        return [body for body in bodies if wanted in fold(office_name(body))]
    if district:
        return list(bodies.filter(Q(parent__code=district) | Q(serves__parent__code=district)))
    return list(bodies) if everything else []


def _near(bodies: QuerySet[Unit], commune: str, of: str) -> Unit | None:
    """The office of one's own commune, or of the district it lies in; `of` leads from a vertical agency to its territory."""
    if not commune:
        return None
    return bodies.filter(**{f"{of}code": commune}).first() or bodies.filter(**{f"{of}children__code": commune}).first()
