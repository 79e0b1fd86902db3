"""Which papers a case demands for given answers, and for who hands it in."""

from collections.abc import Mapping

from motcua.onestop.catalogue.api import Component, ProcedureCase
from motcua.onestop.dossiers.rules.completeness import RequiredPaper

AUTHORISED = "authorised"
AUTHORISATION = Component.model_validate(
    {
        "key": "van_ban_uy_quyen",
        "kind": "upload",
        "vi": "Văn bản ủy quyền",
        "en": "Paper of authorisation",
        "originals": 1,
        "hint": {
            "vi": "Lập theo quy định của pháp luật, ghi rõ ai ủy quyền cho ai và ủy quyền việc gì.",
            "en": "Made out as the law asks: who authorises whom to do what.",
        },
    }
)


def components_asked(case: ProcedureCase, answers: Mapping[str, object], acting: str = "self") -> list[Component]:
    """The papers of a case; who is authorised hands in the paper of authorisation too (NĐ 61/2018 a.16)."""
    asked = list(case.components_for(answers))
    if acting != AUTHORISED:
        return asked
    own = next((part for part in case.components if part.key == AUTHORISATION.key), AUTHORISATION)
    return [*(part for part in asked if part.key != own.key), own.model_copy(update={"required": True})]


def required_papers(case: ProcedureCase, answers: Mapping[str, object], acting: str = "self") -> list[RequiredPaper]:
    """The components of which a file must be attached: kind `upload`, required, and their condition holds."""
    return [
        RequiredPaper(component.key, component.vi)
        for component in components_asked(case, answers, acting)
        if component.kind == "upload" and component.required
    ]
