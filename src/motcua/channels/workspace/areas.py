"""Communes, wards and townships for addresses: by code, or by name as typed."""

from dataclasses import dataclass
from functools import cached_property

from motcua.blocks.forms.api import Area
from motcua.ground.directory.api import Unit, units_offering
from motcua.kernel.text import fold


@dataclass(frozen=True)
class Areas:
    """All communes of the day, read once per request and only when a form asks."""

    @cached_property
    def communes(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in units_offering("commune", "commune").select_related("parent")}

    @cached_property
    def labels(self) -> list[str]:
        return [label_of(unit) for unit in self.communes.values()]

    def find(self, typed: str) -> Area | None:
        """The commune with this code, this full label, or this name if only one has it."""
        sought = fold(typed)
        found = [unit for unit in self.communes.values() if sought in (unit.code, fold(label_of(unit)))]
        found = found or [unit for unit in self.communes.values() if fold(unit.name) == sought]
        return Area(found[0].code, label_of(found[0])) if len(found) == 1 else None

    def label(self, code: str) -> str:
        """The words to show for a stored code; other text stays."""
        unit = self.communes.get(code) if code.isdigit() else None
        return label_of(unit) if unit else code


def label_of(unit: Unit) -> str:
    """The commune with its district: names of communes repeat."""
    return f"{unit.name}, {unit.parent.name}" if unit.parent else unit.name
