"""Procedures in force, and what their versions say."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.workflow.api import ProcessVersion
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion
from motcua.onestop.catalogue.rules.content import ProcedureContent

_MOST_KEPT = 2000
Kept = TypeVar("Kept")
# Versions never change, so what was read of them stays true; only tests that roll back must forget.
_contents: dict[int, ProcedureContent] = {}
_forms: dict[int, FormDefinition] = {}
_templates: dict[int, str] = {}
_processes: dict[int, ProcessVersion] = {}


def version_in_force(code: str, on: date) -> ProcedureVersion:
    """The version a dossier is received under on that day; `NotFound` when there is none or the procedure is not open for intake."""
    found = version_of_day(code, on)
    refuse_if_abolished(found.procedure)
    return found


def version_of_day(code: str, on: date) -> ProcedureVersion:
    """The version that a dossier of that day stands on, also when the procedure was abolished since; `NotFound` when there is none."""
    found = (
        ProcedureVersion.objects.filter(procedure__code=code, valid_from__lte=on)
        .select_related("procedure")
        .defer("content", "form_schema", "result_template")
        .order_by("-valid_from", "-number")
        .first()
    )
    if found is None or found.procedure.state == Procedure.State.PENDING:
        raise NotFound(
            words("There is no procedure with the code %(code)s."), code="procedure_unknown", params={"code": code}, way_out=_SEARCH
        )
    return found


def refuse_if_abolished(procedure: Procedure) -> None:
    """Raise `NotFound` for a procedure that takes no new applications any more; what runs under it goes on."""
    if procedure.state == Procedure.State.ABOLISHED:
        raise NotFound(
            words("The procedure %(code)s was abolished; new applications are no longer taken."),
            code="procedure_abolished",
            params={"code": procedure.code},
            way_out=_SEARCH,
        )


_SEARCH = words("Search the list of procedures by a word of its name.")


def content_of(version: ProcedureVersion | int) -> ProcedureContent:
    """What a version says, typed; kept in memory. `NotFound` for an unknown id."""
    return _kept(_contents, version, _typed)


def form_of(version: ProcedureVersion | int) -> FormDefinition:
    """The form of a version; kept in memory."""
    return _kept(_forms, version, lambda row: FormDefinition.load(row.form_schema))


def result_template_of(version: ProcedureVersion | int) -> str:
    """The Typst text of the result; empty when the procedure issues no paper of its own."""
    return _kept(_templates, version, lambda row: row.result_template)


def process_of(version: ProcedureVersion | int) -> ProcessVersion:
    """The process a version deployed; dossiers received under the version run it."""
    return _kept(_processes, version, lambda row: row.process)


def forget_versions() -> None:
    """Drop what is kept in memory."""
    for kept in (_contents, _forms, _templates, _processes):
        kept.clear()


def _kept(kept: dict[int, Kept], version: ProcedureVersion | int, read: Callable[[ProcedureVersion], Kept]) -> Kept:
    version_id = version if isinstance(version, int) else version.pk
    if version_id not in kept:
        complete = isinstance(version, ProcedureVersion) and not version.get_deferred_fields()
        row = version if complete else ProcedureVersion.objects.filter(pk=version_id).first()
        if not isinstance(row, ProcedureVersion):
            raise NotFound(words("There is no such version of a procedure."))
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[version_id] = read(row)
    return kept[version_id]


def _typed(row: ProcedureVersion) -> ProcedureContent:
    return ProcedureContent.model_validate(row.content).stored_as(procedure_id=row.procedure_id, version_id=row.pk)
