"""Communes for addresses: offered by name, found by code or by name with or without diacritics."""

from functools import cached_property

from motcua.blocks.forms.api import Area
from motcua.ground.directory.api import units_offering
from motcua.kernel.text import fold


class Areas:
    """The communes of today, read once per request and only when a page asks."""

    @cached_property
    def _rows(self) -> list[tuple[str, str, str]]:
        return list(units_offering("commune", "commune").values_list("code", "name", "parent__name"))

    @cached_property
    def _by_text(self) -> dict[str, Area | None]:
        """Every spelling of every commune; a bare name shared by several communes finds none."""
        found: dict[str, Area | None] = {}
        for code, name, district in self._rows:
            area = Area(code, f"{name}, {district}")
            found[code] = found[fold(area.name)] = area
            bare = fold(name)
            found[bare] = None if bare in found else area
        return found

    @property
    def names(self) -> list[str]:
        """The communes to offer, each with its district."""
        return [f"{name}, {district}" for _code, name, district in self._rows]

    def find(self, typed: str) -> Area | None:
        """The commune meant by a code or a name; None when there is none or several."""
        return self._by_text.get(fold(typed))

    def label(self, code: str) -> str:
        """The name of a commune code; anything else stays as it was typed."""
        area = self._by_text.get(code)
        return area.name if area else code
