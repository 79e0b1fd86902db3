"""Where a life belongs: which procedure of which agency, drawn by weight, by what the life needs of it."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from motcua.simulation.rules.fates import Column, Fate, Flags
from motcua.simulation.rules.scenario import LEVELS, Shares

Weights = NDArray[np.float64]
SAME_DAY = 110  # office minutes within which a matter of the same day is done
ONLINE_FROM = 3  # level of an online service at which a dossier can be sent (NĐ 43/2011/NĐ-CP)


@dataclass(frozen=True)
class Procedures:
    """The procedures that lives may take, as columns. `body` is the agency's place in `Bodies`, -1: every agency of the level."""

    level: Column  # place in LEVELS
    body: Column
    days: Column
    steps: Column
    series: Column  # -1: results without number
    online_level: Column
    weight: Weights

    @property
    def length(self) -> Column:
        """Office minutes promised, as far as the plan goes; the promise itself is counted by the kernel."""
        return np.where(self.days == 0, SAME_DAY, self.days * 480).astype(np.int32)


@dataclass(frozen=True)
class Bodies:
    """The agencies, as columns; `receiver` and `agency` number the desks and the codes of dossiers, which several may share."""

    level: Column
    weight: Weights
    receiver: Column
    agency: Column
    first_person: Column  # the people who come here: so many from this one on
    people: Column


def draw(rng: Generator, fate: Column, online: Flags, procedures: Procedures, bodies: Bodies, shares: Shares) -> tuple[Column, Column]:
    """A procedure and an agency for each life.

    What was carried over or is pending lies where matters take long: its weight grows with the days promised, and matters of the
    same day have none. What came online has a procedure that can be sent online.
    """
    lasting = np.isin(fate, (Fate.CARRIED, Fate.PENDING))
    procedure = np.empty(len(fate), dtype=np.int32)
    for long in (False, True):
        for sent in (False, True):
            mine = np.flatnonzero((lasting == long) & (online == sent))
            weight = _by_level(procedures, shares, procedures.weight * (procedures.days if long else 1))
            if sent:
                weight = _by_level(procedures, shares, weight * (procedures.online_level >= ONLINE_FROM))
            procedure[mine] = rng.choice(len(weight), len(mine), p=weight)
    body = procedures.body[procedure]
    for level in range(len(LEVELS)):
        mine = np.flatnonzero((body < 0) & (procedures.level[procedure] == level))
        weight = np.where(bodies.level == level, bodies.weight, 0)
        body[mine] = rng.choice(len(weight), len(mine), p=weight / weight.sum()) if len(mine) else 0
    return procedure, body.astype(np.int32)


def _by_level(procedures: Procedures, shares: Shares, weight: Weights) -> Weights:
    """Weights that add up to the share of each level, and to one in all; a level without any gives its share to the others."""
    out = np.zeros(len(weight))
    for place, level in enumerate(LEVELS):
        mine = procedures.level == place
        total = weight[mine].sum()
        if total > 0:
            out[mine] = weight[mine] / total * shares.levels.get(level, 0.0)
    if not out.sum():
        raise ValueError("no procedure can take these dossiers")
    whole: Weights = out / out.sum()
    return whole
