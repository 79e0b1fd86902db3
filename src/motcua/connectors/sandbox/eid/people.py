"""The invented citizens who can log in, and what the identity says about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml


@dataclass(frozen=True, slots=True)
class Citizen:
    """One invented person, for oneself or for an organisation; `highest` is the level of assurance reached."""

    subject: str
    full_name: str
    citizen_id: str = ""
    birth_date: date | None = None
    sex: str = ""
    tax_code: str = ""
    organisation: str = ""
    highest: int = 2
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""

    @property
    def label(self) -> str:
        """How the page shows this login."""
        return f"{self.organisation} ({self.full_name})" if self.organisation else self.full_name

    def claims(self, level: int) -> dict[str, str]:
        """What userinfo answers, in the names the national login uses; level 1 tells no contacts."""
        known = {
            "sub": self.subject,
            "LoaiTaiKhoan": "2" if self.organisation else "1",
            "SoDinhDanh": self.citizen_id,
            "HoVaTen": self.full_name,
            "NgayThangNamSinh": self.birth_date.strftime("%d/%m/%Y") if self.birth_date else "",
            "GioiTinh": self.sex,
            "MaSoThue": self.tax_code,
            "TenDoanhNghiep": self.organisation,
            "TechID": uuid5(NAMESPACE_URL, f"sandbox-tech:{self.subject}").hex,
            "loAs": str(level),
            "IAL": str(level),
        }
        contacts = {"SoDienThoai": self.phone, "ThuDienTu": self.email, "DiaChi": self.address, "MaXa": self.commune_code}
        return {name: value for name, value in (known | (contacts if level >= 2 else {})).items() if value}


def load_citizens(path: Path) -> dict[str, Citizen]:
    """Read the file of invented citizens and organisations, by subject.

    Raises ValueError naming the entry when something is missing or twice, OSError when there is no file.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or not content.get("citizens"):
        raise ValueError(f"{path}: there are no citizens")
    people: dict[str, Citizen] = {}
    for group in ("citizens", "organisations"):
        for position, row in enumerate(content.get(group) or [], start=1):
            person = _citizen(row, f"number {position} of {group}")
            if person.subject in people:
                raise ValueError(f"{path}: {person.subject} is there twice")
            people[person.subject] = person
    return people


def _citizen(row: Mapping[str, Any], place: str) -> Citizen:
    is_organisation = str(row.get("LoaiTaiKhoan", "1")) == "2"
    needed = ("sub", "HoVaTen", *(("MaSoThue", "TenDoanhNghiep") if is_organisation else ("SoDinhDanh", "NgayThangNamSinh")))
    missing = [name for name in needed if not row.get(name)]
    if missing:
        raise ValueError(f"{place} has no {', '.join(missing)}")
    birth = row.get("NgayThangNamSinh")
    return Citizen(
        subject=str(row["sub"]),
        full_name=str(row["HoVaTen"]),
        citizen_id=str(row.get("SoDinhDanh", "")),
        birth_date=date.fromisoformat(str(birth)) if birth else None,
        sex=str(row.get("GioiTinh", "")),
        tax_code=str(row.get("MaSoThue", "")),
        organisation=str(row.get("TenDoanhNghiep", "")),
        highest=int(row.get("loa", 2)),
        **{name: str(row.get(name, "")) for name in ("phone", "email", "address", "commune_code")},
    )
