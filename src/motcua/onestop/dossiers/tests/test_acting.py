"""Acting for somebody else: what it takes, what it opens, and how the owner ends it."""

from uuid import uuid4

import pytest

from motcua.blocks.events.api import timeline
from motcua.blocks.files.api import store_bytes
from motcua.ground.parties.api import Party
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound
from motcua.onestop.dossiers.api import (
    AUTHORISATION,
    Consent,
    Dossier,
    Draft,
    HandedIn,
    Mandate,
    Paper,
    WalkIn,
    choose_acting,
    dossier_file,
    end_mandate,
    record_consent,
    register_dossier,
    save_answers,
    start_draft,
    submit_dossier,
    vault_of,
    withdraw_dossier,
)
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.queries.visibility import is_visible
from motcua.onestop.dossiers.tests.test_life import ANSWERS, EXTRACT
from motcua.onestop.dossiers.tests.test_visibility import STRANGER
from tests.office import DIEN_BIEN, Office

ANH = {"SoDinhDanh": "038302006645", "HoVaTen": "Trịnh Minh Anh", "NgayThangNamSinh": "2002-07-25", "GioiTinh": "Nữ", "loAs": "2"}


@pytest.fixture
def hoa(office: Office) -> Party:
    """The owner: Nguyễn Thị Hoa."""
    return Party.objects.get(pk=office.citizen().party_id or 0)


@pytest.fixture
def thanh(office: Office) -> Actor:
    """Who acts: Lê Văn Thành."""
    return office.citizen(STRANGER)


def written(office: Office, writer: Actor) -> Draft:
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=writer)
    return save_answers(draft.key, values=ANSWERS, actor=writer)


def for_hoa(draft: Draft, hoa: Party, thanh: Actor, acting: str = "helper", messages_to: str = "both") -> Draft:
    return choose_acting(draft.key, acting=acting, owner=hoa, messages_to=messages_to, actor=thanh)


def test_a_helper_sends_only_with_the_consent_of_the_owner(office: Office, hoa: Party, thanh: Actor) -> None:
    draft = for_hoa(written(office, thanh), hoa, thanh)
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, actor=thanh)
    assert [error.field for error in refused.value.fields] == ["consent"]
    record_consent(draft.key, Consent("code"), actor=thanh)
    dossier = submit_dossier(draft.key, actor=thanh)
    assert (dossier.owner_id, dossier.submitter_id, dossier.acting, dossier.messages_to) == (hoa.pk, thanh.party_id, "helper", "both")
    assert Mandate.objects.get().dossier_id == dossier.pk
    assert [event.kind for event in timeline(STREAM, dossier.pk)] == ["dossier.mandate_given", "dossier.submitted"]


def test_an_authorised_person_hands_in_the_paper_of_authorisation(office: Office, hoa: Party, thanh: Actor) -> None:
    draft = for_hoa(written(office, thanh), hoa, thanh, "authorised", "submitter")
    with pytest.raises(InvalidInput) as refused:
        submit_dossier(draft.key, actor=thanh)
    assert f"paper.{AUTHORISATION.key}" in [error.field for error in refused.value.fields]
    stored = store_bytes("uy-quyen.pdf", b"%PDF-1.7 invented", "application/pdf")
    Paper.objects.create(draft=draft, component_key=AUTHORISATION.key, file=stored, name="uy-quyen.pdf", added_at=draft.saved_at)
    dossier = submit_dossier(draft.key, actor=thanh)
    mandate = Mandate.objects.get(dossier=dossier)
    assert (mandate.proof, mandate.file_id) == ("authorisation", stored.pk)


def test_both_see_the_dossier_until_the_owner_ends_it(office: Office, hoa: Party, thanh: Actor) -> None:
    draft = for_hoa(written(office, thanh), hoa, thanh)
    record_consent(draft.key, Consent("code"), actor=thanh)
    code = submit_dossier(draft.key, actor=thanh).code
    owner = office.citizen()
    for person in (owner, thanh):
        assert dossier_file(code, purpose="owner", actor=person).dossier.code == code
    with pytest.raises(NotFound):
        end_mandate(code, actor=office.citizen(ANH))
    dossier = end_mandate(code, actor=owner)
    assert not is_visible(dossier, thanh)
    assert not Dossier.objects.visible_to(thanh).exists()
    for forbidden in (lambda: dossier_file(code, purpose="owner", actor=thanh), lambda: withdraw_dossier(code, reason="x", actor=thanh)):
        with pytest.raises(NotFound):
            forbidden()
    assert (dossier.acting, dossier.messages_to, dossier.submitter_id) == ("self", "owner", hoa.pk)
    mandate = Mandate.objects.get()
    assert mandate.submitter_id == thanh.party_id, "the record of who acted stays"
    assert mandate.ended_at is not None
    assert list(timeline(STREAM, dossier.pk))[-1].payload["name"] == "Lê Văn Thành"
    with pytest.raises(Conflict):
        end_mandate(code, actor=owner)


