"""Reporting regimes: the only door of this module."""

from motcua.insight.reporting.actions.amend_report import amend_report
from motcua.insight.reporting.actions.approve_report import approve_report
from motcua.insight.reporting.actions.consolidate_report import consolidate_report
from motcua.insight.reporting.actions.enter_cells import cell_name, enter_cells
from motcua.insight.reporting.actions.fill_reports import fill_period, fill_report
from motcua.insight.reporting.actions.load_regimes import load_regimes
from motcua.insight.reporting.actions.open_period import open_due_periods, open_period
from motcua.insight.reporting.actions.remind import TEMPLATE as REMINDER_TEMPLATE
from motcua.insight.reporting.actions.remind import remind
from motcua.insight.reporting.actions.return_report import return_report
from motcua.insight.reporting.actions.send_report import send_again, send_report
from motcua.insight.reporting.actions.sign_report import sign_report
from motcua.insight.reporting.actions.submit_report import submit_report
from motcua.insight.reporting.models import Export, Period, RegimeVersion, Report, SheetKept
from motcua.insight.reporting.queries.sheets import Filled, findings_of, sheets_of

__all__ = [
    "REMINDER_TEMPLATE",
    "Export",
    "Filled",
    "Period",
    "RegimeVersion",
    "Report",
    "SheetKept",
    "amend_report",
    "approve_report",
    "cell_name",
    "consolidate_report",
    "enter_cells",
    "fill_period",
    "fill_report",
    "findings_of",
    "load_regimes",
    "open_due_periods",
    "open_period",
    "remind",
    "return_report",
    "send_again",
    "send_report",
    "sheets_of",
    "sign_report",
    "submit_report",
]
