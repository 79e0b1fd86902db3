"""A device of the desk, for tests: prepared, then cut off."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from motcua.blocks.forms.api import Area
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.desk.api import Device, OfflineEntry, Prepared, SentEntry, reserve_numbers, take_in_offline
from tests.office import DIEN_BIEN, Office

EXTRACT = "2.000635"
MORNING = datetime(2022, 11, 14, 8, 0, tzinfo=VIETNAM)
POSTED = {
    "nyc_ho_ten": ["Trần Văn Nam"],
    "nyc_so_dinh_danh": ["038085000001"],
    "nyc_dien_thoai": ["0912345678"],
    "nyc_noi_cu_tru-text": ["Số 12 phố Đinh Lễ"],
    "nyc_noi_cu_tru-area": ["Phường Điện Biên, Thành phố Thanh Hóa"],
    "loai_trich_luc": ["khai_sinh"],
    "tu_cach": ["chinh_minh"],
    "ho_ten": ["Trần Văn Nam"],
    "ngay_sinh-day": ["12"],
    "ngay_sinh-month": ["3"],
    "ngay_sinh-year": ["1985"],
    "noi_dang_ky": ["Ủy ban nhân dân phường Điện Biên"],
    "so_luong": ["2"],
    "mien_phi": ["khong"],
    "cam_doan": ["true"],
}


def nobody(_typed: str) -> Area:
    """The areas of the small office."""
    return Area(DIEN_BIEN, "Phường Điện Biên, Thành phố Thanh Hóa")


@dataclass
class TestDevice:
    """Prepared at a moment; every entry takes the next number."""

    __test__ = False
    office: Office
    at: datetime = MORNING
    prepared: Prepared = field(init=False)
    used: int = 0

    def __post_init__(self) -> None:
        with clock.frozen(self.at):
            desk = self.office.unit(f"{DIEN_BIEN}/mot_cua")
            self.prepared = reserve_numbers(desk.pk, device_name="Máy tính bảng 1", per_day=8, days=2, actor=self.officer)

    @property
    def officer(self) -> Actor:
        return self.office.actor("dienbien.motcua")

    @property
    def device(self) -> Device:
        return Device(self.prepared.block.uid, self.prepared.device_key)

    def enter(
        self, *, minutes: int = 10, number: int | None = None, name: str = "Trần Văn Nam", citizen: str = "", **sheet: Any
    ) -> SentEntry:
        """A person taken in without network, `minutes` after the preparation."""
        self.used += 1
        place = self.used if number is None else number
        person = {"number": citizen or f"038085{place:06d}", "full_name": name}
        whole: dict[str, Any] = {"procedure": EXTRACT, "version": 1, "person": person, "posted": POSTED, "fee": 0}
        whole["seen"] = ["giay_to_ho_tich_cu"]
        code = self.prepared.numbers[place - 1].code
        return SentEntry(key=uuid4(), code=code, sequence=self.used, at=self.at + timedelta(minutes=minutes), sheet={**whole, **sheet})

    def send(self, entry: SentEntry, *, later: timedelta = timedelta(hours=5), again: bool = False) -> OfflineEntry:
        """The line is back."""
        with clock.frozen(self.at + later):
            return take_in_offline(entry, device=self.device, find_area=nobody, again=again, actor=self.officer)
