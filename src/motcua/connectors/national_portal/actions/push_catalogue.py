"""Enter our procedures into the national list, and take abolished ones out of public view there."""

from collections.abc import Sequence

import orjson

from motcua.blocks.permissions.api import require
from motcua.connectors.national_portal.actions.pull_catalogue import pull_catalogue
from motcua.connectors.national_portal.client import AnsweredBadlyError, NationalPortal
from motcua.connectors.national_portal.rights import RESEND
from motcua.connectors.national_portal.rules.catalogue import Record, record_of
from motcua.connectors.national_portal.rules.pace import cut
from motcua.ground.directory.api import Unit, bodies_performing, units_offering
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import Procedure, ProcedureContent, ProcedureVersion, content_of, form_of, list_procedures
from motcua.onestop.review.api import note_national_entry

SERVICE = "DongBoTTHC"


def push_procedures(codes: Sequence[str], portal: NationalPortal, *, actor: Actor) -> int:
    """Tell the national list these procedures as they stand in our catalogue; those accepted there are noted as entries.

    Returns how many were accepted. Errors: `Forbidden`, `NotFound` for codes nobody knows; `Fault` when the portal does not answer.
    """
    require(actor, RESEND)
    found = _contents(codes)
    if not found:
        raise NotFound(words("The catalogue has none of these procedures."))
    public = {content.code: is_public for content, is_public in found}
    records = [_record(content, public=is_public) for content, is_public in found]
    accepted = 0
    start = 0
    for size in cut([len(orjson.dumps(record)) for record in records], 100):
        accepted += _send(records[start : start + size], public, portal)
        start += size
    pull_catalogue(portal)
    return accepted


def _send(records: Sequence[Record], public: dict[str, bool], portal: NationalPortal) -> int:
    found = portal.ask(SERVICE, {"data": list(records)}).get("result")
    if not isinstance(found, list):
        raise AnsweredBadlyError(f"{SERVICE}: the reply has no list")
    province = units_offering("province", Unit.Kind.PROVINCE).first()
    accepted = [code for one in found if str(one.get("error_code")) == "0" and (code := str(one.get("MaThongDiep"))) in public]
    for code in accepted:
        if province is not None:
            note_national_entry(code, unit_id=province.pk, public=public[code], actor=SYSTEM)
    return len(accepted)


def _record(content: ProcedureContent, *, public: bool) -> Record:
    bodies = bodies_performing(content.performed_by.body).values_list("agency_code", "formal_name")
    return record_of(content, form_of(content.version_id), [(code, name) for code, name in bodies if code], public=public)


def _contents(codes: Sequence[str]) -> list[tuple[ProcedureContent, bool]]:
    """Published procedures as they are in force today, and abolished ones as they were last."""
    published = [(content, True) for content in list_procedures(codes=codes)]
    last = ProcedureVersion.objects.filter(procedure__code__in=codes, procedure__state=Procedure.State.ABOLISHED, valid_to__isnull=True)
    return [*published, *((content_of(version), False) for version in last)]
