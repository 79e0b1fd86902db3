"""What a desk without network may take in, and reading the answers it sends."""

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.blocks.forms.api import FindArea
from motcua.ground.directory.api import Unit, bodies_performing, body_of
from motcua.kernel.errors import InvalidInput, NotFound, words
from motcua.onestop.catalogue.api import ProcedureContent, content_of, form_of, list_procedures, version_in_force
from motcua.onestop.dossiers.api import agency_code_of


def offline_procedures(desk: Unit) -> list[ProcedureContent]:
    """The procedures decided by the desk's own agency; no bundles, and none that live in another system."""
    body = body_of(desk)
    if not body.agency_code or agency_code_of(body, desk) != body.agency_code:
        return []
    return [
        one
        for one in list_procedures()
        if not one.parts and not one.external_system and "desk" in one.channels and _performs(body, one.performed_by.body)
    ]


def competent_at(desk: Unit, procedure_code: str, on: date) -> Unit:
    """The desk's own agency, if it decides on that procedure; `InvalidInput` otherwise."""
    body, content = body_of(desk), content_of(version_in_force(procedure_code, on).pk)
    if content.parts or content.external_system or not _performs(body, content.performed_by.body):
        raise InvalidInput(words("This procedure is not taken in without network at this desk."))
    return body


def answers_of(procedure_code: str, posted: Mapping[str, Sequence[str]], on: date, find_area: FindArea) -> dict[str, object]:
    """The answers read from what was posted, by the form of that day; `InvalidInput` naming each wrong one."""
    values: dict[str, object] = {}
    errors = []
    form = form_of(version_in_force(procedure_code, on).pk)
    for page in form.all_pages:
        try:
            read = form.parse(page.id, posted, values, today=on, find_area=find_area)
        except NotFound:  # hidden by the answers before
            continue
        values = read.answers
        errors += read.errors
    if errors:
        raise InvalidInput(words("Some answers cannot be read or are missing."), fields=errors)
    return values


def _performs(body: Unit, performed_by: str) -> bool:
    return bodies_performing(performed_by).filter(pk=body.pk).exists()
