"""The catalogue, open to everybody."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from motcua.channels.public_api.competent import agencies_for
from motcua.channels.public_api.operations import operation
from motcua.channels.public_api.shapes.common import ProcedureCode, UnitOut
from motcua.channels.public_api.shapes.procedures import FormOut, ProcedureList, ProcedureOut, ProcedureRow
from motcua.kernel import clock
from motcua.onestop.catalogue.api import content_of, list_procedures, search_procedures, version_in_force

router = Router(tags=["procedures"])
Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


@operation(router, "GET", "/procedures", answers=ProcedureList)
def procedures(request: HttpRequest, text: Text = "", level: Text = "", field: Text = "") -> ProcedureList:
    """Published procedures: those that fit `text` (with or without diacritics), or of one level or field."""
    narrowed = {content.code for content in list_procedures(field=field, level=level)}
    found = search_procedures(text) if text else list_procedures()
    return ProcedureList(items=[ProcedureRow.of(content) for content in found if content.code in narrowed])


@operation(router, "GET", "/procedures/{code}", answers=ProcedureOut)
def procedure(request: HttpRequest, code: ProcedureCode) -> ProcedureOut:
    """One procedure, as in force today."""
    return ProcedureOut.of(content_of(version_in_force(code, clock.today()).pk))


@operation(router, "GET", "/procedures/{code}/form", answers=FormOut)
def procedure_form(request: HttpRequest, code: ProcedureCode) -> FormOut:
    """The e-form of the procedure as JSON Schema 2020-12 with pages."""
    version = version_in_force(code, clock.today())
    return FormOut(procedure=code, version=version.number, form=version.form_schema)


@operation(router, "GET", "/procedures/{code}/agencies", answers=list[UnitOut])
def procedure_agencies(request: HttpRequest, code: ProcedureCode) -> list[UnitOut]:
    """The agencies that perform the procedure today: one of them is named in a draft."""
    content = content_of(version_in_force(code, clock.today()).pk)
    return [UnitOut(id=unit.pk, code=unit.code, name=unit.name, level=unit.level) for unit in agencies_for(content)]
