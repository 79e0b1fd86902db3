"""Reform report: the only door of this module."""

from motcua.insight.reform_report.actions.keep_run import keep_run
from motcua.insight.reform_report.actions.load_reports import load_reports
from motcua.insight.reform_report.models import ReportRun
from motcua.insight.reform_report.queries.build_report import build_report, definition_on
from motcua.insight.reform_report.queries.check_text import CheckedText, check_text
from motcua.insight.reform_report.queries.renderings import as_html, as_pdf
from motcua.insight.reform_report.queries.runs import run_differences, run_of, runs
from motcua.insight.reform_report.rights import LOAD, READ
from motcua.insight.reform_report.rules.claim_document import words_of
from motcua.insight.reform_report.rules.claim_questions import Question
from motcua.insight.reform_report.rules.definition import Definition
from motcua.insight.reform_report.rules.facts import Fact, Moved, Report, contract
from motcua.insight.reform_report.rules.paper import Block, Paper, paper
from motcua.insight.reform_report.rules.prose import Piece, written
from motcua.insight.reform_report.rules.text_document import as_docx

__all__ = [
    "LOAD",
    "READ",
    "Block",
    "CheckedText",
    "Definition",
    "Fact",
    "Moved",
    "Paper",
    "Piece",
    "Question",
    "Report",
    "ReportRun",
    "as_docx",
    "as_html",
    "as_pdf",
    "build_report",
    "check_text",
    "contract",
    "definition_on",
    "keep_run",
    "load_reports",
    "paper",
    "run_differences",
    "run_of",
    "runs",
    "words_of",
    "written",
]
