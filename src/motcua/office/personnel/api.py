"""Files of officials, their places, and decisions on them. The only door of this module."""

from motcua.office.personnel.actions.receive_person import Paper, link_account, receive_person
from motcua.office.personnel.models import CareerEntry, Decision, PersonFile, Placement, Qualification
from motcua.office.personnel.rights import COUNT, ISSUE, KEEP, OWN, PREPARE, READ
from motcua.office.personnel.rules.kinds import (
    HOW_NAMES,
    LEVEL_NAMES,
    MANAGEMENT_NAMES,
    PLACE_NAMES,
    THEORY_NAMES,
    How,
    Level,
    PlaceKind,
)
from motcua.office.personnel.rules.person_facts import PersonFacts, PlaceFacts

__all__ = [
    "COUNT",
    "HOW_NAMES",
    "ISSUE",
    "KEEP",
    "LEVEL_NAMES",
    "MANAGEMENT_NAMES",
    "OWN",
    "PLACE_NAMES",
    "PREPARE",
    "READ",
    "THEORY_NAMES",
    "CareerEntry",
    "Decision",
    "How",
    "Level",
    "Paper",
    "PersonFacts",
    "PersonFile",
    "PlaceFacts",
    "PlaceKind",
    "Placement",
    "Qualification",
    "link_account",
    "receive_person",
]
