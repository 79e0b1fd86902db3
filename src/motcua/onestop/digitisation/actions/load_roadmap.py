"""Load the roadmap of digitisation of a province."""

from collections.abc import Sequence
from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, compare, load_pack, parse_as, read_yaml
from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.onestop.digitisation.models import RoadmapStep
from motcua.onestop.digitisation.rights import LOAD
from motcua.onestop.digitisation.rules.roadmap import Roadmap, Step


def load_roadmap(folder: Path, *, actor: Actor, dry_run: bool = False) -> LoadReport:
    """Load `roadmap.yaml` of the folder, all or nothing; loading the same twice changes nothing.

    Errors: `PackRefused` with file, line and reason of every mistake; `Forbidden`.
    """
    require(actor, LOAD)
    return load_pack(
        "digitisation",
        read=lambda: parse_as(Roadmap, read_yaml(folder / "roadmap.yaml")).steps,
        compare=_changes,
        write=_store,
        dry_run=dry_run,
    )


def _said(step: Step | RoadmapStep) -> dict[str, object]:
    return {"digitises_from": step.digitises_from.isoformat(), "basis": step.basis, "tag": step.tag, "note": step.note}


def _changes(steps: Sequence[Step]) -> list[Change]:
    before = {f"{row.level} from {row.decided_from}": _said(row) for row in RoadmapStep.objects.all()}
    after = {f"{one.level} from {one.decided_from}": _said(one) for one in steps}
    return [compare(key, before.get(key), after.get(key)) for key in sorted({*before, *after})]


def _store(steps: Sequence[Step]) -> None:
    RoadmapStep.objects.all().delete()
    RoadmapStep.objects.bulk_create(
        RoadmapStep(
            level=one.level,
            decided_from=one.decided_from,
            digitises_from=one.digitises_from,
            basis=one.basis,
            tag=one.tag,
            note=one.note,
        )
        for one in steps
    )
