from motcua.office.inspections.models.drawing import CaseDraw, DrawnCase
from motcua.office.inspections.models.finding import Finding, FindingStep
from motcua.office.inspections.models.inspection import Inspection, InspectionPaper, InspectionPlan, TeamMember, Visit, VisitFile

__all__ = [
    "CaseDraw",
    "DrawnCase",
    "Finding",
    "FindingStep",
    "Inspection",
    "InspectionPaper",
    "InspectionPlan",
    "TeamMember",
    "Visit",
    "VisitFile",
]
