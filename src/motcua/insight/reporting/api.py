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
from motcua.insight.reporting.queries.behind import Behind, behind
from motcua.insight.reporting.queries.own import may_enter
from motcua.insight.reporting.queries.printing import report_pdf, report_workbook
from motcua.insight.reporting.queries.reading import (
    Board,
    DueRow,
    ReportPage,
    board,
    history_of,
    my_reports,
    periods_seen,
    regimes_now,
    report_of,
    report_page,
)
from motcua.insight.reporting.queries.sheets import Filled, findings_of, sheets_of
from motcua.insight.reporting.queries.tables import Line, Table, names_for, table_of, written
from motcua.insight.reporting.rules.checks import Finding
from motcua.insight.reporting.rules.differences import Difference
from motcua.insight.reporting.rules.forms import Column, Form, Said
from motcua.insight.reporting.rules.regimes import Regime
from motcua.insight.reporting.rules.sheets import Value

__all__ = [
    "REMINDER_TEMPLATE",
    "Behind",
    "Board",
    "Column",
    "Difference",
    "DueRow",
    "Export",
    "Filled",
    "Finding",
    "Form",
    "Line",
    "Period",
    "Regime",
    "RegimeVersion",
    "Report",
    "ReportPage",
    "Said",
    "SheetKept",
    "Table",
    "Value",
    "amend_report",
    "approve_report",
    "behind",
    "board",
    "cell_name",
    "consolidate_report",
    "enter_cells",
    "fill_period",
    "fill_report",
    "findings_of",
    "history_of",
    "load_regimes",
    "may_enter",
    "my_reports",
    "names_for",
    "open_due_periods",
    "open_period",
    "periods_seen",
    "regimes_now",
    "remind",
    "report_of",
    "report_page",
    "report_pdf",
    "report_workbook",
    "return_report",
    "send_again",
    "send_report",
    "sheets_of",
    "sign_report",
    "submit_report",
    "table_of",
    "written",
]
