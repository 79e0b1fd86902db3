from motcua.office.personnel.models.content import RulesVersion
from motcua.office.personnel.models.decision import Decision
from motcua.office.personnel.models.person import CareerEntry, PersonFile, Qualification
from motcua.office.personnel.models.placement import Placement

__all__ = ["CareerEntry", "Decision", "PersonFile", "Placement", "Qualification", "RulesVersion"]
