"""Posts are assigned, handed down, moved, taken up and given back; nobody exceeds what was assigned."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, Refusal
from motcua.office.staffing.api import (
    Assignment,
    Ground,
    PostsMoved,
    Quota,
    QuotaEntry,
    QuotaMove,
    Use,
    UseEntry,
    adopt_quotas,
    adopt_uses,
    assign_quota,
    ledger_faults,
    move_posts,
    occupy,
    present_on,
    release,
)
from tests.office import Office

YEAR = 2022
DECIDED = date(2022, 1, 5)


@pytest.fixture
def department(office: Office) -> Quota:
    """The province got 20 posts from the centre, the department of home affairs 3 of them."""
    assign(office, "38", 20)
    return assign(office, "so_noi_vu", 3)


def assign(office: Office, code: str, amount: int, year: int = YEAR) -> Quota:
    text = Assignment(office.unit(code).pk, year, "civil", amount, "12/QĐ-UBND", min(date(year, 1, 5), clock.today()))
    return assign_quota(text, actor=office.actor("noivu.tochuc"))


def take(office: Office, person: str, code: str = "so_noi_vu", day: date = date(2022, 3, 1)) -> Use:
    return occupy(office.unit(code).pk, "civil", day=day, person_ref=person, actor=office.actor("noivu.congchuc"))


def leave(office: Office, person: str, day: date) -> None:
    release(person, day=day, actor=office.actor("noivu.congchuc"))


def sums(office: Office, code: str, year: int = YEAR) -> tuple[int, int, int]:
    quota = Quota.objects.get(unit=office.unit(code), year=year, kind="civil")
    return tuple(quota.sums)


def test_what_a_department_gets_comes_from_the_province(department: Quota, office: Office) -> None:
    assert (sums(office, "38"), sums(office, "so_noi_vu")) == ((20, 3, 0), (3, 0, 0))
    assign(office, "so_noi_vu", 5)
    assign(office, "so_noi_vu", 4)
    assert (sums(office, "38"), sums(office, "so_noi_vu")) == ((20, 4, 0), (4, 0, 0))
    with pytest.raises(Conflict) as refused:
        assign(office, "so_tu_phap", 17)
    assert refused.value.code == "quota_handed_over"
    assert "20" in str(refused.value)
    assert refused.value.way_out
    assert ledger_faults() == []


def test_nobody_is_taken_up_beyond_the_posts_assigned(department: Quota, office: Office) -> None:
    for number in range(3):
        take(office, f"person:{number}")
    with pytest.raises(Conflict) as refused:
        take(office, "person:4")
    assert refused.value.code == "quota_over"
    assert {"unit": "Sở Nội vụ", "year": 2022, "assigned": 3, "used": 3}.items() <= refused.value.params.items()
    assert (sums(office, "so_noi_vu"), Use.objects.count()) == ((3, 0, 3), 3)
    assert ledger_faults() == []


def test_the_database_itself_refuses_over_use(department: Quota) -> None:
    for fault in ({"used": 4}, {"used": 2, "handed_down": 2}, {"used": -1}, {"assigned": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Quota.objects.filter(pk=department.pk).update(**fault)


def test_a_line_of_the_ledger_is_never_changed(department: Quota) -> None:
    line = department.moves.get()
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        QuotaMove.objects.filter(pk=line.pk).update(assigned=9)
    with pytest.raises(TypeError):
        line.delete()
    Quota.objects.filter(pk=department.pk).update(assigned=9)  # a hand in the database
    assert len(ledger_faults()) == 2  # it differs from its own ledger, and from what the province handed down


def test_who_leaves_is_there_until_the_last_day_and_the_post_is_free_after(department: Quota, office: Office) -> None:
    for number in range(3):
        take(office, f"person:{number}")
    leave(office, "person:0", date(2022, 12, 15))
    with pytest.raises(Conflict):
        take(office, "person:9", day=date(2022, 12, 15))
    take(office, "person:9", day=date(2022, 12, 16))
    place = (office.unit("so_noi_vu").pk, "civil")
    assert [present_on(day)[place] for day in (date(2022, 3, 1), date(2022, 12, 15), date(2022, 12, 16))] == [3, 3, 3]
    assert (present_on(date(2022, 2, 28)), ledger_faults()) == ({}, [])


def test_posts_below_the_people_present_are_refused(department: Quota, office: Office) -> None:
    take(office, "person:0")
    take(office, "person:1")
    with pytest.raises(Conflict) as refused:
        assign(office, "so_noi_vu", 1)
    assert refused.value.code == "quota_below_present"
    assert sums(office, "38") == (20, 3, 0)
    with pytest.raises(Conflict):
        assign(office, "38", 2)


def test_a_new_year_carries_on_who_is_present(department: Quota, office: Office) -> None:
    take(office, "person:0")
    take(office, "person:1")
    take(office, "person:2", day=date(2023, 2, 1))
    assign(office, "38", 18, 2023)
    with pytest.raises(Conflict):
        assign(office, "so_noi_vu", 2, 2023)
    assign(office, "so_noi_vu", 3, 2023)
    assert (sums(office, "so_noi_vu"), sums(office, "so_noi_vu", 2023)) == ((3, 0, 2), (3, 0, 3))
    leave(office, "person:0", date(2023, 1, 31))
    assert (sums(office, "so_noi_vu"), sums(office, "so_noi_vu", 2023)) == ((3, 0, 2), (3, 0, 2))
    leave(office, "person:1", date(2022, 12, 1))
    assert (sums(office, "so_noi_vu"), sums(office, "so_noi_vu", 2023), ledger_faults()) == ((3, 0, 1), (3, 0, 1), [])


def test_posts_move_between_units_and_the_way_is_told(department: Quota, office: Office) -> None:
    assign(office, "380", 6)
    inner = assign(office, "380/tu_phap", 2)
    actor = office.actor("noivu.tochuc")
    move_posts(PostsMoved(inner.pk, department.pk, 1, "30/QĐ-UBND", date(2022, 6, 1)), actor=actor)
    assert [sums(office, code) for code in ("38", "380", "380/tu_phap", "so_noi_vu")] == [(20, 9, 0), (5, 1, 0), (1, 0, 0), (4, 0, 0)]
    assert list(QuotaMove.objects.filter(decision_number="30/QĐ-UBND").values_list("line", flat=True)) == [
        "moved_out",
        "handed_back",
        "moved_in",
    ]
    take(office, "person:1", "380/tu_phap")
    with pytest.raises(Conflict):
        move_posts(PostsMoved(inner.pk, department.pk, 1, "31/QĐ-UBND", date(2022, 6, 1)), actor=actor)
    with pytest.raises(InvalidInput) as refused:
        move_posts(PostsMoved(inner.pk, inner.pk, 0, " ", date(2023, 6, 1)), actor=actor)
    assert [fault.field for fault in refused.value.fields] == ["amount", "receiving", "decision_number", "decided_on"]
    assert ledger_faults() == []


def test_a_division_uses_the_posts_of_its_agency_and_a_person_fills_one_post(department: Quota, office: Office) -> None:
    use = take(office, "person:0", "so_noi_vu/mot_cua")
    assert use.unit_id == office.unit("so_noi_vu").pk
    with pytest.raises(Conflict) as refused:
        take(office, "person:0")
    assert refused.value.code == "post_held_already"
    with pytest.raises(Conflict) as missing:
        take(office, "person:1", "so_tu_phap")
    assert missing.value.code == "quota_missing"
    with pytest.raises(NotFound):
        leave(office, "person:7", date(2022, 9, 1))
    leave(office, "person:0", date(2022, 2, 1))  # never came
    assert (sums(office, "so_noi_vu"), Use.objects.count(), ledger_faults()) == ((3, 0, 0), 0, [])


def test_an_officer_of_a_district_works_for_his_district_only(department: Quota, office: Office) -> None:
    officer = office.actor("quangxuong.noivu")
    assign(office, "406", 4)
    occupy(office.unit("406/tu_phap").pk, "civil", day=date(2022, 3, 1), person_ref="person:q", actor=officer)
    with pytest.raises(Forbidden):
        occupy(office.unit("so_noi_vu").pk, "civil", day=date(2022, 3, 1), person_ref="person:x", actor=officer)
    with pytest.raises(Forbidden):
        assign_quota(Assignment(office.unit("380").pk, YEAR, "civil", 1, "1/QĐ", DECIDED), actor=officer)


def test_a_broken_assignment_names_its_fields(office: Office) -> None:
    text = Assignment(office.unit("38").pk, 1999, "civil", -1, " ", date(2023, 1, 1))
    with pytest.raises(InvalidInput) as refused:
        assign_quota(text, actor=office.actor("noivu.tochuc"))
    assert [fault.field for fault in refused.value.fields] == ["amount", "decision_number", "decided_on", "year"]


def test_posts_and_people_are_taken_over_in_bulk(office: Office) -> None:
    province, department = office.unit("38").pk, office.unit("so_noi_vu").pk
    ground = Ground(DECIDED, "1/NQ-HĐND", DECIDED)
    entries = [QuotaEntry(department, "civil", 3, province), QuotaEntry(province, "civil", 10)]
    adopt_quotas(entries, year=YEAR, ground=ground, actor=SYSTEM)
    people = [UseEntry(office.unit("so_noi_vu/mot_cua").pk, "civil", f"person:{number}", date(2022, 2, 1)) for number in range(3)]
    assert adopt_uses(people, actor=SYSTEM) == 3
    assert (sums(office, "38"), sums(office, "so_noi_vu"), ledger_faults()) == ((10, 3, 0), (3, 0, 3), [])
    with pytest.raises(Refusal):
        adopt_uses([UseEntry(department, "civil", "person:9", date(2022, 2, 1))], actor=SYSTEM)
    assert Use.objects.count() == 3
