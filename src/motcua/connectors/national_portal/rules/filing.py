"""A filing of the national portal, read strictly: what it must say is checked, everything else is kept as it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.ground.parties.api import Particulars
from motcua.kernel.errors import FieldError, InvalidInput, words
from motcua.kernel.text import fold

_SEXES = {"1": "male", "nam": "male", "0": "female", "2": "female", "nữ": "female"}
_CITIZEN = "1"
_MOST_PAPERS = 30


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """A file of the filing: for which component, its name, and where it lies at the portal."""

    component_key: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of the e-form: the name and label of the question there, and what was answered."""

    name: str
    label: str
    value: object


@dataclass(frozen=True, slots=True)
class Filing:
    """What we need of a filing."""

    national_code: str
    procedure_code: str
    agency_code: str
    owner: Particulars
    by_post: bool
    told: Sequence[Told] = field(default=())
    papers: Sequence[FiledPaper] = field(default=())


def national_code_of(content: object) -> str:
    """The national code of what arrived; raises InvalidInput when it is no filing at all."""
    code = content.get("MaHoSoQuocGia") if isinstance(content, Mapping) else None
    if not isinstance(code, str) or not 0 < len(code.strip()) <= 60:
        raise InvalidInput(words("This is not a filing of the national portal."), code="not_a_filing")
    return code.strip()


def read_filing(content: Mapping[str, object]) -> Filing:
    """Read a filing; raises InvalidInput naming everything that is missing or wrong."""
    wrong = [
        FieldError(name, words("“%(name)s” is missing."), {"name": name})
        for name in ("MaTTHC", "MaCoQuan", "ChuHoSo")
        if not _text(content, name)
    ]
    numbers = _numbers(content)
    if not numbers:
        wrong.append(FieldError("DinhDanhCHS", words("The identity number of the owner is missing.")))
    if wrong:
        raise InvalidInput(words("The filing is not complete: %(what)s."), params={"what": ", ".join(e.field for e in wrong)}, fields=wrong)
    return Filing(
        national_code=national_code_of(content),
        procedure_code=_text(content, "MaTTHC"),
        agency_code=_text(content, "MaCoQuan"),
        owner=_owner(content, numbers),
        by_post=_text(content, "HinhThuc") == "1",
        told=[Told(_text(one, "TenTruong"), _text(one, "NhanTruong"), one.get("GiaTri")) for one in _list(content, "ToKhai")],
        papers=[
            FiledPaper(_text(one, "MaThanhPhanHoSo"), _text(one, "TenTepDinhKem") or "tep", _text(one, "DuongDanTaiTepTin"))
            for one in _list(content, "TaiLieuNop")[:_MOST_PAPERS]
        ],
    )


def is_another_person(name: str, known: str) -> bool:
    """Whether the name told is not the name known under the same number; marks and blanks do not matter."""
    return fold(name) != fold(known)


def _owner(content: Mapping[str, object], numbers: Sequence[str]) -> Particulars:
    is_person = _text(content, "LoaiDoiTuong") in {"", _CITIZEN}
    return Particulars(
        kind="person" if is_person else "organisation",
        full_name=" ".join(_text(content, "ChuHoSo").split()),
        citizen_id=numbers[0] if is_person else "",
        tax_code="" if is_person else numbers[0],
        birth_date=_day(_text(content, "NgaySinh")) if is_person else None,
        sex=_SEXES.get(_text(content, "GioiTinh").lower(), "") if is_person else "",
        phone=_text(content, "SoDienThoai"),
        email=_text(content, "Email"),
        address=_text(content, "DiaChi")[:300],
    )


def _numbers(content: Mapping[str, object]) -> list[str]:
    return [number for one in _list(content, "DinhDanhCHS") if (number := "".join(_text(one, "SoDinhDanh").split()))]


def _text(content: Mapping[str, object], name: str) -> str:
    value = content.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _list(content: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = content.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date() if len(text) == 8 else None  # noqa: DTZ007 -- a day has no zone
    except ValueError:
        return None
