"""A small province for the tests of this module, and people in charge of its staff."""

from datetime import date

import pytest

from motcua.blocks.accounts.api import Account
from motcua.ground.directory.api import Post, Tenure, Unit
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.office.staffing.api import Ground, QuotaEntry, adopt_quotas


def make_unit(code: str, kind: str, *, parent: Unit | None = None, body: Unit | None = None) -> Unit:
    """A unit with its path; an agency unless `body` is given."""
    level = body.level if body else kind if kind in {"province", "district", "commune"} else "province"
    unit = Unit.objects.create(
        code=code, key=code.rpartition("/")[2], kind=kind, level=level, name=code, formal_name=code, short_name=code,
        parent=parent, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.body = body or unit
    unit.save()
    return unit


class Staff:
    """Units and people of a small province."""

    def __init__(self) -> None:
        self.province = make_unit("38", "province")
        self.home_affairs = make_unit("so_noi_vu", "department", parent=self.province)
        self.justice = make_unit("so_tu_phap", "department", parent=self.province)
        self.district = make_unit("406", "district", parent=self.province)
        self.district_staff = make_unit("406/noi_vu", "division", parent=self.district, body=self.district)
        self.commune = make_unit("16438", "commune", parent=self.district)
        self.other = make_unit("380", "district", parent=self.province)
        self.officer = self.person("officer", "personnel_officer", self.province)
        self.near = self.person("near", "personnel_officer", self.district_staff)
        self.director = self.person("director", "leader", self.home_affairs)
        self.nobody = self.person("nobody", "specialist", self.justice)

    def quota(self, unit: Unit, kind: str, posts: int) -> None:
        """So many posts for a unit in 2022."""
        adopt_quotas([QuotaEntry(unit.pk, kind, posts)], year=2022, ground=Ground(day=date(2022, 1, 1)), actor=SYSTEM)

    def person(self, username: str, role: str, unit: Unit) -> Actor:
        """An official in a post since 2021."""
        account = Account.objects.create(username=username, name=username.title(), kind="official")
        post = Post.objects.create(unit=unit, role=role, title=f"{role} {username}")
        Tenure.objects.create(post=post, account=account, valid_from=date(2021, 1, 1))
        return Actor(kind="official", name=account.name, account_id=account.pk, holdings=(Holding(role, unit.pk, unit.path, post.pk),))


@pytest.fixture
def staff(db: None) -> Staff:
    return Staff()
