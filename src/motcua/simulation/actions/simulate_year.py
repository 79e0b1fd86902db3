"""Fill the database with an invented year."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import numpy as np
from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit, schedule_of
from motcua.insight.indicators.api import rebuild
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import AdoptedProcedure, adopt_procedures
from motcua.onestop.dossiers.api import SIMULATION, Grounds, adopt_histories
from motcua.onestop.feedback.api import content_in_force
from motcua.simulation.actions.answer_feedback import answer_feedback, sendings
from motcua.simulation.actions.assign_posts import assign_posts
from motcua.simulation.actions.begin_run import EPOCH, Wish, begin_run, begun, series_names
from motcua.simulation.actions.cast import cast
from motcua.simulation.actions.count_visits import count_visits
from motcua.simulation.actions.decide_procedures import decide_procedures
from motcua.simulation.actions.place_people import place_people
from motcua.simulation.actions.script import Script
from motcua.simulation.models import SimulatedYear
from motcua.simulation.queries.read_scenario import read_scenario
from motcua.simulation.queries.stage import Stage, body_columns, existing, procedure_columns, read_stage
from motcua.simulation.rights import SIMULATE
from motcua.simulation.rules.catalogue import FORM, TEMPLATE, Invented, invented, process_of
from motcua.simulation.rules.grid import Grid
from motcua.simulation.rules.moments import Window, window
from motcua.simulation.rules.plan import Plan, plan
from motcua.simulation.rules.scenario import Scenario

Progress = Callable[[int, int], object]
Work = tuple[int, Callable[[], object]]  # how many records, and the writing of them: each in one transaction
_FEEDBACK_AT_ONCE = 50


def simulate_year(wish: Wish, *, actor: Actor, progress: Progress = lambda done, of: None) -> SimulatedYear:
    """Write the year, batch by batch, each whole or not at all; a run that was stopped goes on where it was.

    `progress` is told how many records are written, and of how many. Errors: `Forbidden`, `PackRefused` for a broken scenario,
    `Conflict` when the year is there already, or was begun with another scale, seed or scenario; `ValueError` when the totals of the
    scenario cannot hold together.
    """
    require(actor, SIMULATE)
    scenario, fingerprint = read_scenario(wish.folder, wish.year)
    run = begun(wish, fingerprint)
    script = _script(wish, scenario, actor)
    names = series_names(script.plan, script.stage, script.series)
    works = list(_works(wish, script, actor))
    if run is None:
        with transaction.atomic():
            run = begin_run(wish, fingerprint, scenario, script.plan, names, script.people, len(works), actor)
    script.start(run.first_party, {name: [run.befores.get(one, 0) for one in found] for name, found in names.items()})
    _write(run, works, progress)
    rebuild()
    SimulatedYear.objects.filter(pk=run.pk).update(finished_at=clock.real_now())
    return run


def draw_plan(wish: Wish, scenario: Scenario, stage: Stage, procedures: list[Invented], series: list[str]) -> tuple[Plan, Window, int]:
    """The plan of the year, the window of its moments, and how many people take part."""
    totals = scenario.totals.scaled(wish.scale)
    people = max(1, int(totals.received / scenario.shares.dossiers_per_person))
    span = _span(scenario)
    columns = procedure_columns(procedures, series, stage)
    drawn = plan(wish.seed, totals=totals, shares=scenario.shares, span=span, procedures=columns, bodies=body_columns(stage, people))
    return drawn, span, people


def _script(wish: Wish, scenario: Scenario, actor: Actor) -> Script:
    stage = read_stage(scenario.catalogue.fields)
    procedures, versions = _procedures(scenario, wish, actor)
    series = sorted({field.series for field in scenario.catalogue.fields if field.series})
    drawn, span, people = draw_plan(wish, scenario, stage, procedures, series)
    staff = cast(stage, scenario, _feedback_office(), actor=actor)
    raw = np.random.default_rng([wish.seed, 1]).bytes(16 * len(drawn)).hex()
    keys = [raw[place : place + 32] for place in range(0, len(raw), 32)]
    return Script(drawn, span, people, scenario, stage, procedures, series, versions, staff, keys)


def _procedures(scenario: Scenario, wish: Wish, actor: Actor) -> tuple[list[Invented], dict[str, int]]:
    found = invented(scenario.catalogue, scenario.marking, existing(scenario.catalogue.first_code), wish.scale)
    given = [AdoptedProcedure(one.record, dict(FORM), *process_of(one.field), TEMPLATE if one.field.series else "") for one in found]
    return found, adopt_procedures(given, actor=actor)


def _span(scenario: Scenario) -> Window:
    root = Unit.objects.filter(parent=None).order_by("pk").first()
    if root is None:
        raise NotFound(words("There is no province in this database."), way_out=words("Load one with `motcua load`."))
    grid = Grid.between(schedule_of(root.pk), scenario.opens_on, scenario.cut_off)
    first = grid.place(int((date(scenario.year, 1, 1) - EPOCH).days) * 1440 - 420)
    return window(grid, first, len(grid.minutes), scenario.shares)


def _feedback_office() -> Unit:
    """Where feedback of the whole province comes in."""
    return Unit.objects.get(code=content_in_force().receivers.province)


def _works(wish: Wish, script: Script, actor: Actor) -> Iterator[Work]:
    """Everything to be written, in pieces."""
    grounds = Grounds()
    for first in range(0, len(script.plan), wish.batch):
        places = range(first, min(first + wish.batch, len(script.plan)))
        yield len(places), partial(_adopt, script, places, grounds, actor)
    scenario, office = script.scenario, _feedback_office()
    wanted = sendings(scenario.feedback.scaled(wish.scale), script.span, script.stage, wish.seed)
    for first in range(0, len(wanted), _FEEDBACK_AT_ONCE):
        part = wanted[first : first + _FEEDBACK_AT_ONCE]
        yield (
            len(part),
            partial(answer_feedback, part, stage=script.stage, span=script.span, staff=script.staff, office=office, seed=wish.seed),
        )
    review = scenario.procedures.scaled(wish.scale)
    agencies = [body for body in script.stage.bodies if body.kind == Unit.Kind.DEPARTMENT]
    root = Unit.objects.get(parent=None)
    yield 1, partial(decide_procedures, scenario, review, script.procedures, root=root, agencies=agencies, seed=wish.seed)
    yield 1, partial(assign_posts, scenario, wish.scale, root=root, seed=wish.seed, actor=actor)
    yield 1, partial(count_visits, scenario, wish.scale, root=root, seed=wish.seed)
    yield 1, partial(place_people, scenario, wish.scale, root=root, seed=wish.seed, actor=actor)


def _adopt(script: Script, places: range, grounds: Grounds, actor: Actor) -> None:
    adopt_histories([script.history(place) for place in places], origin=SIMULATION, grounds=grounds, actor=actor)


def _write(run: SimulatedYear, works: list[Work], progress: Progress) -> None:
    total, done = sum(size for size, _ in works), 0
    for number, (size, write) in enumerate(works):
        progress(done, total)
        if number >= run.written:
            with transaction.atomic():
                write()
                SimulatedYear.objects.filter(pk=run.pk).update(written=number + 1)
        done += size
    progress(total, total)
