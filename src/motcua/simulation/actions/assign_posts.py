"""The posts of the year: from the centre to the province, on to departments and districts, and who fills them at the cut-off."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from motcua.ground.directory.api import Unit
from motcua.kernel.actor import Actor
from motcua.office.staffing.api import Ground, QuotaEntry, UseEntry, adopt_quotas, adopt_uses
from motcua.simulation.rules.scenario import Scenario
from motcua.simulation.rules.spread import spread

_SCHOOLS, _HEALTH = 0.62, 0.2  # of the public employees: those of schools under the districts, those of the health department
_CIVIL = {Unit.Kind.DEPARTMENT: 1.3, Unit.Kind.DISTRICT: 1.6}  # weight of an agency of the kind
_NUMBER, _REASON = "{number}/NQ-HĐND", "Số liệu mô phỏng"


def assign_posts(scenario: Scenario, scale: float, *, root: Unit, seed: int, actor: Actor) -> None:
    """Write quotas, ledger and uses in bulk; every total comes out exactly."""
    totals = scenario.staffing.scaled(scale)
    rng = np.random.default_rng([seed, 11])
    agencies = list(Unit.objects.filter(kind__in=_CIVIL).order_by("kind", "code"))
    if not agencies:
        return
    weights = {"civil": [_CIVIL[Unit.Kind(one.kind)] for one in agencies], "public": _public(agencies)}
    entries, people = [], []
    for kind, assigned, present in (
        ("civil", totals.civil_assigned, totals.civil_present),
        ("public", totals.public_assigned, totals.public_present),
    ):
        posts = spread(assigned, np.array(weights[kind]) * (0.8 + 0.4 * rng.random(len(agencies))))
        entries.append(QuotaEntry(root.pk, kind, assigned))
        entries += [QuotaEntry(one.pk, kind, amount, root.pk) for one, amount in zip(agencies, posts, strict=True)]
        vacant = spread(assigned - present, np.array(posts, dtype=float))
        filled = [amount - empty for amount, empty in zip(posts, vacant, strict=True)]
        people += _people(kind, agencies, filled, scenario, rng)
    first = date(scenario.year, 1, 1)
    ground = Ground(first, _NUMBER.format(number=100), first - timedelta(days=20), _REASON)
    adopt_quotas(entries, year=scenario.year, ground=ground, actor=actor)
    adopt_uses(people, reason=_REASON, actor=actor)


def _public(agencies: Sequence[Unit]) -> list[float]:
    """The schools of the districts, the hospitals and health centres of the health department, and a rest in every department."""
    districts = max(sum(one.kind == Unit.Kind.DISTRICT for one in agencies), 1)
    departments = max(len(agencies) - districts, 1)
    rest = 1 - _SCHOOLS - _HEALTH
    return [
        _SCHOOLS / districts if one.kind == Unit.Kind.DISTRICT else rest / departments + (_HEALTH if one.code == "so_y_te" else 0.0)
        for one in agencies
    ]


def _people(kind: str, agencies: Sequence[Unit], filled: Sequence[int], scenario: Scenario, rng: np.random.Generator) -> list[UseEntry]:
    """Most are there when the simulated time begins; some came in the course of it."""
    days = (scenario.cut_off - scenario.opens_on).days
    came = np.where(rng.random(sum(filled)) < 0.03, rng.integers(1, days, sum(filled)), 0).tolist()
    places = [one for one, amount in zip(agencies, filled, strict=True) for _ in range(amount)]
    return [
        UseEntry(place.pk, kind, f"mp-{kind}-{number}", scenario.opens_on + timedelta(days=days))
        for number, (place, days) in enumerate(zip(places, came, strict=True), 1)
    ]
