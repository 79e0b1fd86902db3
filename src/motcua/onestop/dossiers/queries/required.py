"""Which papers a case demands for given answers."""

from collections.abc import Mapping

from motcua.onestop.catalogue.api import ProcedureCase
from motcua.onestop.dossiers.rules.completeness import RequiredPaper


def required_papers(case: ProcedureCase, answers: Mapping[str, object]) -> list[RequiredPaper]:
    """The components of which a file must be attached: kind `upload`, required, and their condition holds."""
    return [
        RequiredPaper(component.key, component.vi)
        for component in case.components_for(answers)
        if component.kind == "upload" and component.required
    ]
