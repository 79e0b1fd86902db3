from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from motcua.blocks.audit.api import verify
from motcua.blocks.events.api import Event
from motcua.blocks.jobs.api import Job
from motcua.insight.indicators.api import Period, differences, figures
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor, Holding
from motcua.kernel.errors import Conflict
from motcua.office.staffing.api import ledger_faults
from motcua.onestop.dossiers.api import SIMULATION, Dossier, Pause, Result, Slip, replay_history
from motcua.simulation.api import SimulatedYear, check_lives, simulate_year
from motcua.simulation.tests.conftest import CUT_OFF, WISH
from tests.office import PROVINCE


def counted(office: Any) -> dict[str, Any]:
    root = office.unit("38")
    reader = Actor(kind="official", name="test", holdings=(Holding("leader", root.pk, root.path, 1),))
    found = figures(actor=reader, unit_id=root.pk, period=Period(date(2022, 1, 1), date(2022, 11, 22), CUT_OFF))
    return {key: figure.total for key, figure in found.items()}


def test_the_counts_at_the_cut_off_are_those_of_the_scenario(year: Any) -> None:
    aimed = yaml.safe_load((PROVINCE / "years" / "2022.yaml").read_text())
    found = counted(year)
    for name in ("received_in_person", "received_online", "resolved", "resolved_on_time", "pending"):
        assert found[f"dossiers.{name}"] == int(aimed["totals"][name] * WISH.scale + 0.5), name
    assert found["dossiers.received"] == found["dossiers.received_in_person"] + found["dossiers.received_online"] == 663
    assert found["dossiers.resolved"] > found["dossiers.received"]
    assert (found["feedback.received"], found["tthc.publication_decisions"], found["tthc.newly_issued"]) == (1, 0, 0)
    assert found["emc.system_kinds"] == 3
    assert found["measurement.visits"] == sum(int(visits * WISH.scale + 0.5) for visits in aimed["visits"].values())
    for name, total in aimed["staffing"].items():
        assert found[f"staff.{name}"] == int(total * WISH.scale + 0.5), name
    assert found["staff.correct_use_pct"] == 100
    assert ledger_faults() == []
    assert list(differences()) == []
    # sealed, whole, and nobody was told
    assert verify().whole
    assert not Event.objects.filter(stream__in=["dossier", "feedback", "publication", "review"], seal__isnull=True).exists()
    assert not Job.objects.exists()
    # marked, and nobody in it can be reached
    assert set(Dossier.objects.values_list("origin", flat=True)) == {SIMULATION}
    assert all(name.endswith("(mô phỏng)") for name in Dossier.objects.values_list("owner_name", flat=True))
    assert not Dossier.objects.exclude(owner__phone="", owner__email="", owner__citizen_id=None).exists()
    with pytest.raises(Conflict):
        simulate_year(WISH, actor=SYSTEM)


def test_a_stopped_run_goes_on_to_the_same_year_with_numbers_without_gap(stage: Any) -> None:
    def stop(done: int, of: int) -> None:
        if done >= WISH.batch * 2:
            raise KeyboardInterrupt

    with clock.frozen(CUT_OFF):
        with pytest.raises(KeyboardInterrupt):
            simulate_year(WISH, actor=SYSTEM, progress=stop)
        assert SimulatedYear.objects.get().written == 2
        simulate_year(WISH, actor=SYSTEM)
    codes = set(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == Dossier.objects.count() > 2 * WISH.batch
    by_day = Counter(code.rpartition("-")[0] for code in codes)
    assert all(f"{series}-{number:04d}" in codes for series, count in by_day.items() for number in range(1, count + 1))
    for numbers in (
        Slip.objects.values_list("form", "unit_id", "year", "number"),
        Result.objects.values_list("series", "issuer_id", "year", "number"),
    ):
        last = Counter[tuple[Any, ...]]()
        for *series, number in sorted(numbers):
            last[tuple(series)] += 1
            assert number == last[tuple(series)]
    assert Pause.objects.exists()


def test_simulated_lives_are_what_the_actions_make_of_the_same_acts(year: Any) -> None:
    before = Dossier.objects.count()
    assert [f"{code}: {unlike}" for code, unlike in check_lives(30, seed=3, actor=SYSTEM)] == []
    assert Dossier.objects.count() == before
    # and one whose promise is not what the law gives is found
    planted = Dossier.objects.filter(status="returned").exclude(due_at=None).order_by("pk")[0]
    Dossier.objects.filter(pk=planted.pk).update(due_at=planted.due_at + timedelta(days=1))
    assert [one.what for one in replay_history(planted.pk, actor=SYSTEM)] == ["due_at"]
