"""The paper as a page of its own and as a PDF."""

from dataclasses import asdict
from pathlib import Path

from django.template.loader import render_to_string

from motcua.blocks.printing.api import render_pdf
from motcua.insight.reform_report.rules.facts import Address, Report
from motcua.insight.reform_report.rules.paper import paper

_TEMPLATE = Path(__file__).resolve().parents[1] / "typst" / "reform.typ"


def as_html(report: Report, address: Address) -> str:
    """A page that stands alone: it loads nothing and prints well."""
    return render_to_string("reform_report/alone.html", {"paper": paper(report, address), "report": report})


def as_pdf(report: Report, address: Address) -> bytes:
    """An official paper, PDF/A."""
    told = paper(report, address)
    data = {**asdict(told), "date": report.made_at.date().isoformat()}
    return render_pdf(_TEMPLATE, data, at=report.made_at)
