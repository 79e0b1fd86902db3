"""What the electronic identity says, read into our words (claims of the national login, VNeID)."""

from collections.abc import Mapping
from datetime import date, datetime

from motcua.ground.parties.rules.identity import Particulars
from motcua.kernel.errors import InvalidInput, words

_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
_SEXES = {"1": "male", "nam": "male", "male": "male", "0": "female", "2": "female", "nữ": "female", "female": "female"}
_ORGANISATION = "2"


def read_claims(claims: Mapping[str, object]) -> tuple[Particulars, int]:
    """Who logged in and at which level of assurance (0 to 2); refuses claims without a number that names one."""
    organisation = _text(claims, "LoaiTaiKhoan") == _ORGANISATION
    particulars = _organisation(claims) if organisation else _person(claims)
    if not (particulars.tax_code if organisation else particulars.citizen_id):
        raise InvalidInput(
            words("The electronic identity did not say who you are."),
            code="claims_incomplete",
            way_out=words("Log in again; if it happens again, please come to the one-stop desk."),
        )
    return particulars, _level(_text(claims, "loAs") or _text(claims, "loa"))


def _person(claims: Mapping[str, object]) -> Particulars:
    return Particulars(
        kind="person",
        full_name=_text(claims, "HoVaTen") or _text(claims, "name"),
        citizen_id=_text(claims, "SoDinhDanh"),
        birth_date=_day(_text(claims, "NgayThangNamSinh")),
        sex=_SEXES.get(_text(claims, "GioiTinh").lower(), ""),
        phone=_text(claims, "SoDienThoai"),
        email=_text(claims, "ThuDienTu"),
        address=_text(claims, "DiaChi"),
        commune_code=_text(claims, "MaXa")[:5],
    )


def _organisation(claims: Mapping[str, object]) -> Particulars:
    return Particulars(
        kind="organisation",
        full_name=_text(claims, "TenDoanhNghiep") or _text(claims, "HoVaTen"),
        tax_code=_text(claims, "MaSoThue") or _text(claims, "MaSoDoanhNghiep"),
        phone=_text(claims, "SoDienThoai"),
        email=_text(claims, "ThuDienTu"),
        address=_text(claims, "DiaChi"),
    )


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return str(value).strip() if value is not None else ""


def _level(text: str) -> int:
    digits = "".join(sign for sign in text if sign.isdigit())
    return min(int(digits[-1]), 2) if digits else 0


def _day(text: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    return None
