"""The invented citizens who can log in, and what the identity says about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

_SEXES = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True, slots=True)
class Citizen:
    """One invented person."""

    citizen_id: str
    full_name: str
    birth_date: date
    sex: str
    phone: str = ""
    email: str = ""
    address: str = ""
    commune_code: str = ""

    @property
    def subject(self) -> str:
        """The pairwise subject: stable, tells nothing about the person."""
        return str(uuid5(NAMESPACE_URL, f"sandbox-eid:{self.citizen_id}"))

    @property
    def device(self) -> str:
        """The technical identifier (TechID)."""
        return uuid5(NAMESPACE_URL, f"sandbox-tech:{self.citizen_id}").hex

    def claims(self, level: int) -> dict[str, str]:
        """What userinfo answers, in the names the national login uses."""
        known = {
            "sub": self.subject,
            "LoaiTaiKhoan": "1",
            "SoDinhDanh": self.citizen_id,
            "HoVaTen": self.full_name,
            "NgayThangNamSinh": self.birth_date.strftime("%d/%m/%Y"),
            "GioiTinh": _SEXES.get(self.sex, ""),
            "TechID": self.device,
            "loAs": str(level),
            "IAL": str(level),
        }
        more = {"SoDienThoai": self.phone, "ThuDienTu": self.email, "DiaChi": self.address, "MaXa": self.commune_code}
        return known | ({name: value for name, value in more.items() if value} if level >= 2 else {})


def load_citizens(path: Path) -> dict[str, Citizen]:
    """Read the file of invented citizens, by citizen number.

    Raises ValueError naming the entry when a number is missing or twice, OSError when there is no file.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = content.get("citizens", []) if isinstance(content, dict) else content
    people: dict[str, Citizen] = {}
    for position, row in enumerate(rows, start=1):
        person = _citizen(row, position)
        if person.citizen_id in people:
            raise ValueError(f"{path}: citizen {person.citizen_id} is there twice")
        people[person.citizen_id] = person
    return people


def _citizen(row: Mapping[str, Any], position: int) -> Citizen:
    try:
        birth = row["birth_date"]
        return Citizen(
            citizen_id=str(row["citizen_id"]),
            full_name=str(row["full_name"]),
            birth_date=birth if isinstance(birth, date) else date.fromisoformat(str(birth)),
            sex=str(row.get("sex", "")),
            phone=str(row.get("phone", "")),
            email=str(row.get("email", "")),
            address=str(row.get("address", "")),
            commune_code=str(row.get("commune_code", "")),
        )
    except KeyError as error:
        raise ValueError(f"citizen number {position} of the file has no {error.args[0]}") from error
