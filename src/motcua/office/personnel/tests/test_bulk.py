"""Very many files at once, the figures that come out of them, and what passes to a successor."""

from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.blocks.measures.api import Scope, registered
from motcua.ground.reorganisation.api import Fates, Handing, handed_over
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Forbidden
from motcua.office.personnel.api import AdoptedPerson, PersonFile, Placement, adopt_people, load_personnel
from motcua.office.personnel.tests.conftest import Staff
from motcua.office.staffing.api import Use

CONTENT = Path(__file__).resolve().parents[5] / "provinces" / "thanh_hoa" / "personnel"
NOW = datetime(2022, 11, 14, 12, tzinfo=clock.VIETNAM)
BORN = date(1980, 1, 1)


def person(unit_id: int, kind: str, level: str, first: date = date(2021, 7, 1), **more: object) -> AdoptedPerson:
    given = AdoptedPerson("Lê Văn An (mô phỏng)", "male", BORN, level, "none", "none", unit_id, kind, "Chức danh", first, "taken_over")
    return given._replace(**more)  # type: ignore[arg-type]  # fields of the entry


def value(key: str, now: datetime = NOW, *, past: bool = False) -> int:
    return sum(row["amount"] for row in registered()[key].value(Scope(now=now, past=past)))


def test_files_places_posts_and_decisions_are_written_at_once(staff: Staff) -> None:
    staff.quota(staff.justice, "civil", 3)
    people = [
        person(staff.justice.pk, "civil", "university", date(2022, 3, 1), how="reception", number="1/QĐ-SNV"),
        person(staff.commune.pk, "commune_official", "university"),
        person(staff.commune.pk, "commune_official", "elementary", last_day=date(2022, 8, 31)),
        person(staff.commune.pk, "commune_civil_servant", "college"),
    ]
    with clock.frozen(NOW):
        files = adopt_people(people, origin="simulation", issuer_id=staff.home_affairs.pk, actor=SYSTEM)
        assert PersonFile.objects.filter(pk__in=files).count() == 4
        assert Use.objects.get().person_ref == PersonFile.objects.get(pk=files[0]).code
        assert value("hr.received_into_service") == 1
        assert (value("commune.staff"), value("commune.officials"), value("commune.officials_degree")) == (2, 1, 1)
        assert value("commune.civil_servants_college") == 1
    before = datetime(2022, 8, 1, 12, tzinfo=clock.VIETNAM)
    assert (value("commune.officials", before, past=True), value("commune.officials_elementary", before, past=True)) == (2, 1)


def test_only_the_house_takes_over_in_bulk(staff: Staff) -> None:
    with pytest.raises(Forbidden):
        adopt_people([], origin="", issuer_id=1, actor=staff.officer)


def test_places_pass_to_the_successor_and_the_past_reads_as_it_was(staff: Staff) -> None:
    load_personnel(CONTENT, actor=SYSTEM)
    with clock.frozen(NOW):
        people = [person(staff.commune.pk, "commune_official", "university", title_key="head")]
        adopt_people(people, origin="", issuer_id=staff.home_affairs.pk, actor=SYSTEM)
    kind, day = handed_over()["personnel"], date(2023, 1, 1)
    assert kind.move is not None
    moved = kind.move(Handing(Fates({staff.commune.pk: staff.district.pk}), day, NOW, "1/NQ", SYSTEM))
    assert [(row.from_unit, row.to_unit) for row in moved.rows] == [(staff.commune.pk, staff.district.pk)]
    assert Placement.objects.on(date(2022, 12, 31)).get().unit_id == staff.commune.pk
    there = Placement.objects.on(day).get()
    assert (there.unit_id, there.title_key, there.how) == (staff.district.pk, "", "reorganised")
    assert not kind.touched(moved.rows, NOW)
    kind.undo(moved.rows)
    assert Placement.objects.get().valid_to is None
    assert Placement.objects.get().unit_id == staff.commune.pk
