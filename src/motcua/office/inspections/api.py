"""Inspections: plan, decision, visit, findings, remedy, and closed dossiers drawn for checking. The only door of this module."""

from motcua.office.inspections.actions.acknowledge_visit import acknowledge_visit
from motcua.office.inspections.actions.adopt_inspections import AdoptedFinding, AdoptedInspection, AdoptedPlan, adopt_inspections
from motcua.office.inspections.actions.approve_plan import approve_plan
from motcua.office.inspections.actions.change_finding import lift_finding, move_deadline
from motcua.office.inspections.actions.check_case import check_case, look_at_case
from motcua.office.inspections.actions.conclude import sign_conclusion, write_conclusion
from motcua.office.inspections.actions.decide_inspection import decide_inspection
from motcua.office.inspections.actions.draw_cases import draw_cases, order_draw
from motcua.office.inspections.actions.drop_inspection import drop_inspection
from motcua.office.inspections.actions.judge_remedy import judge_remedy
from motcua.office.inspections.actions.load_content import load_inspections
from motcua.office.inspections.actions.note_finding import FindingText, note_finding
from motcua.office.inspections.actions.prepare_decision import Preparation, prepare_decision
from motcua.office.inspections.actions.propose_unplanned import Unplanned, propose_unplanned
from motcua.office.inspections.actions.publish_seed import DrawText, publish_seed
from motcua.office.inspections.actions.record_plan import PlanText, record_plan
from motcua.office.inspections.actions.record_visit import Minutes, record_visit
from motcua.office.inspections.actions.remedy_finding import remedy_finding
from motcua.office.inspections.actions.remind import remind
from motcua.office.inspections.actions.sign_paper import sign_paper
from motcua.office.inspections.models import (
    CaseDraw,
    DrawnCase,
    Finding,
    FindingStep,
    Inspection,
    InspectionPaper,
    InspectionPlan,
    TeamMember,
    Visit,
    VisitFile,
)
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.queries.inspections import (
    Desk,
    FindingRow,
    Sheet,
    draw_page,
    file_of,
    finding_page,
    inspection_desk,
    inspection_sheet,
    plan_page,
)
from motcua.office.inspections.rights import ANSWER, DECIDE, INSPECT, READ
from motcua.office.inspections.rules.plan_lines import PlannedLine, read_plan
from motcua.office.inspections.rules.turns import FindingState, FindingTurn, State, Turn, after, finding_after

__all__ = [
    "ANSWER",
    "DECIDE",
    "INSPECT",
    "READ",
    "AdoptedFinding",
    "AdoptedInspection",
    "AdoptedPlan",
    "CaseDraw",
    "Desk",
    "DrawText",
    "DrawnCase",
    "Finding",
    "FindingRow",
    "FindingState",
    "FindingStep",
    "FindingText",
    "FindingTurn",
    "Inspection",
    "InspectionPaper",
    "InspectionPlan",
    "Minutes",
    "PlanText",
    "PlannedLine",
    "Preparation",
    "Sheet",
    "State",
    "TeamMember",
    "Turn",
    "Unplanned",
    "Visit",
    "VisitFile",
    "acknowledge_visit",
    "adopt_inspections",
    "after",
    "approve_plan",
    "check_case",
    "decide_inspection",
    "draw_cases",
    "draw_page",
    "drop_inspection",
    "file_of",
    "finding_after",
    "finding_page",
    "inspection_content",
    "inspection_desk",
    "inspection_sheet",
    "judge_remedy",
    "lift_finding",
    "load_inspections",
    "look_at_case",
    "move_deadline",
    "note_finding",
    "order_draw",
    "plan_page",
    "prepare_decision",
    "propose_unplanned",
    "publish_seed",
    "read_plan",
    "record_plan",
    "record_visit",
    "remedy_finding",
    "remind",
    "sign_conclusion",
    "sign_paper",
    "write_conclusion",
]
