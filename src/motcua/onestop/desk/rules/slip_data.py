"""What slips 01-05 print (TT 01/2018 and TT 03/2025/TT-VPCP, annexes): the facts become the data of the templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

NUMBER_SUFFIX = {"01": "TNHS", "02": "HDHS", "03": "TCHS", "04": "PXL", "05": "TBDG"}


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """Everything a slip may tell; moments are in the time zone of Viet Nam."""

    form: str
    number: int
    year: int
    issued_at: datetime
    issued_by: str
    agency: str
    superior: str
    one_stop: str
    place: str
    phone: str
    dossier_code: str
    applicant: Mapping[str, str]
    submitter: str
    request: str
    components: Sequence[Mapping[str, Any]]
    time_limit: Mapping[str, Any] | None
    received_at: datetime | None
    due_at: datetime | None
    result_place: str
    fees: Sequence[Mapping[str, Any]]
    status_url: str
    website: str
    reason: str = ""
    legal_basis: str = ""
    answer_by: datetime | None = None
    form_set: str = "2018"
    circular: str = ""
    old_due: datetime | None = None
    new_due: datetime | None = None
    late_days: int = 0
    signer_title: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def slip_data(facts: SlipFacts) -> dict[str, Any]:
    """The data contract of the templates; each prints the keys its form has."""
    data: dict[str, Any] = {
        "agency": {"superior": facts.superior, "name": facts.agency},
        "one_stop": facts.one_stop,
        "number": f"{facts.number:04d}/{NUMBER_SUFFIX[facts.form]}",
        "place": facts.place,
        "date": facts.issued_at.date().isoformat(),
        "dossier_code": facts.dossier_code,
        "applicant": dict(facts.applicant),
        "submitter": facts.submitter,
        "request": facts.request,
        "components": [dict(row) for row in facts.components],
        "officer": {"name": facts.issued_by},
        "help": {"officer": facts.issued_by, "phone": facts.phone, "website": facts.website},
    }
    if facts.form == "01":
        return data | _receipt(facts)
    return data | _reasoned(facts) | (_apology(facts) if facts.form == "04" else {})


def _receipt(facts: SlipFacts) -> dict[str, Any]:
    return {
        "sets": 1,
        "time_limit": facts.time_limit,
        "received_at": _minute(facts.received_at),
        "due_at": _minute(facts.due_at),
        "result_place": facts.result_place,
        "fees": [dict(row) for row in facts.fees],
        "book": {"volume": f"01/{facts.year}", "serial": f"{facts.number:04d}"},
        "status_url": facts.status_url,
    }


def _reasoned(facts: SlipFacts) -> dict[str, Any]:
    number = f"{facts.number:04d}" if facts.form == "02" else f"{facts.number:04d}/{NUMBER_SUFFIX[facts.form]}"
    return {"number": number, "reason": facts.reason, "legal_basis": facts.legal_basis, "answer_by": _minute(facts.answer_by)}


def _apology(facts: SlipFacts) -> dict[str, Any]:
    """Form 04: what was promised, by how much it is late, and the one new date."""
    return {
        "form_set": facts.form_set,
        "received_at": _minute(facts.received_at),
        "old_due": _minute(facts.old_due),
        "new_due": _minute(facts.new_due),
        "late_days": facts.late_days,
        "signer": {"name": facts.issued_by, "title": facts.signer_title},
    }


def _minute(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M") if moment else ""
