"""Every operation of the API as its own description tells it, with an address and a body that fit the objects of the test."""

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from django.test import Client

from motcua.blocks.measures.api import registered
from motcua.kernel import clock
from motcua.onestop.dossiers.api import (
    Dossier,
    SupplementItem,
    SupplementRequest,
    answer_supplement,
    attach_supplement_paper,
    receive_dossier,
    request_payment,
    request_supplement,
    save_answers,
    start_draft,
    submit_dossier,
)
from tests.office import CITY, DIEN_BIEN, HOA, Office
from tests.security.world import ANSWERS, EXTRACT, World, build, picture

ROOT = "/api/v1"
PAPER = "giay_to_ho_tich_cu"
UNCLEAR = SupplementItem(PAPER, "Giấy tờ", "Bản chụp mờ")


@dataclass(frozen=True)
class Operation:
    """One operation of the description."""

    name: str
    method: str
    path: str
    capabilities: tuple[str, ...]
    needs_token: bool
    fields: dict[str, Any]
    queries: dict[str, Any]
    sends_file: bool

    @property
    def of_dossier(self) -> bool:
        return self.path.startswith("/dossiers/{code}")

    @property
    def of_draft(self) -> bool:
        return "{key}" in self.path and self.path.startswith("/drafts")


def description() -> dict[str, Any]:
    """The OpenAPI document as everybody gets it."""
    found: dict[str, Any] = Client().get(f"{ROOT}/openapi.json").json()
    return found


@cache
def operations() -> list[Operation]:
    """Every operation of the description."""
    document = description()
    return [
        _operation(document, path.removeprefix(ROOT), method, told)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]


def _operation(document: dict[str, Any], path: str, method: str, told: dict[str, Any]) -> Operation:
    bodies = told.get("requestBody", {}).get("content", {})
    schema: dict[str, Any] = next(iter(bodies.values()), {"schema": {}})["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return Operation(
        told["operationId"],
        method.upper(),
        path,
        tuple(told["x-capability"]),
        bool(told.get("security")),
        schema.get("properties", {}),
        {one["name"]: one["schema"] for one in told.get("parameters", []) if one["in"] == "query"},
        "multipart/form-data" in bodies,
    )


