"""What a bundle asks of its parts: which of them, and with which answers."""

from collections.abc import Mapping
from datetime import date

from motcua.kernel import clock
from motcua.onestop.catalogue.queries.versions import form_of
from motcua.onestop.catalogue.rules.bundle import BundlePart, chosen, handed_on
from motcua.onestop.catalogue.rules.choice import facts_of
from motcua.onestop.catalogue.rules.content import ProcedureContent


def chosen_parts(content: ProcedureContent, answers: Mapping[str, object], *, on: date | None = None) -> list[BundlePart]:
    """The parts that these answers ask for, in order; none for an ordinary procedure."""
    return chosen(content.parts, facts_of(answers, on or clock.today()))


def answers_of_part(part: BundlePart, version_id: int, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers of the part's own form, from the answers of the whole and what is known of earlier results."""
    return handed_on(part, [field.name for field in form_of(version_id).fields], facts_of(answers, clock.today()))
