"""The stand-in for the electronic identity keeps the rules of OpenID Connect."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from motcua.connectors.sandbox.eid.grants import CODE_SECONDS, Grants
from motcua.connectors.sandbox.eid.people import load_citizens
from tests.sandbox_process import Sandbox

BACK = "http://127.0.0.1:8000/eid/tro-ve/"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "client_id": "motcua",
    "redirect_uri": BACK,
    "response_type": "code",
    "scope": "openid",
    "state": "st-1",
    "nonce": "no-1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


def secret(sandbox: Sandbox) -> str:
    return (sandbox.var / "sandbox" / "eid.secret").read_text()


def agree(sandbox: Sandbox, citizen: str = "test-1", level: str = "2", **changes: str) -> httpx.Response:
    return httpx.post(f"{sandbox.url}/eid/authorize", data={**ASKED, **changes, "citizen": citizen, "level": level, "choice": "agree"})


def code_from(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def exchange(sandbox: Sandbox, code: str, **changes: str) -> httpx.Response:
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER, "client_id": "motcua"}
    return httpx.post(f"{sandbox.url}/eid/token", data={**sent, "client_secret": secret(sandbox), **changes})


def test_a_citizen_agrees_and_the_client_learns_who_it_is(sandbox: Sandbox) -> None:
    answer = agree(sandbox)
    assert parse_qs(urlsplit(answer.headers["location"]).query)["state"] == ["st-1"]
    tokens = exchange(sandbox, code_from(answer)).json()
    keys = jwt.PyJWKSet.from_dict(httpx.get(f"{sandbox.url}/eid/jwks").json())
    header = jwt.get_unverified_header(tokens["id_token"])
    told = jwt.decode(tokens["id_token"], keys[header["kid"]].key, ["RS256"], audience="motcua", issuer=f"{sandbox.url}/eid")
    assert (told["nonce"], told["acr"]) == ("no-1", "2")
    person = httpx.get(f"{sandbox.url}/eid/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json()
    assert person["sub"] == told["sub"]
    assert (person["SoDinhDanh"], person["HoVaTen"], person["NgayThangNamSinh"]) == ("038190001234", "Lê Thị Thử", "17/05/1990")
    assert (person["loAs"], person["GioiTinh"]) == ("2", "Nữ")


def test_level_one_tells_no_address_and_no_telephone(sandbox: Sandbox) -> None:
    token = exchange(sandbox, code_from(agree(sandbox, level="1"))).json()["access_token"]
    person = httpx.get(f"{sandbox.url}/eid/userinfo", headers={"Authorization": f"Bearer {token}"}).json()
    assert person["loAs"] == "1"
    assert not {"SoDienThoai", "ThuDienTu", "DiaChi"} & person.keys()


def test_nobody_gets_a_higher_level_than_the_person_has_reached(sandbox: Sandbox) -> None:
    token = exchange(sandbox, code_from(agree(sandbox, citizen="test-2", level="2"))).json()["access_token"]
    assert httpx.get(f"{sandbox.url}/eid/userinfo", headers={"Authorization": f"Bearer {token}"}).json()["loAs"] == "1"


def test_somebody_logs_in_for_an_enterprise(sandbox: Sandbox) -> None:
    token = exchange(sandbox, code_from(agree(sandbox, citizen="test-3"))).json()["access_token"]
    told = httpx.get(f"{sandbox.url}/eid/userinfo", headers={"Authorization": f"Bearer {token}"}).json()
    assert (told["LoaiTaiKhoan"], told["MaSoThue"], told["TenDoanhNghiep"]) == ("2", "2809999903", "Công ty TNHH Thử")


def test_a_code_shown_twice_takes_back_what_it_gave(sandbox: Sandbox) -> None:
    code = code_from(agree(sandbox))
    token = exchange(sandbox, code).json()["access_token"]
    assert exchange(sandbox, code).json() == {"error": "invalid_grant"}
    assert httpx.get(f"{sandbox.url}/eid/userinfo", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_code_lives_for_a_minute() -> None:
    moment = [0.0]
    grants = Grants(now=lambda: moment[0])
    code = grants.issue_code(client_id="motcua", redirect_uri=BACK, nonce="", challenge="", subject="1", level=1)
    moment[0] = CODE_SECONDS + 0.1
    assert grants.redeem(code) is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_secret": "guess"}, "invalid_client"),
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:9/eid/tro-ve/"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_the_token_is_refused_when_the_proof_is_wrong(sandbox: Sandbox, changes: dict[str, str], error: str) -> None:
    assert exchange(sandbox, code_from(agree(sandbox)), **changes).json() == {"error": error}


@pytest.mark.parametrize("back", ["https://evil.example/eid/tro-ve/", "http://127.0.0.1:8000/other/", "javascript:alert(1)"])
def test_nobody_is_sent_to_an_address_that_is_not_the_clients(sandbox: Sandbox, back: str) -> None:
    assert httpx.get(f"{sandbox.url}/eid/authorize", params={**ASKED, "redirect_uri": back}).status_code == 400
    assert agree(sandbox, redirect_uri=back).status_code == 400


def test_without_pkce_the_request_goes_back_with_an_error(sandbox: Sandbox) -> None:
    answer = httpx.get(f"{sandbox.url}/eid/authorize", params={**ASKED, "code_challenge_method": "plain"})
    assert "error=invalid_request" in answer.headers["location"]


def test_the_page_says_that_it_is_not_the_real_system_and_escapes_what_it_is_given(sandbox: Sandbox) -> None:
    answer = httpx.get(f"{sandbox.url}/eid/authorize", params={**ASKED, "state": '"><script>'})
    assert "Hệ thống thử nghiệm" in answer.text
    assert "<script>" not in answer.text
    assert re.search(r'value="test-1" checked', answer.text)
    assert answer.headers["x-sandbox"].startswith("stand-in")


def test_a_citizen_may_say_no(sandbox: Sandbox) -> None:
    answer = httpx.post(f"{sandbox.url}/eid/authorize", data={**ASKED, "choice": "cancel"})
    assert "error=access_denied" in answer.headers["location"]


def test_logging_out_goes_back_only_to_the_client(sandbox: Sandbox) -> None:
    ours = {"client_id": "motcua", "post_logout_redirect_uri": "http://127.0.0.1:8000/", "state": "x"}
    assert httpx.get(f"{sandbox.url}/eid/logout", params=ours).headers["location"] == "http://127.0.0.1:8000/?state=x"
    theirs = {**ours, "post_logout_redirect_uri": "https://evil.example/"}
    assert httpx.get(f"{sandbox.url}/eid/logout", params=theirs).status_code == 200


def test_faults_are_switched_on_and_off(sandbox: Sandbox) -> None:
    sandbox.misbehave(eid="down")
    assert httpx.get(f"{sandbox.url}/eid/jwks").status_code == 503
    assert httpx.post(f"{sandbox.url}/admin/misbehave", json={"eid": "explode"}).status_code == 400
    sandbox.misbehave(eid="none")
    assert httpx.get(f"{sandbox.url}/eid/jwks").status_code == 200
    assert httpx.get(f"{sandbox.url}/health").json()["status"] == "ok"


def test_the_people_file_of_the_province_can_be_read_and_a_broken_one_is_named(tmp_path: Path) -> None:
    province = Path(__file__).parents[5] / "provinces" / "thanh_hoa" / "people" / "citizens.yaml"
    assert load_citizens(province)
    broken = tmp_path / "citizens.yaml"
    broken.write_text('citizens: [{sub: "x", SoDinhDanh: "038190001234", HoVaTen: "A"}]', encoding="utf-8")
    with pytest.raises(ValueError, match="number 1 of citizens has no NgayThangNamSinh"):
        load_citizens(broken)
