"""Read the folder of people: officials in posts, delegations, and citizens, every mistake with file and line."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from motcua.blocks.packs.api import Located, Problems, parse_as, read_yaml
from motcua.ground.directory.rules.periods import within
from motcua.ground.directory.rules.roles import ROLES

_Strict = ConfigDict(extra="forbid", populate_by_name=True)


class PostEntry(BaseModel):
    """One post somebody holds, from the first to the last day."""

    model_config = _Strict
    unit: str
    role: str
    title: str
    title_en: str = ""
    signs_for: str = ""
    first: date = Field(alias="from")
    last: date | None = Field(default=None, alias="to")


class PersonEntry(BaseModel):
    """An official who can log in."""

    model_config = _Strict
    username: str = Field(pattern=r"^[a-z0-9.]+$")
    name: str
    email: str = ""
    posts: list[PostEntry]


class DelegationEntry(BaseModel):
    """Who stands in for whom in which post, and why."""

    model_config = _Strict
    of: str
    unit: str
    role: str
    to: str
    first: date = Field(alias="from")
    last: date = Field(alias="until")
    reason: str


class CitizenEntry(BaseModel):
    """A person or enterprise as the electronic identity knows it; `loa` is the level of assurance."""

    model_config = _Strict
    sub: str
    LoaiTaiKhoan: str = "1"
    SoDinhDanh: str = ""
    MaSoThue: str = ""
    HoVaTen: str = ""
    TenDoanhNghiep: str = ""
    NgayThangNamSinh: date | None = None
    GioiTinh: str = ""
    address: str = ""
    commune_code: str = ""
    phone: str = ""
    email: str = ""
    loa: int = Field(ge=0, le=2)


class _File(BaseModel):
    model_config = _Strict
    invented: bool
    demo_password: str = ""
    people: list[PersonEntry] = []
    delegations: list[DelegationEntry] = []
    citizens: list[CitizenEntry] = []
    organisations: list[CitizenEntry] = []


@dataclass(frozen=True, slots=True)
class PeopleContent:
    """Everything a folder of people says, checked; `passwords` are by username, for accounts that are made."""

    people: tuple[PersonEntry, ...]
    delegations: tuple[DelegationEntry, ...]
    citizens: tuple[tuple[CitizenEntry, Located], ...]
    passwords: dict[str, str]


def read_people(folder: Path, unit_codes: Collection[str]) -> PeopleContent:
    """Everything the YAML files of the folder say; raises `PackRefused` naming every mistake with file and line."""
    problems = Problems()
    files: list[tuple[Located, _File]] = []
    for path in sorted(folder.glob("*.yaml")):
        with problems.gather():
            located = read_yaml(path)
            files.append((located, parse_as(_File, located)))
    people: dict[str, PersonEntry] = {}
    for located, file in files:
        if file.demo_password and not file.invented:
            problems.add(located.error("a password may stand in a file of invented people only", "demo_password"))
        for index, person in enumerate(file.people):
            with problems.gather():
                _check_person(person, located["people"][index], people, unit_codes)
            people[person.username] = person
    for located, file in files:
        for index, delegation in enumerate(file.delegations):
            with problems.gather():
                _check_delegation(delegation, located["delegations"][index], people)
    problems.refuse_if_any()
    return PeopleContent(
        people=tuple(people.values()),
        delegations=tuple(delegation for _, file in files for delegation in file.delegations),
        citizens=tuple(entry for located, file in files for entry in _citizens(located, file)),
        passwords={person.username: file.demo_password for _, file in files for person in file.people if file.demo_password},
    )


def _citizens(located: Located, file: _File) -> list[tuple[CitizenEntry, Located]]:
    found = [(entry, located["citizens"][index]) for index, entry in enumerate(file.citizens)]
    return found + [(entry, located["organisations"][index]) for index, entry in enumerate(file.organisations)]


def _check_person(person: PersonEntry, at: Located, known: Collection[str], unit_codes: Collection[str]) -> None:
    if person.username in known:
        raise at.error(f"the username {person.username} is there already", "username")
    for index, post in enumerate(person.posts):
        if post.unit not in unit_codes:
            raise at.error(f"the unit {post.unit} is not known", "posts", index)
        if post.role not in ROLES:
            raise at.error(f"the role {post.role} is not known; use one of {', '.join(sorted(ROLES))}", "posts", index)
        if post.last and post.last < post.first:
            raise at.error("the last day lies before the first", "posts", index)


def _check_delegation(given: DelegationEntry, at: Located, people: dict[str, PersonEntry]) -> None:
    if given.last < given.first:
        raise at.error("the last day lies before the first")
    if given.to not in people or given.to == given.of:
        raise at.error(f"{given.to} cannot stand in", "to")
    if given.of not in people or post_of(given, people[given.of]) is None:
        raise at.error(f"{given.of} does not hold that post during those days", "of")


def post_of(given: DelegationEntry, person: PersonEntry) -> PostEntry | None:
    """The post of the person that is delegated: same unit and role, held during all those days."""
    posts = (post for post in person.posts if (post.unit, post.role) == (given.unit, given.role))
    return next((post for post in posts if within(given.first, given.last, post.first, post.last)), None)
