from motcua.office.personnel.models.content import RulesVersion
from motcua.office.personnel.models.decision import Decision
from motcua.office.personnel.models.leadership import AppointmentStep, Candidate, CommuneClass, Pool
from motcua.office.personnel.models.person import CareerEntry, PersonFile, Qualification, name_columns
from motcua.office.personnel.models.placement import Placement
from motcua.office.personnel.models.streamlining import StreamliningCase, StreamliningRound, SupportPayment

__all__ = [
    "AppointmentStep",
    "Candidate",
    "CareerEntry",
    "CommuneClass",
    "Decision",
    "PersonFile",
    "Placement",
    "Pool",
    "Qualification",
    "RulesVersion",
    "StreamliningCase",
    "StreamliningRound",
    "SupportPayment",
    "name_columns",
]
