from motcua.office.recruitment.models.application import Application, ApplicationPaper, Complaint
from motcua.office.recruitment.models.marking import Mark, Marker, Round, Script, Seat
from motcua.office.recruitment.models.plan import Plan, Position

__all__ = ["Application", "ApplicationPaper", "Complaint", "Mark", "Marker", "Plan", "Position", "Round", "Script", "Seat"]
