"""Print a paper of an inspection, sign it, keep the file."""

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.inspections.events import INSPECTION, InspectionEvent
from motcua.office.inspections.models import InspectionPaper
from motcua.office.inspections.queries.papers import paper_pdf
from motcua.office.inspections.rights import READ

_REASONS = {
    InspectionPaper.Kind.DECISION: "Quyết định thanh tra",
    InspectionPaper.Kind.MINUTES: "Biên bản làm việc",
    InspectionPaper.Kind.CONCLUSION: "Kết luận thanh tra",
}
_NAMES = {"decision": "quyet-dinh", "minutes": "bien-ban", "conclusion": "ket-luan"}


def sign_paper(paper_id: int, *, actor: Actor) -> InspectionPaper:
    """Make the signed file; one that is signed already is left alone. Printing happens outside the transaction that keeps it."""
    require(actor, READ)
    rows = InspectionPaper.objects.select_related("inspection__body", "inspection__unit", "inspection__plan", "visit")
    paper = rows.get(pk=paper_id)
    if paper.file_id is not None:
        return paper
    signed = _signed(paper)
    with transaction.atomic():
        held = InspectionPaper.objects.select_for_update(of=("self",)).get(pk=paper_id)
        if held.file_id is None:
            held.file = store_bytes(f"{_NAMES[held.kind]}-{held.inspection_id}-{held.pk}.pdf", signed, "application/pdf")
            held.save(update_fields=["file"])
            payload = {"paper": held.kind, "sha256": held.file.sha256}
            unit_id = paper.inspection.unit_id
            record(INSPECTION, held.inspection_id, InspectionEvent.SIGNED, actor=actor, at=clock.now(), unit_id=unit_id, payload=payload)
    return held


def _signed(paper: InspectionPaper) -> bytes:
    found, reason = paper.inspection, _REASONS[InspectionPaper.Kind(paper.kind)]
    name = found.body.formal_name
    pdf = paper_pdf(paper)
    if paper.visit is not None:
        writer = ensure_identity(f"person/{paper.visit.written_by_account}", name=paper.visit.written_by, title="", organisation=name)
        stamp = Stamp("person", place="writer")
        pdf = sign_pdf(pdf, identity_key=writer.key, reason=reason, location=name, visible=stamp)
        name = found.unit.formal_name
    signer = ensure_identity(f"person/{paper.signer_account}", name=paper.signer_name, title=paper.signer_title, organisation=name)
    pdf = sign_pdf(pdf, identity_key=signer.key, reason=reason, location=name, visible=Stamp("person", place="signer"))
    if paper.visit is not None:
        return pdf
    agency = ensure_identity(f"agency/{found.body_id}", name=name, title="", organisation=name)
    return sign_pdf(pdf, identity_key=agency.key, reason=reason, location=name, visible=Stamp("agency", place="signer"))
