"""Tell the portal what became of its filings, and fetch those whose call did not reach us."""

from django.conf import settings

from motcua.connectors.national_portal.actions.receive_filing import receive_filing
from motcua.connectors.national_portal.client import NationalPortal
from motcua.connectors.national_portal.models import NationalFiling
from motcua.kernel.errors import InvalidInput

_AT_ONCE = 100


def fetch_filings(portal: NationalPortal) -> int:
    """Receive the filings that the portal still holds as waiting; returns how many. Raises `Fault`."""
    found = portal.ask("LayHoSoTrucTuyen", {"MaDonVi": settings.NATIONAL_PORTAL["client_id"]}).get("result")
    received = 0
    for content in found if isinstance(found, list) else []:
        try:
            receive_filing(content)
        except InvalidInput:
            continue  # nothing that names itself: there is nobody to answer
        received += 1
    return received


def report_filings(portal: NationalPortal) -> int:
    """Tell which filings were taken in under which dossier code, and which were refused and why; returns how many. Raises `Fault`."""
    decided = NationalFiling.objects.exclude(state="waiting").exclude(reported__in=["taken_in", "refused"])
    rows = list(decided.select_related("dossier").order_by("id")[:_AT_ONCE])
    if not rows:
        return 0
    items = [
        {
            "MaHoSoQuocGia": row.national_code,
            "TrangThai": row.state,
            "MaHoSo": row.dossier.code if row.dossier else "",
            "LyDo": row.reason,
        }
        for row in rows
    ]
    found = portal.ask("XacNhanHoSo", {"data": items}).get("result")
    known = (
        {str(one.get("MaThongDiep")): str(one.get("error_code")) for one in found if isinstance(one, dict)}
        if isinstance(found, list)
        else {}
    )
    for state in ("taken_in", "refused"):
        told = [row.pk for row in rows if row.state == state and row.national_code in known]
        NationalFiling.objects.filter(pk__in=told).update(reported=state)
    return len(known)
