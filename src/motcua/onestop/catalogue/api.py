"""The catalogue of procedures: what can be asked, what it needs, costs and promises, by the law of the day."""

from motcua.onestop.catalogue.actions.adopt_procedures import AdoptedProcedure, adopt_procedures
from motcua.onestop.catalogue.actions.load_procedures import load_procedures
from motcua.onestop.catalogue.models import Procedure, ProcedureVersion, VersionIsImmutableError
from motcua.onestop.catalogue.queries.listing import doubts_of, life_events, list_procedures, search_procedures
from motcua.onestop.catalogue.queries.parts import answers_of_part, chosen_parts
from motcua.onestop.catalogue.queries.terms import choose_case, copies_for, fees_for, time_limit
from motcua.onestop.catalogue.queries.versions import (
    content_of,
    forget_versions,
    form_of,
    process_of,
    refuse_if_abolished,
    result_template_of,
    version_in_force,
    version_of_day,
)
from motcua.onestop.catalogue.rules.bundle import BundlePart, PartState, WholeEnding, beginning, ending, never
from motcua.onestop.catalogue.rules.cases import Component, Condition, Key, Limit, Named, Part, ProcedureCase, Tagged, Text
from motcua.onestop.catalogue.rules.choice import Fee
from motcua.onestop.catalogue.rules.content import LegalBasis, ProcedureContent

__all__ = [
    "AdoptedProcedure",
    "BundlePart",
    "Component",
    "Condition",
    "Fee",
    "Key",
    "LegalBasis",
    "Limit",
    "Named",
    "Part",
    "PartState",
    "Procedure",
    "ProcedureCase",
    "ProcedureContent",
    "ProcedureVersion",
    "Tagged",
    "Text",
    "VersionIsImmutableError",
    "WholeEnding",
    "adopt_procedures",
    "answers_of_part",
    "beginning",
    "choose_case",
    "chosen_parts",
    "content_of",
    "copies_for",
    "doubts_of",
    "ending",
    "fees_for",
    "forget_versions",
    "form_of",
    "life_events",
    "list_procedures",
    "load_procedures",
    "never",
    "process_of",
    "refuse_if_abolished",
    "result_template_of",
    "search_procedures",
    "time_limit",
    "version_in_force",
    "version_of_day",
]
