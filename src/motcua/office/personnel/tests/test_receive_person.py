"""People come into the service: one file, one main place, at most."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel import clock
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput
from motcua.office.personnel.api import Decision, Paper, PersonFacts, PersonFile, PlaceFacts, Placement, receive_person
from motcua.office.personnel.tests.conftest import Staff

MAI = PersonFacts(
    full_name="Lê Thị Mai", birth_date=date(1990, 5, 2), sex="female", citizen_id="038190001234", level="university", field="Luật"
)
DAY = date(2022, 5, 4)


def place(unit_id: int, **more: object) -> PlaceFacts:
    return replace(PlaceFacts(unit_id=unit_id, kind="contract", title="Chuyên viên", first_day=DAY), **more)  # type: ignore[arg-type]  # fields of the facts


def test_a_person_is_received_with_file_place_and_paper(staff: Staff) -> None:
    with clock.frozen(datetime(2022, 5, 4, 9, tzinfo=clock.VIETNAM)):
        paper = Paper("12/QĐ-SNV", DAY, staff.home_affairs.pk, "Đỗ Văn Hưng")
        made = receive_person(MAI, place(staff.commune.pk), how="contract", paper=paper, actor=staff.near)
    assert made.person.full_name == "Lê Thị Mai"
    assert made.person.qualifications.get().level == "university"
    assert (made.main, made.valid_to) == (True, None)
    assert Decision.objects.get().number == "12/QĐ-SNV"


def test_nobody_holds_two_main_places(staff: Staff) -> None:
    receive_person(MAI, place(staff.commune.pk), how="contract", actor=staff.officer)
    with pytest.raises(Conflict, match="main place"):
        receive_person(MAI, place(staff.justice.pk), how="contract", actor=staff.officer)
    assert PersonFile.objects.count() == 1


def test_the_database_itself_refuses_a_second_main_place(staff: Staff) -> None:
    made = receive_person(MAI, place(staff.commune.pk), how="contract", actor=staff.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(person=made.person, unit=staff.justice, kind="contract", title="x", valid_from=DAY, how="decision")


def test_who_left_comes_back_into_the_same_file(staff: Staff) -> None:
    first = receive_person(MAI, place(staff.commune.pk), how="contract", actor=staff.officer)
    Placement.objects.filter(pk=first.pk).update(valid_to=date(2022, 6, 30))
    again = receive_person(
        replace(MAI, phone="0912"), place(staff.justice.pk, first_day=date(2022, 9, 1)), how="contract", actor=staff.officer
    )
    assert again.person_id == first.person_id
    assert again.person.phone == "0912"


def test_every_wrong_field_is_named(staff: Staff) -> None:
    child = PersonFacts(full_name="Mai", birth_date=date(2010, 1, 1), citizen_id="12", level="doctor", sex="x")
    with pytest.raises(InvalidInput) as refused:
        receive_person(child, place(staff.commune.pk, kind="king", title=" "), how="luck", actor=staff.officer)
    named = {one.field for one in refused.value.fields}
    assert named == {"full_name", "birth_date", "citizen_id", "level", "sex", "kind", "title", "how"}


def test_a_district_receives_for_the_whole_district_and_no_further(staff: Staff) -> None:
    receive_person(MAI, place(staff.commune.pk), how="contract", actor=staff.near)
    for actor, unit in ((staff.near, staff.other), (staff.nobody, staff.justice), (staff.director, staff.home_affairs)):
        with pytest.raises(Forbidden):
            receive_person(replace(MAI, citizen_id=""), place(unit.pk), how="contract", actor=actor)


def test_files_are_seen_by_who_has_charge_of_the_unit_and_by_oneself(staff: Staff) -> None:
    made = receive_person(MAI, place(staff.commune.pk), how="contract", actor=staff.officer)
    seen = [
        actor.name for actor in (staff.officer, staff.near, staff.director, staff.nobody) if PersonFile.objects.visible_to(actor).exists()
    ]
    assert seen == ["Officer", "Near"]
    PersonFile.objects.filter(pk=made.person_id).update(account_id=staff.nobody.account_id)
    assert PersonFile.objects.visible_to(staff.nobody).exists()


def test_a_number_of_a_paper_is_recorded_once(staff: Staff) -> None:
    paper = Paper("12/QĐ-SNV", DAY, staff.home_affairs.pk)
    receive_person(MAI, place(staff.commune.pk), how="contract", paper=paper, actor=staff.officer)
    other = replace(MAI, citizen_id="", full_name="Trần Văn Bình")
    with pytest.raises(Conflict, match="number"):
        receive_person(other, place(staff.commune.pk), how="contract", paper=paper, actor=staff.officer)
    assert PersonFile.objects.count() == 1
