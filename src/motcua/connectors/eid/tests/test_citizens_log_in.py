"""Citizens log in by the electronic identity, over real sockets, and nothing false gets through."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from motcua.blocks.accounts.api import Account, session_assurance, session_principal
from motcua.blocks.events.api import Event
from motcua.ground.parties.api import Party, Representation
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db
LAN, NGHIEM, COMPANY = "test-1", "test-2", "test-3"
NUMBER = "038190001234"


def to_the_identity(client: Client, **query: str) -> dict[str, str]:
    answer = client.get("/eid/vao/", query)
    assert answer.status_code == 302, answer.content.decode()
    return {key: values[0] for key, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def agree(identity: Sandbox, asked: dict[str, str], citizen: str = LAN, level: str = "2", choice: str = "agree") -> str:
    sent = {**asked, "citizen": citizen, "level": level, "choice": choice}
    answer = httpx.post(f"{identity.url}/eid/authorize", data=sent)
    assert answer.status_code == 303, answer.text
    back = urlsplit(answer.headers["location"])
    assert back.path == "/eid/tro-ve/"
    return f"{back.path}?{back.query}"


def log_in(client: Client, identity: Sandbox, citizen: str = LAN, level: str = "2", **query: str) -> Any:
    return client.get(agree(identity, to_the_identity(client, **query), citizen, level))


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_citizen_logs_in_and_goes_on_where_it_was(client: Client, identity: Sandbox) -> None:
    answer = log_in(client, identity, next="/ho-so-cua-toi/?trang=2")
    assert (answer.status_code, answer["Location"]) == (302, "/ho-so-cua-toi/?trang=2")
    party = Party.objects.get(citizen_id=NUMBER)
    assert (party.full_name, party.assurance) == ("Lê Thị Thử", 2)
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    assert (account.kind, account.name, account.has_usable_password()) == ("citizen", "Lê Thị Thử", False)
    assert party.account_id == account.pk
    assert session_assurance(client.session) == 2
    assert Event.objects.filter(kind="account.signed_in", actor_id=account.pk, subject_id=party.pk).count() == 1


def test_the_level_of_each_login_is_kept_and_the_second_login_finds_the_same_account(client: Client, identity: Sandbox) -> None:
    log_in(client, identity, level="1")
    assert session_assurance(client.session) == 1
    log_in(Client(), identity, level="2")
    assert Account.objects.count() == 1
    assert Party.objects.get(citizen_id=NUMBER).assurance == 2


def test_the_request_carries_state_nonce_pkce_and_the_level_asked_for(client: Client, identity: Sandbox) -> None:
    asked = to_the_identity(client, muc="2")
    assert (asked["acr_values"], asked["code_challenge_method"], asked["response_type"]) == ("2", "S256", "code")
    assert len(asked["nonce"]) >= 24
    assert asked["state"]
    assert asked["nonce"] != to_the_identity(client)["nonce"]


def test_the_session_gets_a_new_key_at_login(client: Client, identity: Sandbox) -> None:
    asked = to_the_identity(client)
    before = client.session.session_key
    client.get(agree(identity, asked))
    assert is_logged_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "fault", ["wrong_nonce", "wrong_signature", "wrong_audience", "wrong_issuer", "expired", "unsigned", "wrong_person"]
)
def test_an_answer_that_does_not_hold_lets_nobody_in(client: Client, identity: Sandbox, fault: str) -> None:
    back = agree(identity, to_the_identity(client))
    identity.misbehave(eid=fault)
    answer = client.get(back)
    assert answer.status_code == 400
    assert not is_logged_in(client)
    assert Party.objects.count() == 0
    event = Event.objects.get(kind="account.sign_in_failed")
    assert event.payload["reason"] == "untrusted"


def test_a_code_works_once(client: Client, identity: Sandbox) -> None:
    asked = to_the_identity(client)
    first = agree(identity, asked)
    assert client.get(first).status_code == 302
    again = client.get(first)
    assert again.status_code == 400, "the state is used up"
    other = to_the_identity(client)
    code = parse_qs(urlsplit(first).query)["code"][0]
    replayed = client.get("/eid/tro-ve/", {"code": code, "state": other["state"]})
    assert replayed.status_code == 400, "the code is used up"


def test_a_login_begun_in_another_browser_is_refused(client: Client, identity: Sandbox) -> None:
    back = agree(identity, to_the_identity(client))
    stranger = Client()
    assert stranger.get(back).status_code == 400
    assert not is_logged_in(stranger)
    assert client.get("/eid/tro-ve/").status_code == 400


def test_saying_no_changes_nothing(client: Client, identity: Sandbox) -> None:
    answer = client.get(agree(identity, to_the_identity(client), choice="cancel"))
    assert answer.status_code == 200
    assert not is_logged_in(client)


@pytest.mark.parametrize("fault", ["down", "slow"])
def test_when_the_identity_does_not_answer_the_page_says_what_to_do(client: Client, identity: Sandbox, fault: str) -> None:
    identity.misbehave(eid=fault, seconds=1.3)
    answer = client.get("/eid/vao/", {"next": "/ho-so-cua-toi/"})
    assert answer.status_code == 503
    assert "/eid/vao/?next=/ho-so-cua-toi/" in answer.content.decode()


def test_when_the_identity_goes_down_in_the_middle_nobody_is_let_in(client: Client, identity: Sandbox) -> None:
    back = agree(identity, to_the_identity(client))
    identity.misbehave(eid="down")
    assert client.get(back).status_code == 503
    assert not is_logged_in(client)


def test_when_nobody_listens_there_the_page_says_so_too(client: Client, identity: Sandbox, settings: Any) -> None:
    settings.EID = {**settings.EID, "issuer": "http://127.0.0.1:9/eid"}
    assert client.get("/eid/vao/").status_code == 503


def test_another_issuer_than_the_trusted_one_is_refused(client: Client, identity: Sandbox, settings: Any) -> None:
    settings.EID = {**settings.EID, "issuer": identity.url.replace("127.0.0.1", "localhost") + "/eid/"}
    assert client.get("/eid/vao/").status_code == 503


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_house_afterwards(client: Client, identity: Sandbox, evil: str) -> None:
    assert log_in(client, identity, next=evil)["Location"] == "/"


def test_a_closed_account_stays_closed(client: Client, identity: Sandbox) -> None:
    log_in(client, identity)
    Account.objects.update(is_active=False)
    later = Client()
    assert log_in(later, identity).status_code == 403
    assert not is_logged_in(later)


def test_two_people_at_one_machine_are_two_accounts(client: Client, identity: Sandbox) -> None:
    log_in(client, identity)
    first = client.session["_auth_user_id"]
    log_in(client, identity, citizen=NGHIEM)
    assert client.session["_auth_user_id"] != first
    assert Party.objects.count() == 2


def test_logging_out_ends_both_sessions(client: Client, identity: Sandbox) -> None:
    log_in(client, identity)
    assert client.get("/dang-xuat/").status_code == 200
    assert is_logged_in(client), "looking at the page logs nobody out"
    answer = client.post("/dang-xuat/")
    assert not is_logged_in(client)
    back = httpx.get(answer["Location"])
    assert back.headers["location"] == "http://testserver/"
    identity.misbehave(eid="down")
    assert client.post("/dang-xuat/")["Location"] == "/"


def test_an_enterprise_logs_in_by_its_tax_code(client: Client, identity: Sandbox) -> None:
    log_in(client, identity, citizen=COMPANY)
    party = Party.objects.get(tax_code="2809999903")
    assert (party.kind, party.full_name) == ("organisation", "Công ty TNHH Thử")
    person = Party.objects.get(citizen_id=NUMBER)
    assert client.session["_auth_user_id"] == str(person.account_id), "the account is the person's"
    assert (party.account_id, session_principal(client.session)) == (None, party.pk)
    assert person.phone == "", "the telephone of the enterprise is not the person's"
    right = Representation.objects.get()
    assert (right.organisation, right.person, right.kind) == (party, person, "legal"), "whom the identity vouches for first"


def test_who_is_not_in_the_list_of_an_enterprise_is_not_let_in_for_it(client: Client, identity: Sandbox) -> None:
    log_in(client, identity, citizen=COMPANY)
    other = Party.objects.create(kind="person", citizen_id="038085004321", full_name="Trịnh Văn Nghiệm", search_text="trinh van nghiem")
    Representation.objects.update(person=other)
    stranger = Client()
    answer = log_in(stranger, identity, citizen=COMPANY)
    assert answer.status_code == 403
    assert not is_logged_in(stranger)
