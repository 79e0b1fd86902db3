"""When the acts of each life happen: office minutes, so that it comes early, in time or late as it must."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from motcua.simulation.rules.fates import Column, Fate, Flags
from motcua.simulation.rules.grid import DAY, Grid
from motcua.simulation.rules.scenario import Shares

NEVER = -1
EVERY = 5  # dossiers are received on every fifth minute
SURELY_LATE = 2 * DAY  # after the promised length: then the promised day has passed, wherever in the day it began
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Window:
    """The office minutes of the period: places in the grid, the first inside and the first after."""

    grid: Grid
    first: int
    end: int
    weight: NDArray[np.float64]  # of each place in the window, for receiving


@dataclass
class Moments:
    """Minutes since 1970 of each act, NEVER where it did not happen."""

    submitted: Column
    received: Column
    asked: Column
    answered: Column
    examined: Column
    ended: Column
    returned: Column


def window(grid: Grid, first: int, end: int, shares: Shares) -> Window:
    """The period with how busy each of its minutes is, by month and hour."""
    minutes = grid.minutes[first:end] + 7 * 60  # legal time
    days = minutes.astype("datetime64[m]")
    months = days.astype("datetime64[M]").astype(int) % 12
    hours = (minutes // 60) % 24
    by_hour = np.array([shares.hours.get(hour, 0.0) for hour in range(24)])
    weight = np.array(shares.months)[months] * by_hour[hours]
    weight[minutes % EVERY != 0] = 0
    return Window(grid, first, end, weight / weight.sum())


def moments(
    rng: Generator,
    span: Window,
    *,
    fate: Column,
    late: Flags,
    online: Flags,
    length: Column,
    steps: Column,
    collected: float,
    supplement: float,
) -> Moments:
    """The moments of every life. `length` is the promise in office minutes, `steps` how many tasks a result needs."""
    size = len(fate)
    received = _received(rng, span, fate, late, length)
    ended = _ended(rng, span, fate, late, length, steps, received)
    asked, answered = _supplements(rng, span, fate, late, length, steps, received, supplement)
    again = np.where(answered != NEVER, answered, received)
    lived = np.where(answered != NEVER, np.minimum(ended - received, span.end - 1 - answered), ended - received)
    ended = again + lived
    part = 0.2 + 0.6 * rng.random(size)
    examined = np.where((steps == 2) & np.isin(fate, (Fate.RESOLVED, Fate.CARRIED)), again + 1 + ((lived - 2) * part).astype(int), NEVER)
    half = (fate == Fate.PENDING) & (steps == 2) & (asked == NEVER) & (rng.random(size) < 0.5)
    examined = np.where(half, received + 1 + ((span.end - received - 2) * part).astype(int), examined)
    resolved = np.isin(fate, (Fate.RESOLVED, Fate.CARRIED))
    waited = np.where(rng.random(size) < collected, 5 + rng.exponential(DAY, size), span.end).astype(int)
    returned = np.where(resolved & (ended + waited < span.end), ended + waited, NEVER)
    return _in_minutes(rng, span, fate, online, received, asked, answered, examined, ended, returned)


def _received(rng: Generator, span: Window, fate: Column, late: Flags, length: Column) -> Places:
    """Places at which the dossiers are received (refused, for those not accepted)."""
    size = len(fate)
    places = span.first + rng.choice(span.end - span.first, size, p=span.weight)
    last = np.where(late & (fate == Fate.RESOLVED), span.end - length - SURELY_LATE - 10, span.end - 60)
    while len(wrong := np.flatnonzero(places > last)):
        places[wrong] = span.first + rng.choice(span.end - span.first, len(wrong), p=span.weight)
    back = rng.random(size)
    carried = fate == Fate.CARRIED
    places = np.where(carried & ~late, span.first - EVERY - (back * (length - 3 * EVERY)).astype(int), places)
    places = np.where(carried & late, span.first - EVERY - (back * 30 * DAY).astype(int), places)
    pending = fate == Fate.PENDING
    places = np.where(pending & ~late, span.end - 60 - (back * np.maximum(length - 70, 0)).astype(int), places)
    places = np.where(pending & late, span.end - length - SURELY_LATE - (back * 20 * DAY).astype(int), places)
    return places - places % EVERY


def _ended(rng: Generator, span: Window, fate: Column, late: Flags, length: Column, steps: Column, received: Places) -> Places:
    """Places at which they end; for those still pending or waiting, that means nothing."""
    size = len(fate)
    earliest = np.where(fate == Fate.CARRIED, np.maximum(span.first, received + steps + 2), received + steps + 2)
    latest = np.minimum(received + length, span.end - 1)
    share = np.where(fate == Fate.WITHDRAWN, 0.1 + 0.6 * rng.random(size), rng.beta(2.2, 1.4, size))
    ended = earliest + (share * np.maximum(latest - earliest, 0)).astype(int)
    after = np.maximum(received + length + SURELY_LATE, np.where(fate == Fate.CARRIED, span.first, 0))
    room = np.minimum(span.end - 1 - after, 8 * DAY)
    ended = np.where(late, after + (rng.random(size) ** 2 * np.maximum(room, 0)).astype(int), ended)
    return np.where(fate == Fate.REFUSED, received, ended)


def _supplements(
    rng: Generator, span: Window, fate: Column, late: Flags, length: Column, steps: Column, received: Places, share: float
) -> tuple[Places, Places]:
    """Who is asked for a supplement in processing, soon after being received, and answers within days; some wait at the cut-off."""
    size = len(fate)
    such = (steps == 2) & ~late & (rng.random(size) < share)
    asked = received + 20 + rng.integers(0, 200, size)
    done = such & (fate == Fate.RESOLVED) & (received + length + 6 * DAY < span.end)
    waits = such & (fate == Fate.PENDING) & (asked < span.end)
    return np.where(done | waits, asked, NEVER), np.where(done, asked + 60 + rng.integers(0, 4 * DAY, size), NEVER)


def _in_minutes(rng: Generator, span: Window, fate: Column, online: Flags, *places: Places) -> Moments:
    def at(places: Places, such: Flags) -> Column:
        return np.where(such, span.grid.minutes[np.clip(places, 0, len(span.grid.minutes) - 1)], NEVER).astype(np.int32)

    received, asked, answered, examined, ended, returned = places
    size = len(fate)
    everybody = np.ones(size, dtype=np.bool_)
    taken_in = at(received, everybody)
    before = at(received - rng.integers(EVERY, 400, size), everybody) - rng.integers(0, 600, size).astype(np.int32)
    last_night = at(np.full(size, span.end - 1), everybody) + rng.integers(5, 400, size).astype(np.int32)
    submitted = np.where(fate == Fate.WAITING, last_night, np.where(online, before, taken_in)).astype(np.int32)
    has_ended = ~np.isin(fate, (Fate.PENDING, Fate.WAITING))
    return Moments(
        submitted=submitted,
        received=np.where(np.isin(fate, (Fate.REFUSED, Fate.WAITING)), NEVER, taken_in).astype(np.int32),
        asked=at(asked, asked != NEVER),
        answered=at(answered, answered != NEVER),
        examined=at(examined, examined != NEVER),
        ended=at(ended, has_ended),
        returned=at(returned, returned != NEVER),
    )
