"""Load the types of papers of a province."""

from collections.abc import Sequence
from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, Located, Problems, compare, load_pack, parse_as, read_yaml
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import ProcedureVersion
from motcua.onestop.vault.models import PaperTypeRow
from motcua.onestop.vault.rights import LOAD
from motcua.onestop.vault.rules.paper_types import PaperType, PaperTypes


def load_paper_types(folder: Path, *, actor: Actor, dry_run: bool = False) -> LoadReport:
    """Load `types.yaml` of the folder, all or nothing; loading the same twice changes nothing. Procedures are loaded before.

    Errors: `PackRefused` with file, line and reason of every mistake, also for procedures and components that do not exist;
    `Forbidden`.
    """
    require(actor, LOAD)
    return load_pack("papers", read=lambda: _read(folder), compare=_changes, write=_store, dry_run=dry_run)


def _read(folder: Path) -> Sequence[PaperType]:
    located = read_yaml(folder / "types.yaml")
    types = parse_as(PaperTypes, located).types
    problems = Problems()
    known = _components()
    for place, one in enumerate(types):
        _check(one, located["types"][place], known, problems)
    problems.refuse_if_any()
    return types


def _components() -> dict[str, set[str]]:
    """The components of every procedure, of all its versions."""
    known: dict[str, set[str]] = {}
    for code, content in ProcedureVersion.objects.values_list("procedure__code", "content"):
        keys = {part["key"] for case in content["cases"] for part in case.get("components", ())}
        known.setdefault(code, set()).update(keys)
    return known


def _check(one: PaperType, located: Located, known: dict[str, set[str]], problems: Problems) -> None:
    for place, code in enumerate(one.produced_by):
        if code not in known:
            problems.add(located.error(f"there is no procedure {code}", "produced_by", place))
    for place, satisfied in enumerate(one.satisfies):
        if satisfied.procedure not in known:
            problems.add(located.error(f"there is no procedure {satisfied.procedure}", "satisfies", place))
        elif satisfied.component not in known[satisfied.procedure]:
            reason = f"procedure {satisfied.procedure} has no component {satisfied.component}"
            problems.add(located.error(reason, "satisfies", place))


def _changes(types: Sequence[PaperType]) -> list[Change]:
    before = {row.code: row.content for row in PaperTypeRow.objects.all()}
    after = {one.code: one.model_dump(mode="json") for one in types}
    return [compare(code, before.get(code), after.get(code)) for code in sorted({*before, *after})]


def _store(types: Sequence[PaperType]) -> None:
    PaperTypeRow.objects.all().delete()
    PaperTypeRow.objects.bulk_create(
        [PaperTypeRow(code=one.code, place=place, content=one.model_dump(mode="json")) for place, one in enumerate(types)]
    )
