"""Sharing has an end: by itself, at once when the owner wants, and it is counted."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from motcua.blocks.audit.api import accesses_of
from motcua.kernel import clock
from motcua.kernel.actor import ANONYMOUS
from motcua.kernel.errors import InvalidInput, NotFound
from motcua.onestop.vault.api import Sharing, end_share, my_shares, open_document, share_by_code, share_documents, shared_with_me
from motcua.onestop.vault.models import VaultShare
from motcua.onestop.vault.tests.lives import STRANGER, with_result
from tests.office import Office

NUMBER = STRANGER["SoDinhDanh"]


def wish(document: int, **more: Any) -> Sharing:
    return Sharing(**{"documents": [document], "until": clock.now() + timedelta(days=3), "purpose": "xin việc", **more})


def test_a_person_named_by_number_reads_until_the_end_and_no_moment_longer(house: Office) -> None:
    owner, friend = house.citizen(), house.citizen(STRANGER)
    document = with_result(house, owner)
    share = share_documents(wish(document.pk, to_number=f" {NUMBER[:3]} {NUMBER[3:]} "), actor=owner).share
    assert [[card.id for card in cards] for _share, cards in shared_with_me(friend)] == [[document.pk]]
    assert open_document(document.pk, purpose="share", actor=friend).ground == "share"
    (mine,) = my_shares(owner)
    assert (mine.opened, mine.last_opened_at is not None) == (1, True)
    assert accesses_of(owner.party_id or 0).filter(actor_id=friend.account_id, payload__ground="share").count() == 1
    with clock.frozen(share.until - timedelta(seconds=1)):
        open_document(document.pk, purpose="share", actor=friend)
    with clock.frozen(share.until), pytest.raises(NotFound):
        open_document(document.pk, purpose="share", actor=friend)


def test_the_owner_ends_a_share_and_it_is_over_at_once(house: Office) -> None:
    owner, friend = house.citizen(), house.citizen(STRANGER)
    document = with_result(house, owner)
    share = share_documents(wish(document.pk, to_number=NUMBER), actor=owner).share
    with pytest.raises(NotFound):
        end_share(share.pk, actor=friend)
    end_share(share.pk, actor=owner)
    end_share(share.pk, actor=owner)
    with pytest.raises(NotFound):
        open_document(document.pk, purpose="share", actor=friend)
    assert shared_with_me(friend) == []


def test_link_and_code_open_the_shared_documents_and_nothing_else(house: Office) -> None:
    owner = house.citizen()
    document, other = with_result(house, owner), with_result(house, owner)
    given = share_documents(wish(document.pk), actor=owner)
    assert given.code not in str(VaultShare.objects.values())
    share = share_by_code(given.share.key, f" {given.code.lower()} ")
    assert open_document(document.pk, purpose="share", share=share, actor=ANONYMOUS).ground == "link"
    with pytest.raises(NotFound):
        open_document(other.pk, purpose="share", share=share, actor=ANONYMOUS)
    (mine,) = my_shares(owner)
    assert mine.opened == 1


@pytest.mark.parametrize("code", ["", "AAAAAAAAAA", "%", "🙂", "A" * 5000])
def test_a_wrong_code_or_link_opens_nothing_and_says_no_more_than_that(house: Office, code: str) -> None:
    owner = house.citizen()
    given = share_documents(wish(with_result(house, owner).pk), actor=owner)
    with pytest.raises(NotFound) as wrong_code:
        share_by_code(given.share.key, code)
    with pytest.raises(NotFound) as wrong_link:
        share_by_code(uuid4(), given.code)
    assert str(wrong_code.value) == str(wrong_link.value)


def test_a_share_for_a_person_does_not_open_by_link(house: Office) -> None:
    owner = house.citizen()
    share = share_documents(wish(with_result(house, owner).pk, to_number=NUMBER), actor=owner).share
    with pytest.raises(NotFound):
        share_by_code(share.key, "")


def test_nobody_shares_what_is_not_his(house: Office) -> None:
    document = with_result(house, house.citizen())
    with pytest.raises(NotFound):
        share_documents(wish(document.pk), actor=house.citizen(STRANGER))
    with pytest.raises(NotFound):
        share_documents(wish(document.pk, owner_id=document.owner_id), actor=house.citizen(STRANGER))


def test_a_share_without_end_without_purpose_or_for_a_wrong_number_is_refused_field_by_field(house: Office) -> None:
    owner = house.citizen()
    document = with_result(house, owner)
    with pytest.raises(InvalidInput) as refused:
        share_documents(wish(document.pk, until=clock.now() + timedelta(days=400), purpose=" ", to_number="12345"), actor=owner)
    assert {error.field for error in refused.value.fields} == {"until", "purpose", "to_number"}
    with pytest.raises(InvalidInput):
        share_documents(wish(document.pk, until=clock.now()), actor=owner)
