"""Files of officials, their places, and decisions on them. The only door of this module."""

from motcua.office.personnel.actions.adopt_cases import AdoptedCase, AdoptedSupport, adopt_classes, adopt_streamlined, adopt_supports
from motcua.office.personnel.actions.adopt_people import AdoptedPerson, adopt_people
from motcua.office.personnel.actions.issue_decision import is_waiting, issue_decision, return_decision
from motcua.office.personnel.actions.load_rules import load_personnel
from motcua.office.personnel.actions.prepare_decision import checked, prepare_decision, text_of
from motcua.office.personnel.actions.receive_person import Paper, link_account, receive_person
from motcua.office.personnel.actions.settle import settle_due
from motcua.office.personnel.actions.sign_decision import decision_pdf, sign_decision
from motcua.office.personnel.actions.withdraw_decision import withdraw_decision
from motcua.office.personnel.handlers import KINDS as FOLLOW_UP_KINDS
from motcua.office.personnel.handlers import order_signature as order_decision_signature
from motcua.office.personnel.models import (
    CareerEntry,
    Decision,
    PersonFile,
    Placement,
    Qualification,
    StreamliningCase,
    StreamliningRound,
    SupportPayment,
)
from motcua.office.personnel.queries.rules_in_force import rules_in_force
from motcua.office.personnel.rights import COUNT, ISSUE, KEEP, OWN, PREPARE, READ
from motcua.office.personnel.rules.decisions import DISCIPLINES, KINDS, ROLES, DecisionText, Effect, effect_of
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
from motcua.office.personnel.rules.streamlining import Leaver

__all__ = [
    "COUNT",
    "DISCIPLINES",
    "FOLLOW_UP_KINDS",
    "HOW_NAMES",
    "ISSUE",
    "KEEP",
    "KINDS",
    "LEVEL_NAMES",
    "MANAGEMENT_NAMES",
    "OWN",
    "PLACE_NAMES",
    "PREPARE",
    "READ",
    "ROLES",
    "THEORY_NAMES",
    "AdoptedCase",
    "AdoptedPerson",
    "AdoptedSupport",
    "CareerEntry",
    "Decision",
    "DecisionText",
    "Effect",
    "How",
    "Leaver",
    "Level",
    "Paper",
    "PersonFacts",
    "PersonFile",
    "PlaceFacts",
    "PlaceKind",
    "Placement",
    "Qualification",
    "StreamliningCase",
    "StreamliningRound",
    "SupportPayment",
    "adopt_classes",
    "adopt_people",
    "adopt_streamlined",
    "adopt_supports",
    "checked",
    "decision_pdf",
    "effect_of",
    "is_waiting",
    "issue_decision",
    "link_account",
    "load_personnel",
    "order_decision_signature",
    "prepare_decision",
    "receive_person",
    "return_decision",
    "rules_in_force",
    "settle_due",
    "sign_decision",
    "text_of",
    "withdraw_decision",
]
