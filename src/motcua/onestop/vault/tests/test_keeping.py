"""The owner keeps house: own documents, versions, deletion; staff let into an organisation's vault; disputed readings."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import accesses_of
from motcua.blocks.events.api import Event
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput, NotFound, Refusal
from motcua.onestop.vault.api import (
    add_document,
    answer_dispute,
    card,
    delegate,
    delete_document,
    dispute_reading,
    disputes,
    disputes_about,
    end_delegation,
    my_vault,
    my_vaults,
    open_document,
    versions_of,
)
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.tests.lives import STRANGER, picture, received, with_result
from tests.office import Office


def added(actor: Actor, **more: object) -> int:
    given = {"name": "Bằng lái", "type_code": "GIAY-KHAM-LAI-XE", "issued_on": clock.today(), "file_name": "a.png", "stream": picture()}
    return add_document(**{**given, **more}, actor=actor)  # type: ignore[arg-type] # the test varies single answers


def test_an_own_document_is_never_more_than_the_owners_word_and_runs_out_by_its_type(house: Office) -> None:
    owner = house.citizen()
    found = card(added(owner), owner)
    assert (found.trust_words, found.deletable) == ("uploaded by the owner", True)
    assert found.valid_until is not None
    assert found.valid_until.isoformat() == "2023-05-14"


def test_a_new_version_takes_the_place_of_the_old_which_is_kept(house: Office) -> None:
    owner = house.citizen()
    first = added(owner)
    assert added(owner, replaces=first, name="Bằng lái mới", stream=picture("gray")) == first
    assert [version.number for version in versions_of(first, owner)] == [2, 1]
    now, before = open_document(first, purpose="owner", actor=owner), open_document(first, purpose="owner", version=1, actor=owner)
    assert now.file.sha256 != before.file.sha256
    with pytest.raises(NotFound):
        added(house.citizen(STRANGER), replaces=first)


def test_nothing_replaces_or_deletes_what_an_agency_issued(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    with pytest.raises(NotFound):
        added(owner, replaces=document.pk)
    with pytest.raises(Forbidden) as refused:
        delete_document(document.pk, actor=owner)
    assert refused.value.way_out
    with pytest.raises(IntegrityError), transaction.atomic():
        VaultDocument.objects.filter(pk=document.pk).update(deleted_at=clock.now(), file=None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": " "}, "name"), ({"name": "a" * 201}, "name"), ({"type_code": "KHONG-CO"}, "type_code")],
)
def test_a_wrong_answer_is_named(house: Office, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        added(house.citizen(), **wrong)
    assert [error.field for error in refused.value.fields] == [field]


def test_a_file_that_is_none_is_refused_and_nothing_is_kept(house: Office) -> None:
    with pytest.raises(Refusal):
        added(house.citizen(), stream=io.BytesIO(b"MZ\x90"), file_name="../../a.pdf")
    assert not VaultDocument.objects.exists()


def organisation(house: Office, person: Actor) -> Actor:
    """An enterprise, and the actor who speaks for it."""
    party = Party(kind=Party.Kind.ORGANISATION, tax_code="2801234562")
    party.set_name("Công ty TNHH Ví dụ")
    party.save()
    return Actor(kind="citizen", name="Công ty TNHH Ví dụ", account_id=person.account_id, party_id=party.pk, assurance=2)


def test_staff_act_on_the_vault_of_an_organisation_so_far_and_so_long_as_it_lets_them(house: Office) -> None:
    person = house.citizen(STRANGER)
    company = organisation(house, person)
    document = added(company)
    with pytest.raises(NotFound):
        card(document, person)
    made = delegate(person_number=STRANGER["SoDinhDanh"], may="read", until=clock.now() + timedelta(days=1), actor=company)
    assert card(document, person).id == document
    assert [one.full_name for one in my_vaults(person)] == ["Công ty TNHH Ví dụ"]
    assert [one.id for one in my_vault(person, owner_id=company.party_id).cards] == [document]
    with pytest.raises(Conflict):
        delegate(person_number=STRANGER["SoDinhDanh"], may="use", until=None, actor=company)
    with clock.frozen(clock.now() + timedelta(days=2)):
        with pytest.raises(NotFound):
            card(document, person)
        again = delegate(person_number=STRANGER["SoDinhDanh"], may="share", until=None, actor=company)
        end_delegation(again.pk, actor=company)
        with pytest.raises(NotFound):
            card(document, person)
    with pytest.raises(NotFound):
        end_delegation(made.pk, actor=organisation_two(house))


def organisation_two(house: Office) -> Actor:
    party = Party(kind=Party.Kind.ORGANISATION, tax_code="2809999993")
    party.set_name("Công ty khác")
    party.save()
    return Actor(kind="citizen", name="Công ty khác", party_id=party.pk)


def test_a_person_lets_nobody_into_a_vault_of_his_own(house: Office) -> None:
    with pytest.raises(Forbidden):
        delegate(person_number=STRANGER["SoDinhDanh"], may="read", until=None, actor=house.citizen())


def test_a_reading_is_disputed_once_by_the_one_it_is_about_and_answered_by_another_than_the_reader(house: Office) -> None:
    owner, auditor = house.citizen(), house.actor("kiemsoat.tinh")
    document = with_result(house, owner)
    running = received(house, owner, with_paper=False)
    clerk = house.actor("dienbien.tuphap")
    open_document(document.pk, purpose="work", dossier_code=running.code, actor=clerk)
    (reading,) = [event.pk for event in _readings(owner)]
    with pytest.raises(NotFound):
        dispute_reading(reading, text="sai", actor=house.citizen(STRANGER))
    with pytest.raises(InvalidInput):
        dispute_reading(reading, text="  ", actor=owner)
    made = dispute_reading(reading, text="Tôi không có việc gì ở đó.", actor=owner)
    with pytest.raises(Conflict):
        dispute_reading(reading, text="lần nữa", actor=owner)
    (listed,) = disputes(auditor)
    assert (listed.dispute.pk, listed.reading.actor_name) == (made.pk, clerk.name)
    for name in ("dienbien.tuphap", "dienbien.chutich"):
        with pytest.raises(Forbidden):
            disputes(house.actor(name))
    answer_dispute(made.pk, answer="Cán bộ đọc đúng việc.", was_wrong=False, actor=auditor)
    with pytest.raises(Conflict):
        answer_dispute(made.pk, answer="khác", was_wrong=True, actor=auditor)
    assert disputes_about([reading], owner)[reading].answer == "Cán bộ đọc đúng việc."
    assert len(disputes(auditor, answered=True)) == 1


def _readings(owner: Actor) -> list[Event]:
    return list(accesses_of(owner.party_id or 0).filter(stream="vault"))
