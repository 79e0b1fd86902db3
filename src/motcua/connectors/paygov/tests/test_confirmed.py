"""CONFIRM: only what proves itself counts, once, with the right amount and reference."""

import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from django.test import Client

from motcua.connectors.paygov.rules import messages as m
from motcua.kernel.errors import Conflict, NotFound

ADDRESS = "/doi-tac/paygov/xac-nhan/"
SECRET = "bi-mat"
MESSAGE: dict[str, object] = {
    "LoaiBanTin": "CONFIRM", "MaLoi": "0", "MaDoiTac": "DT", "MaThamChieu": "MC1", "SoTien": 16000, "MaTienTe": "VND",
    "MaGiaoDich": "PG1", "MaNganHang": "NH", "ThoiGianGD": "20221114090000", "ThongTinGiaoDich": "",
}  # fmt: skip


@pytest.fixture
def noted(settings: Any) -> Iterator[MagicMock]:
    settings.PAYGOV = {"url": "http://127.0.0.1:9", "secret": SECRET, "partner": "DT", "callback": "", "beneficiary": ""}
    with patch("motcua.connectors.paygov.views.note_report") as called:
        yield called


def told(*, secret: str = SECRET, body: bytes | None = None, **changes: object) -> tuple[int, dict[str, str]]:
    message = m.sealed({**MESSAGE, **changes}, m.CONFIRM, secret)
    reply = Client(enforce_csrf_checks=True).post(ADDRESS, body if body is not None else json.dumps(message).encode(), "application/json")
    return reply.status_code, json.loads(reply.content) if reply.content.startswith(b"{") else {}


def test_a_genuine_confirm_is_taken_over_and_answered_with_a_sum(noted: MagicMock) -> None:
    status, answer = told()
    gateway, report = noted.call_args.args
    assert (status, answer["MaLoi"], gateway, report.outcome, report.amount) == (200, "0", "paygov", "paid", 16_000)
    assert m.is_genuine(answer, m.CONFIRMED, SECRET)


def test_an_error_code_is_a_failure(noted: MagicMock) -> None:
    told(MaLoi="24", ThongTinGiaoDich="Khach hang huy")
    assert noted.call_args.args[1].outcome == "failed"
    assert noted.call_args.args[1].why == "24 Khach hang huy"


@pytest.mark.parametrize("wrong", [{"secret": "guess"}, {"MaDoiTac": "ANOTHER"}])
def test_what_does_not_prove_itself_is_refused(noted: MagicMock, wrong: dict[str, Any]) -> None:
    assert told(**wrong)[0] == 401
    assert not noted.called


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"text"', b'{"SoTien": {}}', b'{"SoTien": true}'])
def test_what_is_no_message_is_refused(noted: MagicMock, body: bytes) -> None:
    assert told(body=body)[0] == 400
    assert not noted.called


def test_a_body_that_is_too_long_is_not_read(noted: MagicMock) -> None:
    assert told(body=b" " * 40_000)[0] == 413


@pytest.mark.parametrize(
    ("raised", "code"), [(NotFound("?"), "01"), (Conflict("?", code="wrong_amount"), "04"), (Conflict("?", code="moved_on"), "99")]
)
def test_the_answer_says_what_was_wrong(noted: MagicMock, raised: Exception, code: str) -> None:
    noted.side_effect = raised
    assert told()[1]["MaLoi"] == code


@pytest.mark.parametrize("wrong", [{"SoTien": "-5"}, {"ThoiGianGD": "gestern"}, {"MaTienTe": "USD"}, {"LoaiBanTin": "INIT"}])
def test_a_genuine_message_that_makes_no_sense_is_not_taken_over(noted: MagicMock, wrong: dict[str, Any]) -> None:
    assert told(**wrong)[1]["MaLoi"] == "99"
    assert not noted.called


def test_only_posting_is_allowed() -> None:
    assert Client().get(ADDRESS).status_code == 405