@dataclass
class Things:
    """Dossiers in the states that operations need, all of one owner; the rest is in the world."""

    world: World
    office: Office
    waiting: Dossier
    asked: Dossier
    owing: Dossier
    silent: Dossier
    unpaid: Dossier
    escalation_id: int

    def code_for(self, operation: Operation) -> str:
        """The dossier on which the operation can succeed."""
        by_name = {
            "receive": self.waiting,
            "refuse": self.waiting,
            "attach_to_supplement": self.asked,
            "hand_supplement_in": self.asked,
            "note_payment": self.owing,
            "stop": self.silent,
            "take_fee": self.unpaid,
        }
        return by_name.get(operation.name, self.world.dossier).code

    def address(self, operation: Operation) -> str:
        """The path filled in."""
        code = EXTRACT if operation.path.startswith("/procedures") else self.code_for(operation)
        paper = self.world.draft_paper if operation.of_draft else self.world.paper
        values = {
            "{code}": code,
            "{key}": self._key(operation),
            "{paper_id}": paper.pk,
            "{slip_id}": self.world.slip_id,
            "{task_id}": self.world.task_id,
            "{escalation_id}": self.escalation_id,
            "{slug}": self.world.desk.appointment.hall.slug,
        }
        filled = operation.path
        for place, value in values.items():
            filled = filled.replace(place, str(value))
        assert "{" not in filled, f"the matrix does not know how to fill {operation.path}"
        return filled + (f"?unit_id={self.office.unit(DIEN_BIEN).pk}" if "unit_id" in operation.queries else "")

    def _key(self, operation: Operation) -> str:
        if operation.path.startswith("/indicators"):
            return sorted(registered())[0]
        return str(self.world.desk.appointment.key if operation.path.startswith("/appointments") else self.world.draft.key)

    def body(self, operation: Operation) -> dict[str, Any] | None:
        """A body with which the operation succeeds for the one who may."""
        known: dict[str, dict[str, Any]] = {
            "begin_draft": {"procedure": EXTRACT, "unit_id": self.office.unit(DIEN_BIEN).pk},
            "save_draft": {"values": {"so_luong": 3}},
            "submit": {},
            "take_dossier_in": self._walk_in(),
            "receive": {"fee_collected": 8000},
            "refuse": {"reason": "Không thuộc thẩm quyền"},
            "ask_for_supplement": {"items": [{"component": PAPER, "name": "Giấy tờ", "what": "Bản chụp mờ"}], "reason": "Chưa rõ"},
            "hand_supplement_in": {"note": "Đã bổ sung"},
            "withdraw": {"reason": "Không cần nữa", "at_wish_of": "Nguyễn Thị Hoa"},
            "stop": {"reason": "Không bổ sung trong thời hạn"},
            "apologise": {"reason": "Chờ tra sổ gốc", "new_due": "2022-11-18T16:00:00+07:00"},
            "decide_second_wish": {"allow": False, "reason": "Đã đủ căn cứ"},
            "note_external_status": {"status": "registered", "foreign_code": "X-1"},
            "take_fee": {"amount": self.unpaid.fee_total},
            "book": {"hall": self.world.desk.appointment.hall.slug, "procedure": EXTRACT, "starts_at": self._time(2)},
            "move": {"starts_at": self._time(1)},
            "cancel": {},
            "ask_for_payment": {"notice_number": "TB-9", "payee": "Chi cục Thuế", "amount": 50000},
            "note_payment": {"receipt_number": "BL-9"},
            "hand_over": {"method": "counter", "received_by": "Nguyễn Thị Hoa"},
            "finish_task": {"outcome": "propose", "comment": ""},
        }
        if operation.method in {"GET", "DELETE"} or operation.sends_file:
            return None
        assert operation.name in known, f"the matrix does not know what to send to {operation.name}"
        return known[operation.name]

    def _time(self, days: int) -> str:
        """A time of the hall that many days after the world's appointment."""
        return (self.world.desk.appointment.starts_at + timedelta(days=days)).isoformat()

    def _walk_in(self) -> dict[str, Any]:
        applicant = {"full_name": HOA["HoVaTen"], "citizen_id": HOA["SoDinhDanh"], "birth_date": "1985-03-12", "sex": "female"}
        asked = {
            "nyc_ho_ten": HOA["HoVaTen"],
            "nyc_so_dinh_danh": HOA["SoDinhDanh"],
            "nyc_noi_cu_tru": {"text": "12 Lê Lợi", "area": DIEN_BIEN, "area_name": "Phường Điện Biên"},
            "nyc_dien_thoai": "0912345601",
            "ho_ten": HOA["HoVaTen"],
            "ngay_sinh": "1985-03-12",
        }
        return {
            "key": str(uuid4()),
            "procedure": EXTRACT,
            "competent_id": self.office.unit(DIEN_BIEN).pk,
            "receiver_id": self.office.unit(f"{DIEN_BIEN}/mot_cua").pk,
            "owner": applicant,
            "answers": {**ANSWERS, **asked},
            "papers": [{"component": PAPER}],
        }

    def call(self, operation: Operation, secret: str, body: Any = None) -> Any:
        """One request with a token (none when empty); `body` replaces the fitting one."""
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        client, address = Client(raise_request_exception=False), ROOT + self.address(operation)
        if operation.sends_file and body is None:
            file = picture()
            file.name = "anh.png"
            return client.post(address, {"component": PAPER, "file": file}, headers=headers)
        sent = self.body(operation) if body is None else body
        if sent is None:
            return client.generic(operation.method, address, headers=headers)
        return client.generic(operation.method, address, json.dumps(sent), "application/json", headers=headers)

    def get(self, address: str, secret: str) -> Any:
        """One reading of an address as given."""
        return Client(raise_request_exception=False).get(ROOT + address, headers={"Authorization": f"Bearer {secret}"})


def things(office: Office) -> Things:
    """The world of the page matrix, and dossiers of the same owner that wait, are asked, owe money, were silent or escalated."""
    world, owner = build(office), office.citizen()
    waiting, asked, owing, silent, twice, unpaid = (_handed_in(office) for _ in range(6))
    for dossier in (asked, owing, silent, twice):
        receive_dossier(dossier.code, fee_collected=8_000, actor=office.actor("dienbien.motcua"))
    clerk = office.actor("dienbien.tuphap")
    receive_dossier(unpaid.code, fee_later=True, actor=office.actor("dienbien.motcua"))
    for dossier in (asked, silent, twice):
        request_supplement(dossier.code, items=[UNCLEAR], reason="Chưa rõ", actor=clerk)
    attach_supplement_paper(asked.code, PAPER, name="anh.png", stream=picture(), actor=owner)
    SupplementRequest.objects.filter(dossier=silent).update(answer_by=clock.now() - timedelta(days=1))
    attach_supplement_paper(twice.code, PAPER, name="anh.png", stream=picture(), actor=owner)
    answer_supplement(twice.code, actor=owner)
    wish = request_supplement(twice.code, items=[UNCLEAR], reason="Vẫn mờ", actor=clerk)
    request_payment(owing.code, notice_number="TB-1", payee="Chi cục Thuế", amount=1000, actor=clerk)
    assert office.unit(CITY).pk != office.unit(DIEN_BIEN).pk
    return Things(world, office, waiting, asked, owing, silent, unpaid, wish.pk)


def _handed_in(office: Office) -> Dossier:
    owner = office.citizen()
    draft = start_draft(EXTRACT, unit_id=office.unit(DIEN_BIEN).pk, actor=owner)
    save_answers(draft.key, values=ANSWERS, actor=owner)
    return submit_dossier(draft.key, actor=owner)
