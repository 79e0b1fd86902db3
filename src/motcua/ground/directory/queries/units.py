"""Units: one, its body, its one-stop desk, its divisions, everything below it."""

from datetime import date

from django.db.models import F, Q, QuerySet

from motcua.ground.directory.models import Unit
from motcua.ground.directory.queries.history import states
from motcua.ground.directory.rules.keeping import kept
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words

ONE_STOP = "mot_cua"


@kept
def unit(unit_id: int) -> Unit:
    """The unit with that id; raises `NotFound`. One query."""
    return _known(Unit.objects.filter(pk=unit_id).first(), unit_id)


@kept
def unit_by_code(code: str, on: date | None = None) -> Unit:
    """The unit with that code (14767, so_tu_phap, 14767/mot_cua); raises `NotFound`. One query, two for codes of units that ended.

    With `on` the unit that bore it as its official code on that day, be it an old code. Without, the unit the content names so;
    when that one has ended, the unit that bears the code today, if there is one.
    """
    if on is not None:
        return _known(_bearing(code, on), code)
    found, today = Unit.objects.filter(code=code).first(), clock.today()
    if found is not None and (found.valid_to is None or found.valid_to >= today):
        return found
    return _known(_bearing(code, today) or found, code)


def body_of(of: Unit | int) -> Unit:
    """The agency a unit belongs to; an agency is its own. One query."""
    return _known(Unit.objects.filter(members=_id(of)).first(), of)


@kept
def superior_of(of: Unit | int) -> Unit | None:
    """The agency above the unit's agency; None for the province. One query."""
    return Unit.objects.filter(members__children__members=_id(of)).first()


@kept
def one_stop_of(of: Unit | int) -> Unit:
    """The one-stop desk of the unit's agency, or of the nearest agency above that has one; a vertical agency's is that of
    the territory it serves. One query besides the unit's own.

    Raises `NotFound` when there is none up to the province.
    """
    at = of if isinstance(of, Unit) else unit(of)
    if at.serves_id is not None:
        at = unit(at.serves_id)
    above = [int(step) for step in at.path.strip("/").split("/")]
    desks = {desk.body_id: desk for desk in Unit.objects.on(clock.today()).filter(body__in=above, key=ONE_STOP)}
    return _known(next((desks[step] for step in reversed(above) if step in desks), None), at.code)


@kept
def division(body: Unit | int, key: str) -> Unit:
    """The division of an agency with that key; raises `NotFound`. One query."""
    return _known(Unit.objects.filter(body_id=_id(body), key=key).first(), key)


def divisions_of(body: Unit | int, *, on: date | None = None) -> QuerySet[Unit]:
    """The units of an agency but itself, on a day (today), by name."""
    return Unit.objects.on(on or clock.today()).filter(body_id=_id(body)).exclude(pk=_id(body)).order_by("name", "id")


def units_offering(level: str, kind: str | None = None, *, on: date | None = None) -> QuerySet[Unit]:
    """The agencies of a level (province, district, commune), of one kind if given, on a day (today), by code."""
    bodies = Unit.objects.on(on or clock.today()).filter(level=level, body=F("pk"))
    return (bodies.filter(kind=kind) if kind else bodies).order_by("code")


def bodies_performing(body: str, *, on: date | None = None) -> QuerySet[Unit]:
    """The agencies that `performed_by.body` of a procedure names: every commune, every district, one by its key, or the
    vertical agency of every territory of a level (`commune/cong_an`)."""
    if body in {"commune", "district"}:
        return units_offering(body, body, on=on)
    level, _, key = body.partition("/")
    if key:
        return units_offering(level, Unit.Kind.VERTICAL, on=on).filter(key=key)
    return Unit.objects.on(on or clock.today()).filter(code=body).order_by("code")


def performing_for(body: str, near: Unit, *, on: date | None = None) -> Unit:
    """Of the agencies that `performed_by.body` names, the one responsible where the agency `near` is; raises `NotFound`.

    That of its own territory or of the nearest territory above, or the one agency that is named by its key.
    """
    if "/" not in body and body not in {"commune", "district"}:
        return unit_by_code(body)
    territory = near if near.serves_id is None else unit(near.serves_id)
    line = [int(step) for step in reversed(territory.path.strip("/").split("/"))]
    agencies = bodies_performing(body, on=on).filter(Q(pk__in=line) | Q(serves__in=line))
    responsible = {agency.serves_id or agency.pk: agency for agency in agencies}
    return _known(next((responsible[step] for step in line if step in responsible), None), body)


def subtree_ids(unit_id: int) -> QuerySet[Unit, int]:
    """Ids of the unit and everything below it: to loop over, or to put into a filter as a subquery."""
    return Unit.objects.filter(path__contains=f"/{unit_id}/").values_list("pk", flat=True)


def _bearing(code: str, day: date) -> Unit | None:
    state = states(day).filter(code=code).select_related("unit").first()
    return state.unit if state else None


def _id(of: Unit | int) -> int:
    return of.pk if isinstance(of, Unit) else of


def _known(found: Unit | None, asked: object) -> Unit:
    if found is None:
        raise NotFound(words("There is no such unit: %(unit)s."), code="unit_unknown", params={"unit": str(asked)})
    return found
