"""The papers of an inspection as PDF before they are signed."""

from datetime import date, datetime
from pathlib import Path

from motcua.blocks.printing.api import render_pdf
from motcua.ground.directory.api import superior_of
from motcua.kernel.clock import VIETNAM
from motcua.office.inspections.models import Finding, Inspection, InspectionPaper, Visit
from motcua.office.inspections.queries.content import inspection_content
from motcua.office.inspections.rules.turns import FindingState

_PAPERS = Path(__file__).resolve().parents[1] / "papers"
_SEVERITIES = {Finding.Severity.MINOR: "Nhẹ", Finding.Severity.NOTABLE: "Đáng kể", Finding.Severity.SERIOUS: "Nghiêm trọng"}


def paper_pdf(paper: InspectionPaper) -> bytes:
    """Print a paper as of the moment it was ordered."""
    found = paper.inspection
    data = {**_common(paper, found), **_EXTRA[InspectionPaper.Kind(paper.kind)](paper, found)}
    return render_pdf(_PAPERS / f"{paper.kind}.typ", data, at=paper.ordered_at)


def _common(paper: InspectionPaper, found: Inspection) -> dict[str, object]:
    body, above = found.body, superior_of(found.body_id)
    authority, _, title = paper.signer_title.rpartition(", ")
    subject = inspection_content().subject(found.subject)
    return {
        "agency": {"name": body.formal_name, "superior": above.formal_name if above else ""},
        "place": body.short_name,
        "date": _day(paper.ordered_at),
        "unit": found.unit.formal_name,
        "subject": subject.vi if subject else found.subject,
        "matter": found.matter,
        "law": inspection_content().law_on(paper.ordered_at.astimezone(VIETNAM).date()).named,
        "plan": f"{found.plan.number}, năm {found.plan.year}" if found.plan else "",
        "grounds": found.grounds,
        "decision": {"number": f"{found.decision_number or 0:02d}/QĐ-TTr", "date": _day(found.decided_at)},
        "team": [{"name": one.name, "title": one.title, "head": one.is_head} for one in found.team.all()],
        "signer": {"name": paper.signer_name, "title": title or paper.signer_title, "authority": authority},
        "invented": bool(found.origin),
    }


def _decision(_paper: InspectionPaper, found: Inspection) -> dict[str, object]:
    return {
        "starts": _iso(found.starts_on),
        "days": found.days,
        "examined": [_iso(found.examined_from), _iso(found.examined_to)],
    }


def _minutes(paper: InspectionPaper, _found: Inspection) -> dict[str, object]:
    visit = paper.visit
    assert visit is not None  # the constraint of its kind
    return {
        "visit": {"place": visit.place, "present": visit.present, "writer": visit.written_by, "moment": _moment(visit)},
        "paragraphs": _lines(visit.minutes),
        "remarks": _lines(visit.remarks),
        "files": [one.file.name for one in visit.files.select_related("file")],
    }


def _conclusion(_paper: InspectionPaper, found: Inspection) -> dict[str, object]:
    told = found.findings.exclude(state=FindingState.LIFTED).select_related("owner")
    return {
        "number": f"{found.conclusion_number or 0:02d}/KL-TTr",
        "examined": [_iso(found.examined_from), _iso(found.examined_to)],
        "paragraphs": _lines(found.conclusion),
        "findings": [
            {
                "place": str(one.place),
                "title": one.title,
                "what": one.what,
                "rule": one.rule,
                "severity": _SEVERITIES[Finding.Severity(one.severity)],
                "recommendation": one.recommendation,
                "owner": one.owner.name,
                "due": _iso(one.first_due_on),
            }
            for one in told
        ],
    }


_EXTRA = {
    InspectionPaper.Kind.DECISION: _decision,
    InspectionPaper.Kind.MINUTES: _minutes,
    InspectionPaper.Kind.CONCLUSION: _conclusion,
}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _day(moment: datetime | None) -> str:
    return moment.astimezone(VIETNAM).date().isoformat() if moment else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(visit: Visit) -> str:
    return visit.visited_at.astimezone(VIETNAM).isoformat()
