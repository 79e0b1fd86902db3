"""The service index of this province, read once per process from its content."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.blocks.measures.api import registered
from motcua.blocks.packs.api import PackRefused, parse_as, read_yaml
from motcua.insight.indexes.rules.service import Edition, ServiceIndex

FILE = "service_index.yaml"


def service_edition(day: date) -> Edition:
    """The index in force on a day; `PackRefused` with file and line when the content is broken."""
    return _index().on(day)


def read_service_index(folder: Path) -> ServiceIndex:
    """Read and check the file; `PackRefused` names file, line and reason, figures that nobody declares included."""
    located = read_yaml(folder / FILE)
    index = parse_as(ServiceIndex, located)
    known = registered()
    faults = []
    for e, edition in enumerate(index.editions):
        for a, axis in enumerate(edition.axes):
            for c, component in enumerate(axis.components):
                for side, terms in (("numerator", component.numerator), ("denominator", component.denominator)):
                    for t, term in enumerate(terms):
                        if term.key not in known and not term.awaited:
                            where = ("editions", e, "axes", a, "components", c, side, t, "key")
                            faults.append(located.error(f"{component.key}: no module declares the figure {term.key}", *where))
    if faults:
        raise PackRefused(faults)
    return index


@cache
def _index() -> ServiceIndex:
    return read_service_index(settings.PROVINCE / "indexes")
