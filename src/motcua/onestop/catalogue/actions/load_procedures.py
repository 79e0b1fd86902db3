"""Load the procedures of a province: new content becomes a new version, the old ones stay as they are."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from motcua.blocks.packs.api import Change, LoadReport, load_pack
from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import deploy
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion
from motcua.onestop.catalogue.queries.listing import forget_list
from motcua.onestop.catalogue.queries.read_pack import ProcedureSource, read_procedures
from motcua.onestop.catalogue.rights import LOAD
from motcua.onestop.catalogue.rules.differences import shown_differences

_ONE_DAY = timedelta(days=1)


def load_procedures(folder: Path, *, actor: Actor, dry_run: bool = False, on: date | None = None) -> LoadReport:
    """Load every procedure of `folder`, all or nothing; loading the same twice changes nothing.

    A first version holds from the day its file says; a changed one from that day or, when that is not after the newest
    version's, from `on` (default: today). Procedures missing from the folder stay: abolish them with `state: abolished`.
    Errors: `PackRefused` with file, line and reason of every mistake; `Forbidden`.
    """
    require(actor, LOAD)
    day = on or clock.today()
    report = load_pack(
        "procedures",
        read=lambda: read_procedures(folder),
        compare=lambda sources: [_change(source, newest) for source, newest in _standing(sources)],
        write=lambda sources: _store(sources, day),
        dry_run=dry_run,
    )
    if report.written:
        forget_list()
    return report


def _newest(code: str) -> ProcedureVersion | None:
    return ProcedureVersion.objects.filter(procedure__code=code, valid_to__isnull=True).select_related("procedure", "process").first()


def _standing(sources: Sequence[ProcedureSource]) -> list[tuple[ProcedureSource, ProcedureVersion | None]]:
    """Each source with the stored version it has to be compared with.

    A code may have several folders (`<code>@<day>`): for all but the last any stored version that says the same will do.
    """
    last = {source.content.code: source for source in sources}
    standing = []
    for source in sources:
        code, newest = source.content.code, _newest(source.content.code)
        if newest is not None and source is not last[code]:
            same = ProcedureVersion.objects.filter(procedure__code=code, sha256=source.sha256).select_related("procedure").first()
            newest = same or newest
        standing.append((source, newest))
    return standing


def _change(source: ProcedureSource, newest: ProcedureVersion | None) -> Change:
    what = f"{source.content.code} {source.content.name.vi}"
    if newest is None:
        return Change("added", what, after=f"valid from {source.content.versions.valid_from}")
    if newest.sha256 == source.sha256:
        return Change("unchanged", what)
    before, after = shown_differences(
        {"procedure": newest.content, "form": newest.form_schema, "process": newest.process.bpmn_xml, "result": newest.result_template},
        {"procedure": source.record, "form": source.form_schema, "process": source.process_xml, "result": source.result_template},
    )
    return Change("changed", what, before, after)


def _store(sources: Sequence[ProcedureSource], day: date) -> None:
    changed = [source for source, newest in _standing(sources) if newest is None or newest.sha256 != source.sha256]
    for source in changed:
        _store_version(source, _newest(source.content.code), day)


def _store_version(source: ProcedureSource, newest: ProcedureVersion | None, day: date) -> None:
    content = source.content
    starts = content.versions.valid_from
    if newest is not None:
        starts = starts if starts > newest.valid_from else max(day, newest.valid_from)
        newest.valid_to = starts - _ONE_DAY
        newest.save(update_fields=["valid_to"])
    procedure, _ = Procedure.objects.update_or_create(
        code=content.code,
        defaults={
            "local_code": content.local_code,
            "state": content.state,
            "level": content.level,
            "field_code": content.field.code,
            "interlinked": content.interlinked,
            "at_one_stop": content.at_one_stop,
            "name_vi": content.name.vi,
            "name_en": content.name.en,
            "online_level": content.service_level_2011,
            "performed_by": content.performed_by.body,
            "has_fee": any(case.fees for case in content.cases),
            "paper_result": content.result.kind == "paper",
            "full_content": content.is_full,
        },
    )
    ProcedureVersion.objects.create(
        procedure=procedure,
        number=newest.number + 1 if newest else 1,
        valid_from=starts,
        content=source.record,
        form_schema=source.form_schema,
        process=deploy(f"procedure/{content.code}", source.process_xml),
        result_template=source.result_template,
        sha256=source.sha256,
        loaded_at=clock.now(),
    )
