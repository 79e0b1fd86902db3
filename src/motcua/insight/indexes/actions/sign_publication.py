"""Print the published index and sign it as the leader and as the agency."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from motcua.blocks.files.api import store_bytes
from motcua.blocks.printing.api import qr_svg, render_pdf
from motcua.blocks.signing.api import Stamp, ensure_identity, sign_pdf
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.models import ReformRound
from motcua.kernel.clock import VIETNAM

_TEMPLATE = Path(__file__).resolve().parents[1] / "papers" / "reform_index.typ"
_REASON = "Công bố Chỉ số cải cách hành chính"


def sign_publication(round_id: int) -> ReformRound:
    """Make the signed file; one that is signed already is left alone. Printing happens outside the transaction that keeps it."""
    round_ = ReformRound.objects.get(pk=round_id)
    root = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    if round_.file_id is not None or round_.published_at is None or root is None:
        return round_
    name = root.formal_name
    person = ensure_identity(f"person/{round_.signer_name}", name=round_.signer_name, title=round_.signer_title, organisation=name)
    agency = ensure_identity(f"agency/{root.pk}", name=name, title="", organisation=name)
    pdf = sign_pdf(_print(round_, root), identity_key=person.key, reason=_REASON, location=name, visible=Stamp("person", place="signer"))
    pdf = sign_pdf(pdf, identity_key=agency.key, reason=_REASON, location=name, visible=Stamp("agency", place="signer"))
    with transaction.atomic():
        held = ReformRound.objects.select_for_update(of=("self",)).get(pk=round_id)
        if held.file_id is None:
            held.file = store_bytes(f"chi-so-cchc-{held.group}-{held.year}.pdf", pdf, "application/pdf")
            held.save(update_fields=["file"])
    return held


def _print(round_: ReformRound, root: Unit) -> bytes:
    assert round_.published_at is not None  # checked by the caller
    content = round_.content
    ranked, last, rank = [], None, 0
    for place, sheet in enumerate(round_.sheets.select_related("unit").order_by("-index", "unit__name"), start=1):
        rank = rank if sheet.index == last else place
        last = sheet.index
        ranked.append([str(rank), sheet.unit.formal_name, f"{sheet.index}".replace(".", ",")])
    authority, _, title = round_.signer_title.rpartition(", ")
    data = {
        "agency": root.formal_name,
        "number": f"{round_.number}/QĐ-UBND",
        "place": root.short_name,
        "date": round_.published_at.astimezone(VIETNAM).date().isoformat(),
        "title": content.title.vi,
        "decision": content.decision,
        "invented": content.invented,
        "rows": ranked,
        "signer": {"name": round_.signer_name, "title": title or round_.signer_title, "authority": authority},
    }
    url = f"{settings.PUBLIC_URL}/xac-minh/"
    return render_pdf(_TEMPLATE, data, images={"qr": qr_svg(url)}, at=round_.published_at)
