"""The hall of the ward for tests, its people, and a dossier whose result waits there."""

from datetime import datetime

from motcua.blocks.files.api import store_bytes
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.onestop.desk.api import Counter, Hall, load_halls
from motcua.onestop.dossiers.api import Dossier, Result, receive_dossier
from motcua.onestop.dossiers.tests.test_life import done, submitted
from tests.office import PROVINCE, Office

EXTRACT = "2.000635"
THANH = {"SoDinhDanh": "038078011358", "HoVaTen": "Lê Văn Thành", "NgayThangNamSinh": "1978-11-02", "GioiTinh": "Nam", "loAs": "2"}
ANH = {"SoDinhDanh": "038302006645", "HoVaTen": "Trịnh Minh Anh", "NgayThangNamSinh": "2002-07-25", "GioiTinh": "Nữ", "loAs": "2"}


def ward_hall() -> Hall:
    """The hall of Điện Biên ward, as the province's content says."""
    load_halls(PROVINCE / "desks", actor=SYSTEM)
    return Hall.objects.select_related("unit").get(slug="dien-bien")


def counters(hall: Hall) -> tuple[Counter, Counter]:
    """Its counters: the first serves everything, the second civil status and certification."""
    first, second = hall.counters.order_by("place")
    return first, second


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    """A moment of the office's week (14 November 2022 is a Monday)."""
    return datetime(2022, 11, day, hour, minute, tzinfo=clock.VIETNAM)


def resolved(office: Office, *, fee: int = 16_000) -> Dossier:
    """A dossier whose signed result waits at the desk."""
    dossier = submitted(office)
    receive_dossier(dossier.code, fee_collected=fee, fee_later=not fee, actor=office.actor("dienbien.motcua"))
    done(dossier, "propose", office.actor("dienbien.tuphap"))
    done(dossier, "approved", office.actor("dienbien.chutich"))
    file = store_bytes("ket-qua.pdf", b"%PDF-1.7 invented", "application/pdf")
    Result.objects.filter(dossier=dossier).update(signed_at=clock.now(), file=file)
    dossier.refresh_from_db()
    return dossier
