"""Fill the database with an invented, lawful year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from django.db import transaction

from motcua.blocks.numbering.api import set_numbers_aside
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, schedule_of
from motcua.ground.parties.api import adopt_parties
from motcua.insight.indicators.api import rebuild
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.catalogue.api import AdoptedProcedure, adopt_procedures
from motcua.onestop.dossiers.api import SIMULATION, Grounds, adopt_histories, agency_code_of, dossier_series, result_series, slip_series
from motcua.simulation.actions.cast import cast
from motcua.simulation.actions.script import Script
from motcua.simulation.models import SimulatedYear
from motcua.simulation.queries.read_scenario import read_scenario
from motcua.simulation.queries.stage import Stage, body_columns, existing, procedure_columns, read_stage
from motcua.simulation.rights import SIMULATE
from motcua.simulation.rules.catalogue import FORM, TEMPLATE, Invented, invented, process_of
from motcua.simulation.rules.grid import Grid
from motcua.simulation.rules.moments import Window, window
from motcua.simulation.rules.names import person
from motcua.simulation.rules.plan import Plan, Series, plan, split
from motcua.simulation.rules.scenario import Scenario

BATCH = 10_000
_EPOCH = date(1970, 1, 1)
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Wish:
    """What is asked for: a year of a province's folder, how much of it, and the seed from which everything is drawn."""

    folder: Path
    year: int
    scale: float = 1.0
    seed: int = 1
    batch: int = BATCH


def simulate_year(wish: Wish, *, actor: Actor, progress: Progress = lambda done, of: None) -> SimulatedYear:
    """Write the year, batch by batch, each whole or not at all; a run that was stopped goes on where it was.

    `progress` is told how many lives are written, and of how many. Errors: `Forbidden`, `PackRefused` for a broken scenario,
    `Conflict` when the year is there already, or was begun with another scale, seed or scenario; `ValueError` when the totals of the
    scenario cannot hold together.
    """
    require(actor, SIMULATE)
    scenario, fingerprint = read_scenario(wish.folder, wish.year)
    run = _begun(wish, fingerprint)
    stage = read_stage(scenario.catalogue.fields)
    procedures, versions = _procedures(scenario, wish, actor)
    series = sorted({field.series for field in scenario.catalogue.fields if field.series})
    totals = scenario.totals.scaled(wish.scale)
    people = max(1, int(totals.received / scenario.shares.dossiers_per_person))
    drawn = plan(
        wish.seed,
        totals=totals,
        shares=scenario.shares,
        span=_span(scenario),
        procedures=procedure_columns(procedures, series, stage),
        bodies=body_columns(stage, people),
    )
    names = _series_names(drawn, stage, series)
    with transaction.atomic():
        staff = cast(stage, scenario, actor=actor)
        run = run or _begin(wish, fingerprint, scenario, drawn, names, people, actor)
    before = {name: [run.befores.get(one, 0) for one in found] for name, found in names.items()}
    keys = _keys(wish.seed, len(drawn))
    script = Script(drawn, scenario, stage, procedures, versions, staff, run.first_party, before, keys)
    _write(run, script, wish.batch, actor, progress)
    rebuild()
    SimulatedYear.objects.filter(pk=run.pk).update(finished_at=clock.real_now())
    return run


def _begun(wish: Wish, fingerprint: str) -> SimulatedYear | None:
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


def _procedures(scenario: Scenario, wish: Wish, actor: Actor) -> tuple[list[Invented], dict[str, int]]:
    found = invented(scenario.catalogue, scenario.marking, existing(scenario.catalogue.first_code), wish.scale)
    given = [AdoptedProcedure(one.record, dict(FORM), *process_of(one.field), TEMPLATE if one.field.series else "") for one in found]
    return found, adopt_procedures(given, actor=actor)


def _span(scenario: Scenario) -> Window:
    root = Unit.objects.filter(parent=None).order_by("pk").first()
    if root is None:
        raise NotFound(words("There is no province in this database."), way_out=words("Load one with `motcua load`."))
    grid = Grid.between(schedule_of(root.pk), scenario.opens_on, scenario.cut_off)
    first = grid.place(int((date(scenario.year, 1, 1) - _EPOCH).days) * 1440 - 420)
    return window(grid, first, len(grid.minutes), scenario.shares)


def _series_names(drawn: Plan, stage: Stage, series: Sequence[str]) -> dict[str, list[str]]:
    """The names of the series of the plan, as the dossiers call them."""
    agencies = list(dict.fromkeys(agency_code_of(body, desk) for body, desk in zip(stage.bodies, stage.desks, strict=True)))
    desks = list(dict.fromkeys(desk.pk for desk in stage.desks))
    width = max(len(series), 1)

    def code(key: int) -> str:
        who, day = split(key)
        return dossier_series(agencies[who], _EPOCH + timedelta(days=day))

    def slip(key: int) -> str:
        who, year = split(key)
        return slip_series("03" if who % 2 else "01", desks[who // 2], year)

    def result(key: int) -> str:
        who, year = split(key)
        return result_series(series[who % width], stage.bodies[who // width].pk, year)

    return {
        "codes": [code(int(key)) for key in drawn.codes.keys],
        "slips": [slip(int(key)) for key in drawn.slips.keys],
        "results": [result(int(key)) for key in drawn.results.keys],
    }


def _begin(
    wish: Wish, fingerprint: str, scenario: Scenario, drawn: Plan, names: Mapping[str, Sequence[str]], people: int, actor: Actor
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
        batches=-(-len(drawn) // wish.batch),
        started_at=clock.real_now(),
    )


def _keys(seed: int, count: int) -> list[str]:
    """One key per life, drawn apart from the plan."""
    raw = np.random.default_rng([seed, 1]).bytes(16 * count).hex()
    return [raw[place : place + 32] for place in range(0, len(raw), 32)]


def _write(run: SimulatedYear, script: Script, batch: int, actor: Actor, progress: Progress) -> None:
    grounds = Grounds()
    total = len(script.plan)
    for number in range(run.written, run.batches):
        places = range(number * batch, min((number + 1) * batch, total))
        progress(places.start, total)
        with transaction.atomic():
            adopt_histories([script.history(place) for place in places], origin=SIMULATION, grounds=grounds, actor=actor)
            SimulatedYear.objects.filter(pk=run.pk).update(written=number + 1)
    progress(total, total)
