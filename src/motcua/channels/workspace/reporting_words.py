"""Words for reports: states, periods, findings, values of cells."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext

from motcua.channels.ui.parts import TagTone
from motcua.insight.reporting.api import Finding, Said
from motcua.kernel.errors import words

STATES: Mapping[str, tuple[str, TagTone]] = {
    "draft": (words("Draft"), "plain"),
    "submitted": (words("Waits for approval"), "now"),
    "returned": (words("Returned"), "bad"),
    "approved": (words("Approved"), "good"),
    "consolidated": (words("Taken in"), "good"),
    "exported": (words("Sent"), "good"),
    "locked": (words("Locked"), "good"),
}
EXPORTS: Mapping[str, tuple[str, TagTone]] = {
    "owed": (words("Waits to be sent"), "wait"),
    "sent": (words("Received there"), "good"),
    "refused": (words("Refused there"), "bad"),
}
FREQUENCIES: Mapping[str, str] = {
    "month": words("Monthly"),
    "quarter": words("Quarterly"),
    "half": words("Half-yearly"),
    "year": words("Yearly"),
}
EVENTS: Mapping[str, str] = {
    "report.entered": words("Cells entered by hand"),
    "report.submitted": words("Submitted to the head"),
    "report.returned": words("Returned"),
    "report.approved": words("Approved"),
    "report.signed": words("Signed"),
    "report.consolidated": words("Reports of the units below taken in"),
    "report.amended": words("New edition begun"),
    "report.exported": words("Received by the national system"),
    "report.export_refused": words("Refused by the national system"),
    "report.locked": words("Locked"),
}
_ROMAN = ("", "I", "II", "III", "IV")


def called_period(frequency: str, year: int, number: int) -> str:
    """A period in the reader's language."""
    given = {"number": number, "roman": _ROMAN[number] if number < len(_ROMAN) else number, "year": year}
    if frequency == "month":
        return gettext("month %(number)s of %(year)s") % given
    if frequency == "quarter":
        return gettext("quarter %(roman)s of %(year)s") % given
    if frequency == "half":
        return (gettext("first half of %(year)s") if number == 1 else gettext("second half of %(year)s")) % given
    return gettext("year %(year)s") % given


def told(said: Said) -> str:
    """Words of the content in the reader's language."""
    return said.en if (get_language() or "vi").startswith("en") else said.vi


def finding_said(finding: Finding, row: str, column: str) -> str:
    """What is wrong, in a sentence that names the cells."""
    where = {"form": finding.form, "row": row, "column": column}
    if finding.kind == "missing":
        return gettext("Form %(form)s, %(row)s, column %(column)s: nothing is entered yet.") % where
    given = {
        **where,
        "left": finding.left,
        "sign": finding.sign,
        "right": finding.right,
        "a": f"{finding.left_value.normalize():f}",
        "b": f"{finding.right_value.normalize():f}",
    }
    return gettext("Form %(form)s, %(row)s: %(left)s %(sign)s %(right)s must hold, but there is %(a)s against %(b)s.") % given
