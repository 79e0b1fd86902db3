"""Recruitment of civil servants and public employees. The only door of this module."""

from motcua.office.recruitment.actions.announce_plan import announce_plan
from motcua.office.recruitment.actions.ask_review import ask_review
from motcua.office.recruitment.actions.attach_paper import KINDS as PAPER_KINDS
from motcua.office.recruitment.actions.attach_paper import attach_paper, remove_paper
from motcua.office.recruitment.actions.check_application import check_application
from motcua.office.recruitment.actions.close_list import close_list
from motcua.office.recruitment.actions.close_plan import close_plan
from motcua.office.recruitment.actions.close_round import close_round, seal_of_round
from motcua.office.recruitment.actions.decide_plan import decide_plan
from motcua.office.recruitment.actions.decide_tie import decide_tie
from motcua.office.recruitment.actions.draw_codes import draw_codes
from motcua.office.recruitment.actions.enter_marks import enter_marks
from motcua.office.recruitment.actions.load_recruitment import load_recruitment
from motcua.office.recruitment.actions.note_absence import note_absence
from motcua.office.recruitment.actions.publish_results import publish_results
from motcua.office.recruitment.actions.read_names import read_names
from motcua.office.recruitment.actions.record_applications import import_applications, record_application
from motcua.office.recruitment.actions.record_plan import PlanText, record_plan
from motcua.office.recruitment.actions.save_application import save_application
from motcua.office.recruitment.actions.seat_member import appoint_marker, seat_member, unseat_member
from motcua.office.recruitment.actions.send_application import send_application
from motcua.office.recruitment.actions.submit_plan import submit_plan
from motcua.office.recruitment.actions.withdraw_application import withdraw_application
from motcua.office.recruitment.models import Application, ApplicationPaper, Complaint, Marker, Plan, Position, Round, Script, Seat
from motcua.office.recruitment.queries.applications import PAGE, application_of, applications, counts, whole_list
from motcua.office.recruitment.queries.content import edition_on
from motcua.office.recruitment.queries.marking import MarkingSheet, ScriptRow, marking_sheet, rounds_to_mark, seat_of, seats_held
from motcua.office.recruitment.queries.notices import (
    OwnRound,
    notice,
    notices,
    own_application,
    own_applications,
    own_rounds,
)
from motcua.office.recruitment.queries.plans import counts_by_state, is_open, plan_of, plans, positions_of, rules_of
from motcua.office.recruitment.queries.reach import agencies_of, approves, reaches
from motcua.office.recruitment.queries.results import PositionResult, ResultRow, results_of, standing_of
from motcua.office.recruitment.rights import APPLY, DECIDE, MARK, PREPARE, READ
from motcua.office.recruitment.rules.applicants import COLUMNS, Applicant
from motcua.office.recruitment.rules.content import Edition
from motcua.office.recruitment.rules.marks import MARKING, REVIEW, MarkTurn
from motcua.office.recruitment.rules.positions import WantedPosition, read_positions
from motcua.office.recruitment.rules.states import (
    RESULT_STATES,
    ApplicationState,
    PlanState,
    RoundState,
    SeatRole,
)
from motcua.office.recruitment.rules.tables import read_table, write_table

__all__ = [
    "APPLY",
    "COLUMNS",
    "DECIDE",
    "MARK",
    "MARKING",
    "PAGE",
    "PAPER_KINDS",
    "PREPARE",
    "READ",
    "RESULT_STATES",
    "REVIEW",
    "Applicant",
    "Application",
    "ApplicationPaper",
    "ApplicationState",
    "Complaint",
    "Edition",
    "MarkTurn",
    "Marker",
    "MarkingSheet",
    "OwnRound",
    "Plan",
    "PlanState",
    "PlanText",
    "Position",
    "PositionResult",
    "ResultRow",
    "Round",
    "RoundState",
    "Script",
    "ScriptRow",
    "Seat",
    "SeatRole",
    "WantedPosition",
    "agencies_of",
    "announce_plan",
    "application_of",
    "applications",
    "appoint_marker",
    "approves",
    "ask_review",
    "attach_paper",
    "check_application",
    "close_list",
    "close_plan",
    "close_round",
    "counts",
    "counts_by_state",
    "decide_plan",
    "decide_tie",
    "draw_codes",
    "edition_on",
    "enter_marks",
    "import_applications",
    "is_open",
    "load_recruitment",
    "marking_sheet",
    "note_absence",
    "notice",
    "notices",
    "own_application",
    "own_applications",
    "own_rounds",
    "plan_of",
    "plans",
    "positions_of",
    "publish_results",
    "reaches",
    "read_names",
    "read_positions",
    "read_table",
    "record_application",
    "record_plan",
    "remove_paper",
    "results_of",
    "rounds_to_mark",
    "rules_of",
    "save_application",
    "seal_of_round",
    "seat_member",
    "seat_of",
    "seats_held",
    "send_application",
    "standing_of",
    "submit_plan",
    "unseat_member",
    "whole_list",
    "withdraw_application",
    "write_table",
]
