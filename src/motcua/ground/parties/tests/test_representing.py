"""People act for an organisation: by the list its legal representative keeps, so far and so long as it says."""

from datetime import date, datetime

import pytest

from motcua.blocks.events.api import Event
from motcua.ground.parties.api import (
    Party,
    Representation,
    acts_for,
    add_representative,
    admit_representative,
    capabilities_in,
    end_representation,
    representation_of,
)
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound

pytestmark = pytest.mark.django_db
DAY = date(2022, 11, 14)


@pytest.fixture(autouse=True)
def _on_monday() -> object:
    with clock.frozen(datetime(2022, 11, 14, 9, 0, tzinfo=clock.VIETNAM)):
        yield


def party(name: str, *, citizen_id: str | None = None, tax_code: str | None = None) -> Party:
    made = Party(kind="organisation" if tax_code else "person", citizen_id=citizen_id, tax_code=tax_code)
    made.set_name(name)
    made.save()
    return made


@pytest.fixture
def company() -> Party:
    return party("Công ty Sông Mã", tax_code="2809999903")


@pytest.fixture
def thanh() -> Party:
    return party("Lê Văn Thành", citizen_id="038078011358")


@pytest.fixture
def nghiem() -> Party:
    return party("Trịnh Văn Nghiệm", citizen_id="038085004321")


def speaking(person: Party, organisation: Party) -> Actor:
    return Actor(kind="citizen", name=f"{person.full_name} ({organisation.full_name})", party_id=organisation.pk, person_id=person.pk)


def test_whom_the_identity_vouches_for_first_is_the_legal_representative_and_nobody_else(
    company: Party, thanh: Party, nghiem: Party
) -> None:
    right = admit_representative(company, thanh)
    assert (right.kind, admit_representative(company, thanh).pk) == ("legal", right.pk)
    with pytest.raises(Forbidden):
        admit_representative(company, nghiem)
    assert [row.organisation for row in acts_for(thanh.pk, DAY)] == [company]


def test_the_legal_representative_adds_staff_and_both_names_are_recorded(company: Party, thanh: Party, nghiem: Party) -> None:
    admit_representative(company, thanh)
    chief = speaking(thanh, company)
    made = add_representative(citizen_id="038 085 004 321", scope=["apply"], until=date(2022, 11, 30), actor=chief)
    assert (made.person, made.scope, made.granted_by) == (nghiem, ["apply"], "Lê Văn Thành (Công ty Sông Mã)")
    event = Event.objects.filter(kind="party.representation_granted").last()
    assert event is not None
    assert (event.actor_name, event.subject_id) == ("Lê Văn Thành (Công ty Sông Mã)", company.pk)
    assert representation_of(company.pk, nghiem.pk, date(2022, 11, 30)) == made
    assert representation_of(company.pk, nghiem.pk, date(2022, 12, 1)) is None
    with pytest.raises(Conflict):
        add_representative(citizen_id="038085004321", scope=["read"], until=None, actor=chief)
    with clock.frozen(datetime(2022, 12, 2, 9, 0, tzinfo=clock.VIETNAM)):
        assert add_representative(citizen_id="038085004321", scope=["read"], until=None, actor=chief).pk != made.pk


def test_staff_cannot_add_anybody_nor_can_the_person_in_the_own_name(company: Party, thanh: Party, nghiem: Party) -> None:
    admit_representative(company, thanh)
    add_representative(citizen_id="038085004321", scope=["apply"], until=None, actor=speaking(thanh, company))
    for actor in (
        speaking(nghiem, company),
        Actor(kind="citizen", party_id=thanh.pk),
        Actor(kind="citizen", party_id=company.pk),
        Actor(kind="citizen", party_id=thanh.pk, person_id=thanh.pk),
    ):
        with pytest.raises(Forbidden):
            add_representative(citizen_id="038085004321", scope=["apply"], until=None, actor=actor)
        with pytest.raises(Forbidden):
            end_representation(Representation.objects.get(person=nghiem).pk, actor=actor)


def test_every_wrong_field_is_named(company: Party, thanh: Party) -> None:
    admit_representative(company, thanh)
    with pytest.raises(InvalidInput) as refused:
        add_representative(citizen_id="1", scope=["everything"], until=date(2022, 11, 13), actor=speaking(thanh, company))
    assert {error.field for error in refused.value.fields} == {"citizen_id", "scope", "until"}


def test_a_right_taken_back_ends_at_once_and_one_legal_representative_stays(company: Party, thanh: Party, nghiem: Party) -> None:
    first = admit_representative(company, thanh)
    chief = speaking(thanh, company)
    made = add_representative(citizen_id="038085004321", scope=[], until=None, legal=True, actor=chief)
    end_representation(made.pk, actor=chief)
    end_representation(made.pk, actor=chief)
    assert representation_of(company.pk, nghiem.pk, DAY) is None
    assert Event.objects.filter(kind="party.representation_ended").count() == 1
    with pytest.raises(Conflict):
        end_representation(first.pk, actor=chief)
    other = party("Công ty Khác", tax_code="2800000019")
    with pytest.raises(NotFound):
        end_representation(admit_representative(other, nghiem).pk, actor=chief)


def test_a_scope_opens_what_it_names_and_reading() -> None:
    known = [
        "dossier.submit",
        "dossier.read",
        "payment.pay",
        "vault.keep",
        "feedback.send",
        "desk.book",
        "notices.choose",
        "parties.look_up",
    ]
    assert capabilities_in(["read"], known) == {"dossier.read", "notices.choose"}
    assert capabilities_in(["apply"], known) == {"dossier.submit", "dossier.read", "desk.book", "notices.choose"}
    assert capabilities_in(["pay", "vault"], known) == {"payment.pay", "vault.keep", "dossier.read", "notices.choose"}
    assert capabilities_in([], known) == frozenset()
