from motcua.onestop.dossiers.models.dossier import SIMULATION, Dossier, DossierQuerySet, Participation
from motcua.onestop.dossiers.models.draft import Draft
from motcua.onestop.dossiers.models.heads import Apology, CountedCalendar, Escalation
from motcua.onestop.dossiers.models.issue import Result, Slip
from motcua.onestop.dossiers.models.mandate import Mandate
from motcua.onestop.dossiers.models.paper import Paper
from motcua.onestop.dossiers.models.waiting import FinancialObligation, Pause, SupplementRequest

__all__ = [
    "SIMULATION",
    "Apology",
    "CountedCalendar",
    "Dossier",
    "DossierQuerySet",
    "Draft",
    "Escalation",
    "FinancialObligation",
    "Mandate",
    "Paper",
    "Participation",
    "Pause",
    "Result",
    "Slip",
    "SupplementRequest",
]
