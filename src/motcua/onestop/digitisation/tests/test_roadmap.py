"""From when an office must digitise, as content of the province; and its share against it."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.blocks.packs.api import PackRefused
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import Forbidden
from motcua.onestop.digitisation.api import DossierStanding, load_roadmap, own_duties, shares
from motcua.onestop.digitisation.models import RoadmapStep
from motcua.onestop.digitisation.rules.roadmap import Duty, duty_on
from tests.digitising import received
from tests.office import PROVINCE, Office

ROADMAP = PROVINCE / "digitisation"


def test_a_ward_must_digitise_from_june_2023_and_its_share_is_shown_before_and_after(office: Office) -> None:
    officer = office.actor("dienbien.motcua")
    (unknown,) = own_duties(officer, on=clock.today())
    assert unknown.duty is None
    assert {change.kind for change in load_roadmap(ROADMAP, actor=SYSTEM).changes} == {"added"}
    assert {change.kind for change in load_roadmap(ROADMAP, actor=SYSTEM).changes} == {"unchanged"}
    first, second = (received(office, office.citizen()) for _twice in range(2))
    DossierStanding.objects.create(dossier=first, state=2, done_at=clock.now())
    DossierStanding.objects.create(dossier=second)
    (share,) = shares(officer, on=clock.today())
    assert share.duty is not None
    assert (share.duty.since, share.duty.to_check, share.begun) == (date(2023, 6, 1), True, False)
    assert (share.unit.code, share.received, share.digital, share.percent) == ("14767", 2, 1, 50.0)
    assert shares(office.actor("hoangquang.motcua"), on=clock.today()) == []
    with clock.frozen(datetime(2023, 6, 1, 8, tzinfo=VIETNAM)):
        (own,) = own_duties(officer, on=clock.today())
        assert own.begun
        assert shares(officer, on=clock.today()) == []
    (department,) = own_duties(office.actor("sotuphap.motcua"), on=clock.today())
    assert department.begun


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("level: province", "level: ward"),
        ("digitises_from: 2022-06-01", "digitises_from: soon"),
        ("note: the day is from memory; read the transition article of the decree", "note: ''"),
        ("level: district", "level: commune"),
    ],
)
def test_a_broken_roadmap_is_refused_with_its_place_and_the_old_one_stays(tmp_path: Path, office: Office, wrong: str, said: str) -> None:
    load_roadmap(ROADMAP, actor=SYSTEM)
    text = (ROADMAP / "roadmap.yaml").read_text()
    (tmp_path / "roadmap.yaml").write_text(text.replace(wrong, said))
    with pytest.raises(PackRefused) as refused:
        load_roadmap(tmp_path, actor=SYSTEM)
    assert "roadmap.yaml" in str(refused.value)
    assert RoadmapStep.objects.count() == 3
    with pytest.raises(Forbidden):
        load_roadmap(ROADMAP, actor=office.actor("dienbien.motcua"))


DAYS = st.dates(date(2020, 1, 1), date(2026, 1, 1))


@given(st.dictionaries(DAYS, DAYS, max_size=5), DAYS)
def test_what_was_decided_last_before_a_day_holds(decided: dict[date, date], day: date) -> None:
    steps = [("commune", on, Duty(since, "x", to_check=False)) for on, since in decided.items()]
    found = duty_on(steps, "commune", day)
    earlier = [on for on in decided if on <= day]
    assert (found and found.since) == (decided[max(earlier)] if earlier else None)
    assert duty_on(steps, "district", day) is None
