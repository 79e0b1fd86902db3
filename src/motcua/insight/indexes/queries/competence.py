"""Which procedures a unit and everything below it performs."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F

from motcua.ground.directory.api import Unit
from motcua.onestop.catalogue.api import Procedure


def performed_by() -> dict[str, str]:
    """Of each procedure, which agencies perform it: commune, district, or a key; the level where nothing nearer is known. One query."""
    rows = Procedure.objects.values_list("code", "performed_by", "level")
    return {code: agency or level for code, agency, level in rows}


def agencies_on(day: date) -> list[Unit]:
    """The agencies that exist on a day. One query."""
    return list(Unit.objects.on(day).filter(body=F("pk")).order_by("path"))


def codes_of(place: Unit, agencies: Iterable[Unit], procedures: dict[str, str]) -> Collection[str] | None:
    """The codes that the unit or an agency below it performs; None for the province: all."""
    if place.parent_id is None:
        return None
    names = {_name(one) for one in agencies if one.path.startswith(place.path)}
    return {code for code, agency in procedures.items() if agency in names}


def _name(agency: Unit) -> str:
    """As `performed_by` names it."""
    if agency.kind in {Unit.Kind.COMMUNE, Unit.Kind.DISTRICT}:
        return str(agency.kind)
    return f"{agency.level}/{agency.key}" if agency.kind == Unit.Kind.VERTICAL and agency.level != "province" else agency.code
