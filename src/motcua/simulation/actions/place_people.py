"""People in the service: a file for everybody who fills a post, the staff of the communes, and who was received, streamlined, supported."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np

from motcua.ground.directory.api import Unit
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.office.personnel.api import (
    AdoptedCase,
    AdoptedPerson,
    AdoptedSupport,
    How,
    Leaver,
    Level,
    PlaceKind,
    adopt_classes,
    adopt_people,
    adopt_streamlined,
    adopt_supports,
    rules_in_force,
)
from motcua.office.staffing.api import uses_on
from motcua.simulation.rules.names import person
from motcua.simulation.rules.scenario import Personnel, Qualified, Scenario

_ORIGIN = "simulation"
_HOME_AFFAIRS = "so_noi_vu"
_TITLES = {"civil": ("Chuyên viên", "01.003"), "public": ("Viên chức", "V.00")}
_LEVELS = (Level.POSTGRADUATE, Level.UNIVERSITY, Level.COLLEGE, Level.INTERMEDIATE)
_SHARES = {"civil": (0.22, 0.76, 0.01, 0.01), "public": (0.06, 0.74, 0.14, 0.06)}
_TERM_OF_COUNCILS = date(2026, 6, 30)
_NUMBER = "MP-{number}/QĐ-SNV"
_BORN = date(1964, 1, 1)


def place_people(scenario: Scenario, scale: float, *, root: Unit, seed: int, actor: Actor) -> None:
    """Write them in bulk; every total comes out exactly. Nothing is written where nobody fills a post and no commune is."""
    totals = scenario.personnel.scaled(scale)
    drawn = _Drawn(scenario, np.random.default_rng([seed, 13]))
    issuer = Unit.objects.filter(code=_HOME_AFFAIRS).first() or root
    staff = list(_in_posts(totals, drawn))
    files = adopt_people(staff, origin=_ORIGIN, issuer_id=issuer.pk, actor=actor)
    communes = list(Unit.objects.filter(kind=Unit.Kind.COMMUNE).order_by("code"))
    if communes:
        adopt_people(list(_in_communes(totals, communes, drawn, actor)), origin=_ORIGIN, issuer_id=issuer.pk, actor=actor)
    _streamline(totals, issuer, [one.unit_id for one in staff] or [root.pk], drawn, actor)
    noon = datetime.combine(scenario.cut_off - timedelta(days=20), time(10), clock.VIETNAM)
    kinds = [one.key for one in rules_in_force().supports][:2]
    supported = [
        AdoptedSupport(person_id, one.unit_id, kinds[place % len(kinds)], "Hỗ trợ mô phỏng", 20_000_000, noon)
        for place, (person_id, one) in enumerate(zip(files, staff, strict=True))
        if place < totals.training_support
    ]
    adopt_supports(supported, at=noon, actor=actor)


class _Drawn:
    """Names and days drawn from the seed, one person after another."""

    def __init__(self, scenario: Scenario, rng: np.random.Generator) -> None:
        self.scenario, self.rng, self.number = scenario, rng, 0

    def born(self, joined: date) -> date:
        """A day of birth that makes nobody younger than 22 when joining."""
        latest = min((joined - timedelta(days=22 * 366) - _BORN).days, 13_000)
        return _BORN + timedelta(days=int(self.rng.integers(0, latest)))

    def name(self) -> tuple[str, str]:
        """The next name, marked, and the sex."""
        self.number += 1
        name, sex = person(self.number * 7 + 3)
        return self.scenario.marking.people.format(name=name), sex

    def theory(self) -> str:
        """Political theory: most have some."""
        return str(self.rng.choice(["advanced", "intermediate", "elementary", "none"], p=[0.05, 0.4, 0.25, 0.3]))


def _in_posts(totals: Personnel, drawn: _Drawn) -> Iterator[AdoptedPerson]:
    """Who fills a post of the quota at the cut-off, under the reference of the ledger; the last civil servants came by reception."""
    uses = list(uses_on(drawn.scenario.cut_off).filter(last_day=None).order_by("kind", "pk"))
    received = totals.received_into_service
    days = (drawn.scenario.cut_off - date(drawn.scenario.year, 1, 3)).days
    for use in uses:
        name, sex = drawn.name()
        title, rank = _TITLES[use.kind]
        came, first, number = use.kind == "civil" and received > 0, use.first_day, ""
        if came:
            number = _NUMBER.format(number=received)
            first = date(drawn.scenario.year, 1, 4) + timedelta(days=int(drawn.rng.integers(0, days)))
            received -= 1
        level = str(drawn.rng.choice(_LEVELS, p=_SHARES[use.kind]))
        yield AdoptedPerson(
            name, sex, drawn.born(first), level, drawn.theory(), "expert" if use.kind == "civil" else "none", use.unit_id,
            use.kind, title, first, How.RECEPTION if came else How.RECRUITED, rank=rank, number=number, code=use.person_ref,
        )  # fmt: skip


def _in_communes(totals: Personnel, communes: Sequence[Unit], drawn: _Drawn, actor: Actor) -> Iterator[AdoptedPerson]:
    """Officials and civil servants, spread evenly; each commune gets the class that its staff needs."""
    titles = rules_in_force().titles
    counts = dict.fromkeys((one.pk for one in communes), 0)
    for kind, qualified, known in (
        (PlaceKind.COMMUNE_OFFICIAL, totals.officials, titles.officials),
        (PlaceKind.COMMUNE_CIVIL, totals.civil_servants, titles.civil_servants),
    ):
        levels = drawn.rng.permutation(_levels(qualified)).tolist()
        for place, level in enumerate(levels):
            unit, title = communes[place % len(communes)], known[place // len(communes) % len(known)]
            counts[unit.pk] += 1
            name, sex = drawn.name()
            first = drawn.scenario.opens_on - timedelta(days=int(drawn.rng.integers(0, 300)))
            term = _TERM_OF_COUNCILS if kind == PlaceKind.COMMUNE_OFFICIAL else None
            yield AdoptedPerson(
                name, sex, drawn.born(first), level, drawn.theory(), "none", unit.pk, kind, title.vi, first, How.TAKEN_OVER,
                title_key=title.key, term_ends_on=term,
            )  # fmt: skip
    adopt_classes({pk: _class(count) for pk, count in counts.items()}, since=drawn.scenario.opens_on, actor=actor)


def _levels(qualified: Qualified) -> list[str]:
    parts = ((Level.UNIVERSITY, qualified.degree), (Level.COLLEGE, qualified.college), (Level.INTERMEDIATE, qualified.intermediate))
    return [level.value for level, count in (*parts, (Level.ELEMENTARY, qualified.elementary)) for _ in range(count)]


def _class(staff: int) -> int:
    """The class whose limit (23, 21, 19) holds the staff."""
    return 3 if staff <= 19 else 2 if staff <= 21 else 1


def _streamline(totals: Personnel, issuer: Unit, units: Sequence[int], drawn: _Drawn, actor: Actor) -> None:
    """Two approved rounds of people who left in the year; their files stay, with places that have ended."""
    year, first = drawn.scenario.year, drawn.scenario.opens_on - timedelta(days=9000)
    people, leavers = [], []
    for number in range(totals.streamlined):
        name, sex = drawn.name()
        leaves = date(year, 1 + number % 10, 1)
        if leaves > drawn.scenario.cut_off:
            leaves = date(year, 1, 1)
        unit_id = units[int(drawn.rng.integers(0, len(units)))]
        people.append(
            AdoptedPerson(
                name, sex, _BORN + timedelta(days=number % 700), Level.UNIVERSITY, "none", "none", unit_id, PlaceKind.PUBLIC, "Viên chức",
                first, How.TAKEN_OVER, last_day=leaves - timedelta(days=1),
            )
        )  # fmt: skip
        insured = Decimal(int(drawn.rng.integers(20, 35)))
        leavers.append(Leaver(case="immediate", leaves_on=leaves, coefficient=Decimal("3.66"), years_insured=insured))
    files = adopt_people(people, origin=_ORIGIN, issuer_id=issuer.pk, actor=actor)
    half = len(people) // 2
    rows = [AdoptedCase(pk, one.unit_id, leaver) for pk, one, leaver in zip(files, people, leavers, strict=True)]
    at = datetime(year - 1, 12, 20, 9, tzinfo=clock.VIETNAM)
    for round_, part in ((1, rows[:half]), (2, rows[half:])):
        if part:
            adopt_streamlined(issuer.pk, year, round_, part, decision=f"MP-{round_}/QĐ-UBND", at=at, actor=actor)