def test_another_owner_or_another_way_of_acting_needs_a_new_consent(office: Office, hoa: Party, thanh: Actor) -> None:
    draft = for_hoa(written(office, thanh), hoa, thanh)
    record_consent(draft.key, Consent("code"), actor=thanh)
    for_hoa(draft, hoa, thanh, messages_to="owner")
    assert Mandate.objects.count() == 1, "who gets the messages may change"
    for_hoa(draft, hoa, thanh, acting="authorised")
    assert Mandate.objects.count() == 0
    choose_acting(draft.key, acting="self", owner=None, messages_to="both", actor=thanh)
    draft.refresh_from_db()
    assert (draft.owner_id, draft.messages_to) == (None, "owner")
    with pytest.raises(Conflict):
        record_consent(draft.key, Consent("code"), actor=thanh)


def test_the_owners_vault_opens_by_his_own_code_only(office: Office, hoa: Party, thanh: Actor) -> None:
    draft = written(office, thanh)
    assert vault_of(draft) == thanh.party_id
    draft = for_hoa(draft, hoa, thanh)
    assert vault_of(draft) == 0
    record_consent(draft.key, Consent("signed_paper"), actor=thanh)
    assert vault_of(draft) == 0
    Mandate.objects.update(proof="code")
    assert vault_of(draft) == hoa.pk


@pytest.mark.parametrize("wrong", [{"acting": "king"}, {"messages_to": "everybody"}, {"owner": None}])
def test_unknown_choices_and_a_missing_owner_are_named(office: Office, hoa: Party, thanh: Actor, wrong: dict[str, object]) -> None:
    draft = written(office, thanh)
    given = {"acting": "helper", "owner": hoa, "messages_to": "both", **wrong}
    with pytest.raises(InvalidInput) as refused:
        choose_acting(draft.key, actor=thanh, **given)  # type: ignore[arg-type] # some are wrong on purpose
    assert [error.field for error in refused.value.fields] == list(wrong)
    with pytest.raises(InvalidInput):
        choose_acting(draft.key, acting="helper", owner=Party.objects.get(pk=thanh.party_id or 0), messages_to="both", actor=thanh)
    with pytest.raises(NotFound):
        choose_acting(draft.key, acting="helper", owner=hoa, messages_to="both", actor=office.citizen())


def test_at_the_desk_it_is_said_in_whose_name_the_person_came(office: Office, hoa: Party, thanh: Actor) -> None:
    lan, here = office.actor("dienbien.motcua"), office.unit(DIEN_BIEN).pk
    other = Party.objects.get(pk=thanh.party_id or 0)
    answers = written(office, office.citizen()).answers

    def entry(**more: object) -> WalkIn:
        desk = office.unit(f"{DIEN_BIEN}/mot_cua").pk
        return WalkIn(uuid4(), EXTRACT, here, desk, hoa, answers, **more)  # type: ignore[arg-type] # parts of WalkIn

    wrong = {
        "acting": entry(submitter=other),
        f"paper.{AUTHORISATION.key}": entry(submitter=other, acting="authorised"),
        "consent": entry(submitter=other, acting="helper"),
        "submitter": entry(acting="helper", consent=Consent("code")),
        "messages_to": entry(messages_to="everybody"),
    }
    for field, one in wrong.items():
        with pytest.raises(InvalidInput) as refused:
            register_dossier(one, actor=lan)
        assert field in [error.field for error in refused.value.fields], field
    assert Dossier.objects.count() == 0
    seen = [HandedIn(AUTHORISATION.key, "Văn bản ủy quyền")]
    first = register_dossier(entry(submitter=other, acting="authorised", papers=seen, messages_to="submitter"), actor=lan)
    second = register_dossier(entry(submitter=other, acting="helper", consent=Consent("signed_paper")), actor=lan)
    assert [mandate.proof for mandate in Mandate.objects.order_by("pk")] == ["authorisation", "signed_paper"]
    assert {first.submitter_id, second.submitter_id} == {other.pk}
