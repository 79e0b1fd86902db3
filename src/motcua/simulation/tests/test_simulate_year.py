from collections import Counter
from datetime import date
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
from motcua.onestop.dossiers.api import SIMULATION, Dossier
from motcua.simulation.api import SimulatedYear, simulate_year
from motcua.simulation.tests.conftest import CUT_OFF, WISH
from tests.office import PROVINCE


def counted(office: Any) -> dict[str, Any]:
    root = office.unit("38")
    reader = Actor(kind="official", name="test", holdings=(Holding("leader", root.pk, root.path, 1),))
    found = figures(actor=reader, unit_id=root.pk, period=Period(date(2022, 1, 1), date(2022, 11, 22), CUT_OFF))
    return {key: figure.total for key, figure in found.items()}


def test_the_counts_at_the_cut_off_are_those_of_the_scenario(year: Any) -> None:
    aimed = yaml.safe_load((PROVINCE / "years" / "2022.yaml").read_text())["totals"]
    found = counted(year)
    for name, total in aimed.items():
        if f"dossiers.{name}" in found:
            assert found[f"dossiers.{name}"] == int(total * 0.001 + 0.5), name
    assert found["dossiers.received"] == found["dossiers.received_in_person"] + found["dossiers.received_online"] == 1326
    assert found["dossiers.resolved"] > found["dossiers.received"]
    assert list(differences()) == []


def test_the_record_of_the_year_is_sealed_and_nobody_is_told_of_it(year: Any) -> None:
    report = verify()
    assert report.whole
    assert not Event.objects.filter(stream="dossier", seal__isnull=True).exists()
    assert not Job.objects.exists()


def test_every_dossier_is_marked_and_nobody_in_it_can_be_reached(year: Any) -> None:
    assert set(Dossier.objects.values_list("origin", flat=True)) == {SIMULATION}
    assert all(name.endswith("(mô phỏng)") for name in Dossier.objects.values_list("owner_name", flat=True))
    assert not Dossier.objects.exclude(owner__phone="", owner__email="", owner__citizen_id=None).exists()


def test_a_year_is_written_once(year: Any) -> None:
    with pytest.raises(Conflict):
        simulate_year(WISH, actor=SYSTEM)


def test_a_stopped_run_goes_on_to_the_same_year(stage: Any) -> None:
    def stop(done: int, of: int) -> None:
        if done >= WISH.batch * 2:
            raise KeyboardInterrupt

    with clock.frozen(CUT_OFF):
        with pytest.raises(KeyboardInterrupt):
            simulate_year(WISH, actor=SYSTEM, progress=stop)
        assert SimulatedYear.objects.get().written == 2
        simulate_year(WISH, actor=SYSTEM)
    codes = list(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 1385
    by_day = Counter(code.rpartition("-")[0] for code in codes)
    assert all(f"{series}-{number:04d}" in set(codes) for series, count in list(by_day.items())[:50] for number in range(1, count + 1))
