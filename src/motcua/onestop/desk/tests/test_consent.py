"""The owner agrees by a code from the phone, or on paper; nobody else can agree for him."""

import io
from datetime import date, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest

from motcua.blocks.notices.api import Notice
from motcua.ground.parties.api import Particulars, Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, NotFound, Refusal
from motcua.onestop.desk.api import ask_consent, ask_consent_at_desk, confirm_at_desk, confirm_consent, consent_on_paper, name_owner
from motcua.onestop.desk.models import ConsentCode
from motcua.onestop.desk.queries.slip_facts import slip_facts
from motcua.onestop.dossiers.api import Consent, Draft, Mandate, WalkIn, register_dossier, start_draft
from tests.halls import EXTRACT, THANH
from tests.office import DIEN_BIEN, HOA, Office
from tests.security.world import ANSWERS, picture

HOA_GIVEN = Particulars(kind="person", full_name="Nguyễn Thị Hoa", citizen_id=HOA["SoDinhDanh"], birth_date=date(1985, 3, 12))


@pytest.fixture
def thanh(office: Office) -> Actor:
    office.citizen()
    return office.citizen(THANH)


@pytest.fixture
def draft(office: Office, thanh: Actor) -> Draft:
    """A draft that Thành writes for Hoa."""
    started = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=thanh)
    return name_owner(started.key, HOA_GIVEN, acting="helper", messages_to="both", actor=thanh)


def code_sent() -> str:
    return str(Notice.objects.order_by("-pk").first().data["code"])  # type: ignore[union-attr] # there is one


def test_the_code_from_the_phone_is_the_consent(draft: Draft, thanh: Actor) -> None:
    ask_consent(draft.key, actor=thanh)
    notice = Notice.objects.get()
    assert notice.contacts == {"sms": "0912345601"}
    assert code_sent() not in ConsentCode.objects.get().digest
    assert confirm_consent(draft.key, f" {code_sent()} ", actor=thanh).proof == "code"
    with pytest.raises(InvalidInput):
        confirm_consent(draft.key, code_sent(), actor=thanh)
    assert Mandate.objects.count() == 1


def test_a_wrong_code_counts_and_after_five_tries_the_right_one_is_too_late(draft: Draft, thanh: Actor) -> None:
    ask_consent(draft.key, actor=thanh)
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(InvalidInput):
            confirm_consent(draft.key, wrong, actor=thanh)
    with pytest.raises(InvalidInput):
        confirm_consent(draft.key, right, actor=thanh)
    assert Mandate.objects.count() == 0


def test_an_old_code_and_the_code_of_another_matter_do_not_count(office: Office, draft: Draft, thanh: Actor) -> None:
    ask_consent(draft.key, actor=thanh)
    right, later = code_sent(), clock.real_now() + timedelta(minutes=11)
    with patch("motcua.onestop.desk.actions.ask_consent.clock.real_now", return_value=later), pytest.raises(InvalidInput):
        confirm_consent(draft.key, right, actor=thanh)
    other = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=thanh)
    name_owner(other.key, HOA_GIVEN, acting="helper", messages_to="owner", actor=thanh)
    with pytest.raises(InvalidInput):
        confirm_consent(other.key, right, actor=thanh)
    with pytest.raises(NotFound):
        confirm_consent(draft.key, right, actor=office.citizen())


def test_three_codes_an_hour(draft: Draft, thanh: Actor) -> None:
    for _ in range(3):
        ask_consent(draft.key, actor=thanh)
    with pytest.raises(Conflict) as refused:
        ask_consent(draft.key, actor=thanh)
    assert refused.value.way_out
    assert Notice.objects.count() == 3


def test_a_helper_does_not_choose_where_the_code_goes(office: Office, thanh: Actor) -> None:
    started = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=thanh)
    unknown = Particulars(
        kind="person", full_name="Lê Thị Mới", citizen_id="038190001234", birth_date=date(1990, 5, 17), sex="female", phone="0999999999"
    )
    draft = name_owner(started.key, unknown, acting="helper", messages_to="owner", actor=thanh)
    assert Party.objects.get(pk=draft.owner_id).phone == ""
    with pytest.raises(Conflict) as refused:
        ask_consent(draft.key, actor=thanh)
    assert refused.value.code == "no_phone"
    with pytest.raises(Refusal):
        consent_on_paper(draft.key, name="giay.exe", stream=io.BytesIO(b"MZ"), actor=thanh)
    mandate = consent_on_paper(draft.key, name="giay.png", stream=picture(), actor=thanh)
    assert (mandate.proof, mandate.file is not None) == ("signed_paper", True)


def test_number_name_and_birth_date_must_belong_together(office: Office, thanh: Actor) -> None:
    started = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=thanh)
    for wrong in ({"full_name": "Nguyễn Thị Hồng"}, {"birth_date": date(1985, 3, 13)}, {"citizen_id": " "}):
        given = Particulars(**{**{name: getattr(HOA_GIVEN, name) for name in ("kind", "full_name", "citizen_id", "birth_date")}, **wrong})
        with pytest.raises(InvalidInput):
            name_owner(started.key, given, acting="helper", messages_to="owner", actor=thanh)
    assert Draft.objects.get(pk=started.pk).owner_id is None


def test_at_the_desk_the_code_goes_with_the_page(office: Office, thanh: Actor) -> None:
    lan, key, hoa = office.actor("dienbien.motcua"), uuid4(), Party.objects.get(citizen_id=HOA["SoDinhDanh"])
    ask_consent_at_desk(key, hoa, actor=lan)
    with pytest.raises(InvalidInput):
        confirm_at_desk(uuid4(), hoa.pk, code_sent(), actor=lan)
    with pytest.raises(InvalidInput):
        confirm_at_desk(key, thanh.party_id or 0, code_sent(), actor=lan)
    assert confirm_at_desk(key, hoa.pk, code_sent(), actor=lan).proof == "code"


def test_the_slip_names_who_handed_it_in_and_in_which_role(office: Office, thanh: Actor) -> None:
    hoa, other = Party.objects.get(citizen_id=HOA["SoDinhDanh"]), Party.objects.get(pk=thanh.party_id or 0)
    answers = start_draft(EXTRACT, actor=office.citizen()).answers | ANSWERS
    desk, body = office.unit(f"{DIEN_BIEN}/mot_cua"), office.unit(DIEN_BIEN)
    entry = WalkIn(
        uuid4(), EXTRACT, body.pk, desk.pk, hoa, answers, submitter=other, acting="helper", consent=Consent("code")
    )  # fmt: skip
    slip = register_dossier(entry, actor=office.actor("dienbien.motcua")).slips.get()
    assert slip_facts(slip).submitter == "Lê Văn Thành (người nộp hộ)"
