"""The messages of the payment platform: which fields they have, in which order they are summed, and how they are read.

INIT, CONFIRM and QUERY are those of the national payment platform (domain 9.3 [sure]); the refund, the answers to QUERY, the daily file
and the fields of GET_BILL follow the same pattern, their field order is ours [check].
"""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput

INIT = (
    "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi", "NgonNgu",
    "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip",
)  # fmt: skip
CONFIRM = (
    "LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich",
)  # fmt: skip
CONFIRMED = ("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
QUERY = ("LoaiBanTin", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
QUERIED = ("MaLoi", "MaDoiTac", "MaThamChieu", "TrangThaiGD", "SoTien", "MaGiaoDich", "MaNganHang", "ThoiGianGD")
REFUND = ("LoaiBanTin", "MaDoiTac", "MaThamChieu", "MaThamChieuHoan", "SoTien", "LyDo", "ThoiGianGD")
REFUNDED = ("MaLoi", "MaDoiTac", "MaThamChieu", "MaThamChieuHoan", "TrangThaiGD")
SETTLE = ("LoaiBanTin", "MaDoiTac", "NgayDoiSoat")
GET_BILL = ("LoaiBanTin", "MaDoiTac", "MaYeuCau", "MaThamChieu", "MaHoSo", "ThoiGianGD")
BILL = ("MaLoi", "MaDoiTac", "MaYeuCau", "MaHoSo", "TongSoTien", "MaBam", "ThoiGianGD")
OK, UNKNOWN, FORGED, WRONG_AMOUNT, OLD, LATER = "0", "01", "02", "04", "06", "99"
LONGEST = 500
_MOMENT = "%Y%m%d%H%M%S"


def checksum(message: Mapping[str, object], order: Sequence[str], secret: str) -> str:
    """SHA-256 of the fields joined by `|` in message order, then the secret; a missing field counts as empty."""
    parts = [str(message.get(name, "")) for name in order]
    return sha256("|".join([*parts, secret]).encode()).hexdigest()


def sealed(message: Mapping[str, object], order: Sequence[str], secret: str) -> dict[str, object]:
    """The message with its checksum (MaXacThuc)."""
    return {**message, "MaXacThuc": checksum(message, order, secret)}


def is_genuine(message: Mapping[str, object], order: Sequence[str], secret: str) -> bool:
    """Whether the checksum of a message holds."""
    given = message.get("MaXacThuc")
    return isinstance(given, str) and hmac.compare_digest(given.lower().encode(), checksum(message, order, secret).encode())


def plain(text: str, longest: int = 200) -> str:
    """A text that can stand in a message: no separator, no line breaks."""
    return " ".join(text.replace("|", " ").split())[:longest]


def moment_text(moment: datetime) -> str:
    """yyyyMMddHHmmss in the time zone of Viet Nam."""
    return moment.astimezone(VIETNAM).strftime(_MOMENT)


def moment_of(text: str) -> datetime | None:
    """A moment of a message; None when it is empty. Raises InvalidInput when it is none."""
    if not text:
        return None
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise not_a_message() from error


def amount_of(text: object) -> int:
    """An amount in đồng, given as number or digits; raises InvalidInput."""
    if isinstance(text, int) and not isinstance(text, bool) and 0 <= text < 10**15:
        return text
    if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text)
    raise not_a_message()


def read_fields(found: object, names: Sequence[str]) -> dict[str, str]:
    """The named fields of a decoded message as texts; raises InvalidInput when it is no message of this kind."""
    if not isinstance(found, Mapping):
        raise not_a_message()
    fields: dict[str, str] = {}
    for name in (*names, "MaXacThuc"):
        value = found.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > LONGEST:
            raise not_a_message()
        fields[name] = str(value)
    return fields


def not_a_message() -> InvalidInput:
    """What is said about something that is no message."""
    return InvalidInput("This is not a message of the payment platform.", code="not_a_message")
