"""Everybody against every document, in the database; and the trace that reading leaves."""

from datetime import timedelta

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS, SYSTEM, Actor
from motcua.kernel.errors import Forbidden, NotFound
from motcua.onestop.dossiers.api import withdraw_dossier
from motcua.onestop.vault import api
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.api import Sharing, card, hide_document, my_vault, open_document, share_documents
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.tests.lives import STRANGER, received, with_result
from tests.office import Office

OFFICIALS = ("dienbien.motcua", "dienbien.tuphap", "hoangquang.motcua", "hoangquang.chutich", "kiemsoat.tinh", "quantri.tinh")


def may_open(document: int, actor: Actor, code: str = "") -> bool:
    try:
        open_document(document, purpose="work", actor=actor, dossier_code=code)
    except (NotFound, Forbidden):
        return False
    return True


def test_without_an_open_dossier_no_official_opens_anything(house: Office) -> None:
    document = with_result(house, house.citizen())
    assert document.dossier is not None
    for name in OFFICIALS:
        actor = house.actor(name)
        assert not may_open(document.pk, actor), name
        assert not may_open(document.pk, actor, document.dossier.code), f"{name}, a dossier that has ended"
    for actor in (ANONYMOUS, SYSTEM, house.citizen(STRANGER)):
        assert not may_open(document.pk, actor, document.dossier.code)


def test_an_official_opens_what_serves_the_open_dossier_he_works_on_and_leaves_a_trace(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    running = received(house, owner, with_paper=False)
    let_in = {name for name in OFFICIALS if may_open(document.pk, house.actor(name), running.code)}
    assert let_in == {"dienbien.motcua", "dienbien.tuphap"}
    trace = accesses_of(owner.party_id or 0).filter(stream="vault", stream_id=document.pk)
    assert {event.payload["dossier"] for event in trace} == {running.code}
    assert {event.payload["document"] for event in trace} == {document.name}
    assert len(trace) == 2
    withdraw_dossier(running.code, reason="thôi", actor=owner)
    assert not may_open(document.pk, house.actor("dienbien.tuphap"), running.code) or running.status == "in_process"


def test_an_official_does_not_open_what_does_not_serve_the_dossier(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    running = received(house, owner, with_paper=False)
    VaultDocument.objects.filter(pk=document.pk).update(type_code="PHIEU-LLTP")
    assert not may_open(document.pk, house.actor("dienbien.tuphap"), running.code)


def test_a_paper_of_a_stranger_is_not_opened_by_naming_ones_own_dossier(house: Office) -> None:
    document = with_result(house, house.citizen())
    other = received(house, house.citizen(STRANGER), with_paper=False)
    assert not may_open(document.pk, house.actor("dienbien.tuphap"), other.code)
    assert not may_open(document.pk, house.citizen(STRANGER), other.code)


def test_what_is_hidden_is_for_the_owner_alone(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    running = received(house, owner, with_paper=False)
    until = clock.now() + timedelta(days=2)
    share_documents(Sharing([document.pk], until, "xem", STRANGER["SoDinhDanh"]), actor=owner)
    assert may_open(document.pk, house.citizen(STRANGER))
    hide_document(document.pk, hidden=True, actor=owner)
    assert not may_open(document.pk, house.citizen(STRANGER))
    assert not may_open(document.pk, house.actor("dienbien.tuphap"), running.code)
    assert may_open(document.pk, owner)
    assert [one.id for one in my_vault(owner, hidden=True).cards] == [document.pk]
    assert [one.id for one in my_vault(owner).cards] == []


def test_the_owners_own_reading_leaves_no_trace_and_a_foreign_vault_is_not_there(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    before = accesses_of(owner.party_id or 0).count()
    assert card(document.pk, owner).name == document.name
    assert open_document(document.pk, purpose="owner", actor=owner).ground == "owner"
    assert accesses_of(owner.party_id or 0).count() == before
    with pytest.raises(NotFound):
        my_vault(house.citizen(STRANGER), owner_id=owner.party_id)


def test_no_table_of_documents_leaves_the_module() -> None:
    given = {name: getattr(api, name) for name in api.__all__}
    assert not [name for name, one in given.items() if one is VaultDocument]
    assert not hasattr(api.Card, "file")


def test_a_paper_at_the_counter_is_one_more_reading_that_the_owner_sees(house: Office) -> None:
    owner = house.citizen()
    fill_vault(received(house, owner).pk, actor=SYSTEM)
    assert VaultDocument.objects.filter(owner_id=owner.party_id).count() == 1
