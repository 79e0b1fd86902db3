"""What becomes of each life: exactly as often as the totals say, in an order drawn from the seed."""

from enum import IntEnum

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from motcua.simulation.rules.scenario import Shares, Totals

Column = NDArray[np.int32]
Flags = NDArray[np.bool_]


class Fate(IntEnum):
    """How a life ends, or where it stands at the cut-off."""

    RESOLVED = 0
    CARRIED = 1  # received before the period, resolved in it
    PENDING = 2
    WITHDRAWN = 3
    NOT_ELIGIBLE = 4
    REFUSED = 5
    WAITING = 6


RECEIVED_IN_PERIOD = (Fate.RESOLVED, Fate.PENDING, Fate.WITHDRAWN, Fate.NOT_ELIGIBLE)


def fates(totals: Totals) -> Column:
    """One fate for each life, sorted; `ValueError` when the totals cannot hold together."""
    counts = {
        Fate.RESOLVED: totals.resolved_of_the_year,
        Fate.CARRIED: totals.carried_over,
        Fate.PENDING: totals.pending,
        Fate.WITHDRAWN: totals.withdrawn,
        Fate.NOT_ELIGIBLE: totals.not_eligible,
        Fate.REFUSED: totals.refused,
        Fate.WAITING: totals.waiting,
    }
    if counts[Fate.RESOLVED] < 0:
        raise ValueError("more is pending, withdrawn and stopped than was received")
    return np.repeat(np.array(list(counts), dtype=np.int32), list(counts.values()))


def chosen(rng: Generator, among: Flags, count: int) -> Flags:
    """Exactly `count` of those flagged, drawn at random; `ValueError` when there are fewer."""
    places = np.flatnonzero(among)
    if count > len(places):
        raise ValueError(f"{count} are asked for of {len(places)}")
    flags = np.zeros(len(among), dtype=np.bool_)
    flags[rng.choice(places, count, replace=False)] = True
    return flags


def late_ones(rng: Generator, fate: Column, totals: Totals, shares: Shares) -> Flags:
    """Which resolved ones were late, and which pending ones are overdue."""
    carried = fate == Fate.CARRIED
    of_carried = min(int(totals.late * shares.late_of_carried), int(carried.sum()))
    late = chosen(rng, carried, of_carried) | chosen(rng, fate == Fate.RESOLVED, totals.late - of_carried)
    return late | chosen(rng, fate == Fate.PENDING, totals.pending_overdue)


def online_ones(rng: Generator, fate: Column, totals: Totals) -> Flags:
    """Which came online: exactly so many of those received in the period; who was refused or waits always did."""
    in_period = np.isin(fate, RECEIVED_IN_PERIOD)
    online = chosen(rng, in_period, totals.received_online)
    carried = fate == Fate.CARRIED
    share = totals.received_online / totals.received if totals.received else 0.0
    online |= carried & (rng.random(len(fate)) < share)
    return online | np.isin(fate, (Fate.REFUSED, Fate.WAITING))
