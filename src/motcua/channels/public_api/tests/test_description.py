"""The API describes itself, and every operation keeps what its description promises about rights."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.blocks.permissions.api import declared
from motcua.channels.public_api.tests.machine import ROOT, machine_of
from motcua.channels.public_api.urls import api
from tests.office import Office

OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
]
SAMPLES = {
    "code": "2.000635",
    "key": str(uuid4()),
    "paper_id": "1",
    "slip_id": "1",
    "task_id": "1",
    "escalation_id": "1",
    "slug": "dien-bien",
}


def address(path: str) -> str:
    filled = path.format(**{**SAMPLES, **({"key": "received"} if "indicators" in path else {})})
    return filled + ("?unit_id=1" if "indicators" in path else "")


def body_for(operation: dict[str, Any]) -> str:
    names = {
        "begin_draft": '{"procedure": "2.000635"}',
        "save_draft": '{"values": {}}',
        "take_dossier_in": f'{{"key": "{uuid4()}", "procedure": "2.000635", "competent_id": 1, "receiver_id": 1, '
        '"owner": {"full_name": "A"}, "answers": {}}',
        "ask_for_supplement": '{"items": [], "reason": "x"}',
        "ask_for_payment": '{"notice_number": "1", "payee": "x", "amount": 1}',
        "note_payment": '{"receipt_number": "1"}',
        "hand_over": '{"method": "counter", "received_by": "x"}',
        "apologise": '{"reason": "x", "new_due": "2022-11-18T16:00:00+07:00"}',
        "decide_second_wish": '{"allow": true, "reason": "x"}',
        "note_external_status": '{"status": "registered", "foreign_code": "x"}',
        "take_fee": '{"amount": 1}',
        "book": '{"hall": "dien-bien", "procedure": "2.000635", "starts_at": "2022-11-18T09:00:00+07:00"}',
        "move": '{"starts_at": "2022-11-18T09:00:00+07:00"}',
        "finish_task": '{"outcome": "propose"}',
    }
    return names.get(operation["operationId"], "{}")


def test_the_description_is_openapi_3_1_and_reaches_everybody() -> None:
    found = Client().get(f"{ROOT}/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    assert len(OPERATIONS) > 30


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=[operation["operationId"] for _, _, operation in OPERATIONS])
def test_each_operation_names_capabilities_that_exist_and_its_errors(method: str, path: str, operation: dict[str, Any]) -> None:
    assert set(operation["x-capability"]) <= declared().keys()
    assert operation["summary"].endswith(".")
    if operation.get("security"):
        assert "application/problem+json" in operation["responses"][401]["content"]
    else:
        assert operation["x-capability"] == []


@pytest.mark.parametrize(
    ("method", "path", "operation"),
    [one for one in OPERATIONS if one[2].get("security")],
    ids=[operation["operationId"] for _, _, operation in OPERATIONS if operation.get("security")],
)
def test_no_operation_answers_without_a_token_or_without_its_scope(
    office: Office, method: str, path: str, operation: dict[str, Any]
) -> None:
    anonymous = Client().generic(method, address(path), body_for(operation), "application/json")
    assert anonymous.status_code == 401
    if not operation["x-capability"]:
        return
    other = sorted(declared().keys() - set(operation["x-capability"]))
    for actor in (office.citizen(), office.actor("dienbien.motcua"), office.actor("dienbien.chutich")):
        headers = {"Authorization": f"Bearer {machine_of(actor, *other).secret}"}
        if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}):
            file = BytesIO(b"x")
            file.name = "a.pdf"
            reply = Client().post(address(path), {"component": "a", "file": file}, headers=headers)
        else:
            reply = Client().generic(method, address(path), body_for(operation), "application/json", headers=headers)
        assert reply.status_code == 403, (reply.status_code, reply.content)
