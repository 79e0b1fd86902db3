"""Take over very many procedures at once, as records already in our form: of an older system, or of a simulated year."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import ProcessVersion, deploy
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion
from motcua.onestop.catalogue.queries.check_budgets import budget_problems
from motcua.onestop.catalogue.queries.listing import forget_list
from motcua.onestop.catalogue.rights import LOAD
from motcua.onestop.catalogue.rules.content import ProcedureContent

_AT_ONCE = 200


@dataclass(frozen=True)
class AdoptedProcedure:
    """One procedure: the record of `procedure.yaml`, its form, its process, and the template of its result."""

    record: dict[str, Any]
    form_schema: dict[str, Any]
    process_key: str
    process_xml: str
    result_template: str = ""


@transaction.atomic
def adopt_procedures(given: Sequence[AdoptedProcedure], *, actor: Actor) -> dict[str, int]:
    """Store those whose code is not known yet, all or nothing; returns the id of the newest version by code.

    Procedures may share a process. Errors: `Forbidden`; `ValueError` when a record, form or process cannot be, or promises less
    time than its steps take together.
    """
    require(actor, LOAD)
    codes = {one.record["code"] for one in given}
    known = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
    fresh = [one for one in given if one.record["code"] not in known]
    forms, processes = {}, {}
    rows: list[tuple[Procedure, AdoptedProcedure]] = []
    for one in fresh:
        content = ProcedureContent.model_validate(one.record)
        if problems := [sentence for _, sentence in budget_problems(content, one.process_xml)]:
            raise ValueError(f"{content.code}: {problems[0]}")
        forms[id(one.form_schema)] = one.form_schema
        processes[one.process_key] = one.process_xml
        rows.append((_procedure(content), one))
    for form in forms.values():
        FormDefinition.load(form)
    deployed = {key: deploy(key, xml) for key, xml in processes.items()}
    _store(rows, deployed)
    forget_list()
    newest = ProcedureVersion.objects.filter(procedure__code__in=codes, valid_to__isnull=True)
    return dict(newest.values_list("procedure__code", "pk"))


def _procedure(content: ProcedureContent) -> Procedure:
    return Procedure(
        code=content.code,
        local_code=content.local_code,
        state=content.state,
        level=content.level,
        field_code=content.field.code,
        interlinked=content.interlinked,
        at_one_stop=content.at_one_stop,
        name_vi=content.name.vi,
        name_en=content.name.en,
        online_level=content.service_level_2011,
    )


def _store(rows: Sequence[tuple[Procedure, AdoptedProcedure]], processes: dict[str, ProcessVersion]) -> None:
    procedures = Procedure.objects.bulk_create([procedure for procedure, _ in rows], batch_size=_AT_ONCE)
    now = clock.now()
    ProcedureVersion.objects.bulk_create(
        [
            ProcedureVersion(
                procedure=procedure,
                number=1,
                valid_from=one.record["versions"]["valid_from"],
                content=one.record,
                form_schema=one.form_schema,
                process=processes[one.process_key],
                result_template=one.result_template,
                sha256=_fingerprint(one),
                loaded_at=now,
            )
            for procedure, (_, one) in zip(procedures, rows, strict=True)
        ],
        batch_size=_AT_ONCE,
    )


def _fingerprint(one: AdoptedProcedure) -> str:
    whole = [one.record, one.form_schema, one.process_xml, one.result_template]
    return hashlib.sha256(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)).hexdigest()
