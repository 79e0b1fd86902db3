"""What a result template may print: the contract between content and engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ResultData:
    """The facts of one result."""

    number: str
    decided_at: datetime
    place: str
    agency: str
    superior: str
    competent: str
    signer_name: str
    signer_title: str
    dossier_code: str
    received_at: datetime | None
    procedure_name: str
    case_key: str
    owner: Mapping[str, str]
    answers: Mapping[str, object]
    verification_url: str
    verification_code: str


def result_data(facts: ResultData) -> dict[str, object]:
    """The data of the template as plain JSON values; dates as ISO text.

    `signer.authority` is the line above the title (TM. Ủy ban nhân dân; KT. Chủ tịch), empty when one signs in one's own right.
    """
    authority, _, title = facts.signer_title.rpartition(", ")
    return {
        "result": {"number": facts.number, "date": _day(facts.decided_at.date()), "place": facts.place},
        "agency": {"name": facts.agency, "superior": facts.superior},
        "competent": {"name": facts.competent},
        "signer": {"name": facts.signer_name, "title": title, "authority": authority},
        "dossier": {
            "code": facts.dossier_code,
            "case": facts.case_key,
            "procedure": facts.procedure_name,
            "received_at": facts.received_at.isoformat() if facts.received_at else "",
        },
        "owner": dict(facts.owner),
        "answers": dict(facts.answers),
        "verification": {"url": facts.verification_url, "code": facts.verification_code},
    }


def _day(day: date) -> str:
    return day.isoformat()
