"""A slip as PDF: the signed file, or at once an unsigned print while the signature is still being made."""

from pathlib import Path

from motcua.blocks.files.api import read_bytes
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.desk.queries.slip_facts import slip_facts
from motcua.onestop.desk.rules.slip_data import slip_data
from motcua.onestop.dossiers.api import Dossier, Slip
from motcua.onestop.evaluation.api import rating_address

TEMPLATES = Path(__file__).resolve().parents[1] / "slips"


def slip_pdf(slip_id: int, *, actor: Actor) -> bytes:
    """The PDF of a slip of a dossier the actor may see; `NotFound` otherwise."""
    slip = (
        Slip.objects.filter(pk=slip_id, dossier__in=Dossier.objects.visible_to(actor))
        .select_related("file", "dossier__owner", "dossier__submitter")
        .first()
    )
    if slip is None:
        raise NotFound(words("There is no such slip that you may see."))
    return read_bytes(slip.file) if slip.file else print_slip_of(slip)


def print_slip_of(slip: Slip) -> bytes:
    """The slip in the layout of TT 01/2018/TT-VPCP, not signed."""
    facts = slip_facts(slip)
    images = {"qr": qr_svg(facts.status_url)}
    if slip.form == Slip.Form.RECEIPT and slip.dossier.parent_id is None:  # a part is rated with its whole
        images["qr_rating"] = qr_svg(rating_address(facts.dossier_code))
    return render_pdf(TEMPLATES / f"slip_{slip.form}.typ", slip_data(facts), images=images, at=facts.issued_at)
