"""Never asked twice: what the vault holds valid is offered, attached, and not to be asked for."""

from datetime import timedelta

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.errors import Forbidden, InvalidInput, NotFound
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Dossier, Paper, SupplementItem, attach_paper, request_supplement, submit_dossier
from motcua.onestop.vault.actions.fill_vault import fill_vault
from motcua.onestop.vault.api import (
    AtTheCounter,
    VaultPapers,
    hand_in_from_vault,
    offers_at_desk,
    offers_for,
    offers_for_dossier,
    take_into_dossier,
    use_document,
)
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.tests.lives import EXTRACT, OLD_PAPER, STRANGER, drafted, picture, received, resolved, with_result
from tests.office import Office


def test_the_second_application_finds_the_result_of_the_first_and_attaches_it_with_one_click(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    draft = drafted(house, owner)
    parts = content_of(draft.version_id).cases[0].components
    offers = offers_for(owner.party_id or 0, parts, procedure_code=EXTRACT, actor=owner)
    assert [(key, [one.card.id for one in found]) for key, found in offers.items()] == [(OLD_PAPER, [document.pk])]
    paper = use_document(draft.key, OLD_PAPER, document.pk, actor=owner)
    again = use_document(draft.key, OLD_PAPER, document.pk, actor=owner)
    assert paper.pk == again.pk
    assert (paper.origin, paper.digitised, paper.reference) == ("result", Paper.Digitised.REUSED_RESULT, document.id_code)
    dossier = submit_dossier(draft.key, actor=owner)
    assert dossier.papers.get().file_id == document.file_id


def test_nobody_uses_what_lies_in_anothers_vault(house: Office) -> None:
    document = with_result(house, house.citizen())
    stranger = house.citizen(STRANGER)
    draft = drafted(house, stranger)
    with pytest.raises(NotFound):
        use_document(draft.key, OLD_PAPER, document.pk, actor=stranger)
    parts = content_of(draft.version_id).cases[0].components
    assert offers_for(document.owner_id, parts, procedure_code=EXTRACT, actor=stranger) == {}


def test_what_ran_out_or_is_hidden_is_not_offered(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    draft = drafted(house, owner)
    for change in ({"valid_until": clock.today() - timedelta(days=1)}, {"hidden_at": clock.now(), "valid_until": None}):
        VaultDocument.objects.filter(pk=document.pk).update(**change)
        with pytest.raises(NotFound):
            use_document(draft.key, OLD_PAPER, document.pk, actor=owner)


def test_an_office_that_asks_for_what_the_vault_holds_is_stopped_and_told_the_way_out(house: Office) -> None:
    owner = house.citizen()
    with_result(house, owner)
    draft = drafted(house, owner)
    dossier = submit_dossier(draft.key, actor=owner)
    desk = house.actor("dienbien.motcua")
    item = SupplementItem(OLD_PAPER, "Giấy tờ hộ tịch cũ")
    with pytest.raises(InvalidInput) as refused:
        request_supplement(dossier.code, items=[item], reason="thiếu", actor=desk)
    assert refused.value.code == "held_already"
    assert [error.field for error in refused.value.fields] == [f"unusable.{OLD_PAPER}"]
    assert refused.value.way_out
    unusable = SupplementItem(OLD_PAPER, "Giấy tờ hộ tịch cũ", unusable="tệp bị mờ trang 2")
    request = request_supplement(dossier.code, items=[unusable], reason="thiếu", actor=desk)
    assert request.items[0]["unusable"] == "tệp bị mờ trang 2"  # type: ignore[union-attr] # a first request, no escalation


def test_a_paper_that_the_owner_only_uploaded_once_may_still_be_asked_for(house: Office) -> None:
    owner = house.citizen()
    fill_vault(received(house, owner).pk, actor=SYSTEM)
    VaultDocument.objects.update(type_code="TRICH-LUC-HO-TICH")
    dossier = submit_dossier(drafted(house, owner).key, actor=owner)
    asked = [SupplementItem(OLD_PAPER, "Giấy tờ hộ tịch cũ")]
    assert request_supplement(dossier.code, items=asked, reason="thiếu", actor=house.actor("dienbien.motcua"))


def test_what_came_in_with_the_dossier_itself_does_not_stop_the_office_from_asking(house: Office) -> None:
    owner = house.citizen()
    draft = drafted(house, owner)
    attach_paper(draft.key, OLD_PAPER, name="cu.png", stream=picture(), actor=owner)
    dossier = submit_dossier(draft.key, actor=owner)
    other = resolved(house, received(house, owner))
    fill_vault(other.pk, actor=SYSTEM)
    VaultDocument.objects.update(dossier=dossier, type_code="TRICH-LUC-HO-TICH")
    asked = [SupplementItem(OLD_PAPER, "Giấy tờ hộ tịch cũ")]
    assert request_supplement(dossier.code, items=asked, reason="mờ", actor=house.actor("dienbien.motcua"))


def test_at_the_counter_the_officer_sees_what_need_not_be_handed_in_and_the_owner_sees_that_he_looked(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    desk = house.actor("dienbien.motcua")
    content = content_of(document.dossier.version_id if document.dossier else 0)
    visit = AtTheCounter(owner.party_id or 0, content)
    parts = list(content.cases[0].components)
    offers = offers_at_desk(visit, parts, actor=desk)
    assert [one.card.id for one in offers[OLD_PAPER]] == [document.pk]
    part = next(one for one in parts if one.key == OLD_PAPER)
    paper = hand_in_from_vault(visit, part, document.pk, actor=desk)
    assert (paper.origin, paper.reference, paper.file) == ("result", document.id_code, document.file)
    read = accesses_of(owner.party_id or 0).filter(payload__ground="counter")
    assert [event.payload["purpose"] for event in read] == ["intake", "offer"]
    for name in ("dienbien.tuphap", "kiemsoat.tinh"):
        with pytest.raises(Forbidden):
            offers_at_desk(visit, parts, actor=house.actor(name))


def test_an_officer_takes_the_copy_from_the_vault_instead_of_asking(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    dossier = received(house, owner, with_paper=False)
    clerk = house.actor("dienbien.tuphap")
    assert [one.card.id for one in offers_for_dossier(dossier.code, actor=clerk)[OLD_PAPER]] == [document.pk]
    paper = take_into_dossier(dossier.code, OLD_PAPER, document.pk, actor=clerk)
    assert paper.digitised == Paper.Digitised.REUSED_RESULT
    with pytest.raises(NotFound):
        take_into_dossier(dossier.code, OLD_PAPER, document.pk, actor=house.actor("hoangquang.tuphap"))
    assert Dossier.objects.get(pk=dossier.pk).papers.count() == 1


def test_the_vault_answers_for_papers_that_offices_must_accept_and_for_no_others(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    parts = content_of(drafted(house, owner).version_id).cases[0].components
    best = VaultPapers().best(owner.party_id or 0, parts, procedure_code=EXTRACT)
    assert {key: (held.file.pk, held.origin) for key, held in best.items()} == {OLD_PAPER: (document.file_id, "result")}
    assert VaultPapers().best(owner.party_id or 0, parts, procedure_code=EXTRACT, but_not_from=document.dossier_id) == {}
    VaultDocument.objects.filter(pk=document.pk).update(trust=1, source="upload")
    assert VaultPapers().best(owner.party_id or 0, parts, procedure_code=EXTRACT) == {}
