"""The year of the portals: how often pages were opened, by day, system, page and device; counters, as the pages themselves keep them."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from motcua.ground.directory.api import Unit
from motcua.insight.measurement.api import SYSTEMS, PageKey, write_counts
from motcua.simulation.rules.scenario import Scenario

_PAGES = {  # the names of the pages that are opened from outside, with their weight
    "portal": {"start": 6, "feedback": 2, "search": 2},
    "services": {"procedure": 6, "track": 3, "mine": 1},
    "onestop": {"work_inbox": 7, "work_dossiers": 3},
}
_DEVICES = {"phone": 0.58, "tablet": 0.02, "desktop": 0.40}
_AT_THE_DESK = {"phone": 0.0, "tablet": 0.05, "desktop": 0.95}
_VIEWS_OF_A_VISIT = 4


def count_visits(scenario: Scenario, scale: float, *, root: Unit, seed: int) -> None:
    """Write the counters of the year in one batch; a run that goes on writes them once."""
    rng = np.random.default_rng([seed, 7])
    days = [date(scenario.year, 1, 1) + timedelta(days=place) for place in range((scenario.cut_off - date(scenario.year, 1, 1)).days + 1)]
    weight = np.array([scenario.shares.months[day.month - 1] * (1.0 if day.weekday() < 5 else 0.35) for day in days])
    counts: dict[PageKey, tuple[int, int]] = {}
    for system in SYSTEMS:
        of_days = rng.multinomial(int(scenario.visits[system] * scale + 0.5), weight / weight.sum())
        for day, visits in zip(days, of_days.tolist(), strict=True):
            devices = _AT_THE_DESK if system == "onestop" else _DEVICES
            for page, device, opened in _spread(rng, visits, _PAGES[system], devices):
                key = PageKey(day, system, page, "", root.pk, device, "vi", False)  # type: ignore[arg-type] # keys of _DEVICES
                counts[key] = (opened * _VIEWS_OF_A_VISIT, opened)
    write_counts(f"simulation-{scenario.year}", 1, counts)


def _spread(rng: np.random.Generator, visits: int, pages: dict[str, int], devices: dict[str, float]) -> Iterator[tuple[str, str, int]]:
    """The visits of a day by page and device; cells of zero are left out."""
    cells = [(page, device) for page in pages for device in devices]
    weight = np.array([pages[page] * devices[device] for page, device in cells])
    for (page, device), opened in zip(cells, rng.multinomial(visits, weight / weight.sum()).tolist(), strict=True):
        if opened:
            yield page, device, opened
