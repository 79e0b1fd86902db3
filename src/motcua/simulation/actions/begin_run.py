"""Begin a run, or find the one that was stopped: procedures, staff, people and numbers, set aside before any life is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from motcua.blocks.numbering.api import set_numbers_aside
from motcua.ground.directory.api import Unit
from motcua.ground.parties.api import adopt_parties
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, words
from motcua.onestop.dossiers.api import agency_code_of, dossier_series, result_series, slip_series
from motcua.simulation.models import SimulatedYear
from motcua.simulation.queries.stage import Stage
from motcua.simulation.rules.names import person
from motcua.simulation.rules.plan import Plan, Series, split
from motcua.simulation.rules.scenario import Scenario

BATCH = 10_000
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Wish:
    """What is asked for: a year of a province's folder, how much of it, and the seed from which everything is drawn."""

    folder: Path
    year: int
    scale: float = 1.0
    seed: int = 1
    batch: int = BATCH


def begun(wish: Wish, fingerprint: str) -> SimulatedYear | None:
    """The run that was stopped, if any; `Conflict` when the year is whole, or was begun with another wish."""
    run = SimulatedYear.objects.filter(year=wish.year).first()
    if run is None:
        return None
    if run.finished_at is not None:
        raise Conflict(
            words("The year %(year)s is in this database already."), params={"year": wish.year}, way_out=words("Take a fresh database.")
        )
    if (run.seed, run.scale, run.scenario) != (wish.seed, str(wish.scale), fingerprint):
        raise Conflict(
            words("The year %(year)s was begun with scale %(scale)s and seed %(seed)s, or with another scenario."),
            params={"year": wish.year, "scale": run.scale, "seed": run.seed},
            way_out=words("Go on with the same scale, seed and scenario, or take a fresh database."),
        )
    return run


def series_names(drawn: Plan, stage: Stage, series: Sequence[str]) -> dict[str, list[str]]:
    """The names of the series of the plan, as the dossiers call them."""
    agencies = list(dict.fromkeys(agency_code_of(body, desk) for body, desk in zip(stage.bodies, stage.desks, strict=True)))
    desks = list(dict.fromkeys(desk.pk for desk in stage.desks))
    width = max(len(series), 1)

    def code(key: int) -> str:
        who, day = split(key)
        return dossier_series(agencies[who], EPOCH + timedelta(days=day))

    def slip(key: int) -> str:
        who, year = split(key)
        return slip_series("03" if who % 2 else "01", desks[who // 2], year)

    def result(key: int) -> str:
        who, year = split(key)
        return result_series(series[who % width], stage.bodies[who // width].pk, year)

    return {
        "codes": [code(int(key)) for key in drawn.codes.keys],
        "slips": [slip(int(key)) for key in drawn.slips.keys],
        "requests": [slip_series("02", desks[split(int(key))[0]], split(int(key))[1]) for key in drawn.requests.keys],
        "results": [result(int(key)) for key in drawn.results.keys],
    }


def begin_run(
    wish: Wish,
    fingerprint: str,
    scenario: Scenario,
    drawn: Plan,
    names: Mapping[str, Sequence[str]],
    people: int,
    batches: int,
    actor: Actor,
) -> SimulatedYear:
    """People and numbers are set aside in one transaction with the note of the run."""
    wanted: dict[str, int] = {}
    for name, found in names.items():
        columns: Series = getattr(drawn, name)
        wanted |= dict(zip(found, (int(count) for count in columns.counts), strict=True))
    before = set_numbers_aside(wanted)
    communes = list(Unit.objects.filter(kind=Unit.Kind.COMMUNE).order_by("parent__code", "code").values_list("code", flat=True)) or [""]
    invented_people = (
        (scenario.marking.people.format(name=name), sex, communes[number * len(communes) // people])
        for number, (name, sex) in ((number, person(number)) for number in range(people))
    )
    parties = adopt_parties(invented_people, count=people, actor=actor)
    return SimulatedYear.objects.create(
        year=wish.year,
        seed=wish.seed,
        scale=str(wish.scale),
        scenario=fingerprint,
        first_party=parties[0],
        befores={series: last for series, last in before.items() if last},
        batches=batches,
        started_at=clock.real_now(),
    )
