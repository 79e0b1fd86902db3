"""The criteria of the reform index, read from the province's content."""

from pathlib import Path

from django.conf import settings

from motcua.blocks.measures.api import registered
from motcua.blocks.packs.api import PackRefused, parse_as, read_yaml
from motcua.insight.indexes.rules.reform import ReformSet


def reform_sets(folder: Path | None = None) -> list[ReformSet]:
    """Every set in the folder, the newest year first; `PackRefused` names file, line and reason."""
    found = [_read(path) for path in sorted((folder or settings.PROVINCE / "indexes").glob("reform_*.yaml"))]
    return sorted(found, key=lambda one: (-one.year, one.group))


def _read(path: Path) -> ReformSet:
    located = read_yaml(path)
    one = parse_as(ReformSet, located)
    if path.stem != f"reform_{one.year}_{one.group}":
        raise PackRefused([located.error(f"the file is called {path.stem}, but holds {one.year} {one.group}", "year")])
    known = registered()
    faults = []
    for f, field in enumerate(one.fields):
        for c, criterion in enumerate(field.criteria):
            for p, component in enumerate(criterion.components):
                for name in ("numerator", "denominator"):
                    key = getattr(component.source, name, "")
                    if key and key not in known:
                        where = ("fields", f, "criteria", c, "components", p, "source", name)
                        faults.append(located.error(f"{component.key}: no module declares the figure {key}", *where))
    if faults:
        raise PackRefused(faults)
    return one
