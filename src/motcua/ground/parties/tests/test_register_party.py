"""Registering people and enterprises."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.blocks.events.api import timeline
from motcua.ground.parties.api import Particulars, Party, register_party
from motcua.ground.parties.tests.conftest import HOA, official
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, Forbidden, InvalidInput

pytestmark = pytest.mark.django_db


def test_a_desk_officer_registers_a_person_in_few_statements(desk: Actor) -> None:
    with CaptureQueriesContext(connection) as queries:
        party = register_party(HOA, actor=desk)
    assert len(queries) <= 6
    party.refresh_from_db()
    assert (party.search_text, party.phone, party.assurance) == ("nguyen thi hoa", "0912345601", 0)
    assert [event.kind for event in timeline("party", party.pk)] == ["party.registered"]


def test_a_number_belongs_to_one_party(desk: Actor, hoa: Party) -> None:
    with pytest.raises(Conflict):
        register_party(replace(HOA, full_name="Ai Đó"), actor=desk)
    assert Party.objects.count() == 1


def test_foreigners_without_a_number_can_be_registered_more_than_once(desk: Actor) -> None:
    for name in ("Anna Svensson", "Bo Li"):
        register_party(Particulars(kind="person", full_name=name), actor=desk)
    assert Party.objects.filter(citizen_id=None, tax_code=None).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "x" * 201}, "full_name"),
        ({"kind": "animal"}, "kind"),
        ({"citizen_id": "03818500421"}, "citizen_id"),
        ({"birth_date": date(1986, 3, 12)}, "citizen_id"),
        ({"sex": "male"}, "citizen_id"),
        ({"birth_date": date(2085, 3, 12), "citizen_id": ""}, "birth_date"),
        ({"tax_code": "0100109105"}, "tax_code"),
        ({"phone": "12"}, "phone"),
        ({"email": "hoa@"}, "email"),
        ({"address": "x" * 301}, "address"),
    ],
)
def test_what_cannot_be_true_names_its_field_and_stores_nothing(desk: Actor, change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        register_party(replace(HOA, **change), actor=desk)  # type: ignore[arg-type]
    assert field in {fault.field for fault in refused.value.fields}
    assert not Party.objects.exists()


def test_an_organisation_needs_a_tax_code_and_has_no_citizen_number(desk: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        register_party(Particulars(kind="organisation", full_name="Công ty A", citizen_id="038185004217"), actor=desk)
    assert {fault.field for fault in refused.value.fields} == {"tax_code", "citizen_id"}
    assert register_party(Particulars(kind="organisation", full_name="Công ty A", tax_code="2809999903"), actor=desk).pk


@pytest.mark.parametrize("actor", [official("specialist"), official("leader"), Actor(kind="citizen", party_id=1), Actor(kind="anonymous")])
def test_only_the_desk_registers(actor: Actor) -> None:
    with pytest.raises(Forbidden):
        register_party(HOA, actor=actor)


@pytest.mark.parametrize("values", [{"kind": "x"}, {"citizen_id": ""}, {"kind": "organisation", "citizen_id": "038185004217"}])
def test_the_database_refuses_what_gets_past_the_rules(values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(**{"kind": "person", "full_name": "X", **values})


def test_the_houses_own_work_needs_no_post() -> None:
    assert register_party(HOA, actor=SYSTEM).pk
