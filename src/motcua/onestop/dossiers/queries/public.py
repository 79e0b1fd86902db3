"""What anyone may see: a dossier by code and identity number, a result by its verification code."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.kernel.errors import NotFound, words
from motcua.onestop.dossiers.models import Dossier, Result


@dataclass(frozen=True, slots=True)
class PublicView:
    """The little that is told without logging in."""

    code: str
    procedure_name: str
    unit_name: str
    status: str
    received_at: datetime | None
    due_at: datetime | None
    new_due_at: datetime | None
    ended_at: datetime | None


def public_tracking(code: str, identity_number: str) -> PublicView:
    """Status of a dossier for one who knows its code and the owner's identity number (domain 1.7).

    Errors: one and the same `NotFound` whichever of the two is wrong. Channels limit the rate.
    """
    number = identity_number.strip()
    dossier = (
        Dossier.objects.filter(code=code.strip().upper())
        .filter(Q(owner__citizen_id=number) | Q(owner__tax_code=number) | Q(submitter__citizen_id=number))
        .select_related("procedure", "competent")
        .first()
        if number
        else None
    )
    if dossier is None:
        raise NotFound(
            words("No dossier matches this code and this identity number."),
            way_out=words("Both are printed on the receipt slip; check them, or ask at the desk."),
        )
    return PublicView(
        code=dossier.code,
        procedure_name=dossier.procedure.name_vi,
        unit_name=dossier.competent.name,
        status=dossier.status,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        new_due_at=dossier.new_due_at,
        ended_at=dossier.ended_at,
    )


def result_by_code(verification_code: str) -> Result:
    """The result with this verification code; `NotFound` otherwise."""
    return _only(Result.objects.filter(verification_code=verification_code.strip().upper().replace("-", "")))


def result_by_hash(sha256: str) -> Result:
    """The result whose signed file has this SHA-256; `NotFound` otherwise."""
    return _only(Result.objects.filter(file__sha256=sha256.lower()))


def _only(results: QuerySet[Result]) -> Result:
    result = results.select_related("dossier__procedure", "dossier__competent", "issuer", "file").first()
    if result is None:
        raise NotFound(
            words("No result was issued with this code."),
            way_out=words("Check every letter of the code, or upload the PDF file instead."),
        )
    return result
