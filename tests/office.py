"""A small office for tests: a city, two of its wards, a second district, the departments, their people, the twelve procedures.

Read once per process from the province's own content (cut to a few territories), then put into each test's transaction.
"""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Model

from motcua.blocks.accounts.api import Account
from motcua.blocks.workflow.api import ProcessVersion
from motcua.ground.directory.api import (
    Delegation,
    OfficeHoursSet,
    Post,
    Tenure,
    Unit,
    actor_for,
    load_people,
    load_units,
    unit_by_code,
)
from motcua.ground.parties.api import Party, party_from_claims
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.onestop.catalogue.api import Procedure, ProcedureVersion, forget_versions, load_procedures

PROVINCE = Path(__file__).resolve().parents[1] / "provinces" / "thanh_hoa"
TERRITORIES = ("38", "380", "406", "14767", "15925")
TABLES: tuple[type[Model], ...] = (
    OfficeHoursSet,
    Unit,
    Account,
    Post,
    Tenure,
    Delegation,
    Party,
    ProcessVersion,
    Procedure,
    ProcedureVersion,
)
DIEN_BIEN = "14767"
HOANG_QUANG = "15925"
CITY = "380"
HOA = {
    "SoDinhDanh": "038185004217",
    "HoVaTen": "Nguyễn Thị Hoa",
    "NgayThangNamSinh": "1985-03-12",
    "GioiTinh": "Nữ",
    "SoDienThoai": "0912345601",
    "loAs": "2",
}


@cache
def cut_province() -> Path:
    """A copy of the province's content with a few territories only."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-office-"))
    shutil.copytree(PROVINCE, folder, dirs_exist_ok=True)
    for name in ("territory_2022.csv", "agency_codes.csv"):
        path = folder / "units" / name
        head, *rows = path.read_text().splitlines()
        path.write_text("\n".join([head, *_of(rows)]) + "\n")
    return folder


def _of(rows: Iterable[str]) -> list[str]:
    return [row for row in rows if row.split(",")[0] in TERRITORIES]


@dataclass
class Office:
    """The people of the small office, by their account names."""

    def actor(self, username: str) -> Actor:
        """The official with that account, with the posts of today."""
        return actor_for(Account.objects.get(username=username), clock.now())

    def citizen(self, claims: dict[str, str] | None = None) -> Actor:
        """A citizen who logged in with the electronic identity."""
        claims = claims or HOA
        account, _ = Account.objects.get_or_create(
            username=f"eid-{claims['SoDinhDanh']}", defaults={"name": claims["HoVaTen"], "kind": Account.Kind.CITIZEN}
        )
        party_from_claims(claims, account=account)
        return actor_for(account, clock.now())

    def unit(self, code: str) -> Unit:
        """A unit by its code."""
        return unit_by_code(code)


_snapshot: list[list[Model]] = []


def open_office() -> Office:
    """Fill the database of this test."""
    forget_versions()
    if not _snapshot:
        folder = cut_province()
        load_units(folder / "units", actor=SYSTEM)
        load_people(folder / "people", actor=SYSTEM)
        load_procedures(folder / "procedures", actor=SYSTEM)
        _snapshot.extend(list(table._default_manager.all()) for table in TABLES)
    else:
        for table, rows in zip(TABLES, _snapshot, strict=True):
            table._default_manager.bulk_create(rows)
    return Office()
