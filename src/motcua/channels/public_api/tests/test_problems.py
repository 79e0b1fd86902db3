"""Every error is a problem detail in words, and tells machines and people the same."""

from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from motcua.blocks.accounts.api import ApiToken
from motcua.channels.public_api.tests.machine import EXTRACT, ROOT, Machine, machine_of
from motcua.kernel import clock
from motcua.kernel.errors import Fault
from tests.office import DIEN_BIEN, Office


def is_problem(reply: Any, status: int, code: str = "") -> dict[str, Any]:
    assert reply.status_code == status, reply.content
    assert reply.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert body["status"] == status
    assert body["detail"]
    assert not code or body["code"] == code
    return body


@pytest.fixture
def citizen(office: Office) -> Machine:
    return machine_of(office.citizen())


@pytest.mark.parametrize("secret", ["", "guess", "mc_00000000_guess"])
def test_without_a_living_token_nothing_is_told(office: Office, secret: str) -> None:
    reply = Machine(secret).get("/drafts")
    is_problem(reply, 401, "not_authenticated")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_withdrawn_token_opens_nothing_and_a_session_is_no_token(office: Office, citizen: Machine) -> None:
    ApiToken.objects.update(revoked_at=clock.real_now())
    is_problem(citizen.get("/drafts"), 401)
    client = Client()
    client.force_login(ApiToken.objects.get().account)
    is_problem(client.get(f"{ROOT}/drafts"), 401)


def test_a_scope_limits_what_the_account_may(office: Office) -> None:
    limited = machine_of(office.citizen(), "dossier.read")
    is_problem(limited.post("/drafts", {"procedure": EXTRACT}), 403, "forbidden")
    assert limited.get("/dossiers").status_code == 200


def test_the_words_are_in_the_language_of_the_client(citizen: Machine) -> None:
    vietnamese = is_problem(citizen.get("/dossiers/NO-SUCH"), 404)["detail"]
    english = is_problem(citizen.get("/dossiers/NO-SUCH", Accept_Language="en-GB,en;q=0.9"), 404)["detail"]
    assert english == "There is no dossier with this code that you may see."
    assert vietnamese != english


def test_each_wrong_field_is_named(citizen: Machine) -> None:
    body = is_problem(citizen.post("/drafts", {"procedure": "x", "unit_id": 0}), 422, "invalid_request")
    assert sorted(error["field"] for error in body["errors"]) == ["procedure", "unit_id"]


@pytest.mark.parametrize("body", ["{", "[]", '{"procedure": NaN}', '"x"', '{"a": "\\ud800"}', "\x00"])
def test_a_body_that_is_no_json_object_is_refused(citizen: Machine, body: str) -> None:
    headers = {"Authorization": f"Bearer {citizen.secret}"}
    is_problem(Client().generic("POST", f"{ROOT}/drafts", body, "application/json", headers=headers), 400)


@pytest.mark.parametrize("value", ["a\x00b", {"deep\x00": 1}, [2**70], "x" * 10])
def test_answers_that_no_database_can_keep_are_refused(citizen: Machine, office: Office, value: object) -> None:
    key = citizen.post("/drafts", {"procedure": EXTRACT}).json()["key"]
    reply = citizen.send("PATCH", f"/drafts/{key}", {"values": {"ho_ten": value}})
    if value == "x" * 10:
        assert reply.status_code == 200
    else:
        is_problem(reply, 422)


def test_a_body_nested_without_end_is_refused(citizen: Machine, office: Office) -> None:
    key = citizen.post("/drafts", {"procedure": EXTRACT}).json()["key"]
    deep: Any = 1
    for _ in range(60):
        deep = [deep]
    is_problem(citizen.send("PATCH", f"/drafts/{key}", {"values": {"a": deep}}), 422)


@pytest.mark.parametrize("cursor", ["!!", "x", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM", "fHg", "MjAyMi0xMS0xNHwx"])
def test_a_cursor_that_is_none_is_refused(office: Office, cursor: str) -> None:
    desk = machine_of(office.actor("dienbien.motcua"))
    is_problem(desk.get(f"/tasks?after={cursor}"), 422)
    is_problem(desk.get(f"/dossiers?after={cursor}"), 422)


def test_a_wrong_method_and_a_wrong_address_are_problems_too(office: Office, citizen: Machine) -> None:
    reply = citizen.send("PUT", "/drafts", {})
    is_problem(reply, 405, "method_not_allowed")
    assert "POST" in reply.headers["Allow"]
    is_problem(citizen.get("/nothing/here"), 404, "no_such_address")
    is_problem(Client().get("/api/v2/drafts"), 404, "no_such_address")


def test_an_upload_that_is_refused_says_why(citizen: Machine, office: Office) -> None:
    key = citizen.post("/drafts", {"procedure": EXTRACT, "unit_id": office.unit(DIEN_BIEN).pk}).json()["key"]
    empty = BytesIO(b"")
    empty.name = "a.pdf"
    reply = citizen.upload(f"/drafts/{key}/papers", "khong_co", empty)
    assert reply.status_code in {404, 422}
    is_problem(reply, reply.status_code)


def test_a_fault_of_ours_and_a_crash_are_told_without_their_insides(citizen: Machine) -> None:
    for error, status in ((Fault("disk on fire"), 503), (RuntimeError("secret detail"), 500)):
        with patch("motcua.channels.public_api.routes.drafts.my_drafts", side_effect=error):
            reply = citizen.get("/drafts")
        body = is_problem(reply, status)
        assert str(error) not in str(body)
