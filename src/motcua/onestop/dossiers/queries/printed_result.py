"""The file of a result before it is signed: the paper of the template, with the pages of the original where it certifies a copy."""

from dataclasses import dataclass
from datetime import datetime

from motcua.blocks.printing.api import render_pdf
from motcua.onestop.catalogue.api import content_of, result_template_of
from motcua.onestop.dossiers.models import Result
from motcua.onestop.dossiers.ports import CopiedPages, CopyMark, certified_copies
from motcua.onestop.dossiers.rules.result_data import ResultData, result_data


@dataclass(frozen=True, slots=True)
class PrintedResult:
    """The PDF, and what was copied into it."""

    pdf: bytes
    copied: CopiedPages | None


def printed_result(result: Result, facts: ResultData, *, qr: str, at: datetime) -> PrintedResult:
    """Print a result with these facts and this QR code (SVG), as of `at`; `Conflict` when an original cannot be copied."""
    dossier, copies = result.dossier, certified_copies()
    key = content_of(dossier.version_id).result.component_copied(dossier.answers)
    copied = copies.pages(dossier.pk, key) if key and copies else None
    data = result_data(facts)
    if copied is not None:
        data["copy"] = {"pages": copied.count}
    pdf = render_pdf(result_template_of(dossier.version_id), data, images={"qr": qr}, at=at)
    if copied is not None and copies is not None:
        pdf = copies.bound(copied, pdf, CopyMark(facts.number, facts.decided_at.date(), facts.agency))
    return PrintedResult(pdf, copied)
