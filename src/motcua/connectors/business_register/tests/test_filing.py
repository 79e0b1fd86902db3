"""Filings go to the register over a real socket."""

import time
from typing import Any

import pytest

from motcua.connectors.business_register.client import HttpBusinessRegister
from motcua.connectors.business_register.models import RegisterFiling
from motcua.kernel.errors import Fault
from motcua.onestop.dossiers.ports import BusinessRegister, Filing
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db
SONG_MA = Filing("H56.12-221114-0001", "Lê Văn Thành", "038078011358", {"ten_cong_ty": "Công ty TNHH Sông Mã", "von": 1_000_000_000})


def test_a_dossier_is_filed_once_and_its_status_can_be_asked(register: Sandbox) -> None:
    connector: BusinessRegister = HttpBusinessRegister()
    code = connector.file(SONG_MA)
    assert connector.file(SONG_MA) == code
    assert RegisterFiling.objects.get().foreign_code == code
    deadline = time.monotonic() + 10
    while (status := connector.status(code)).status != "registered" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert status.status == "registered"
    assert len(status.comment) == 10, "the comment is the enterprise code"
    connector.file(SONG_MA)
    assert RegisterFiling.objects.get().step == 1, "filing again takes nothing over"


@pytest.mark.parametrize("fault", ["down"])
def test_a_register_out_of_order_is_a_fault_to_be_tried_again(register: Sandbox, fault: str) -> None:
    register.misbehave(register=fault)
    with pytest.raises(Fault):
        HttpBusinessRegister().file(SONG_MA)
    assert RegisterFiling.objects.count() == 0


def test_nobody_listening_a_wrong_secret_and_an_unknown_code_are_faults_too(register: Sandbox, settings: Any) -> None:
    with pytest.raises(Fault):
        HttpBusinessRegister().status("DKKD-99999999")
    settings.BUSINESS_REGISTER = {**settings.BUSINESS_REGISTER, "secret": "guess"}
    with pytest.raises(Fault):
        HttpBusinessRegister().file(SONG_MA)
    settings.BUSINESS_REGISTER = {**settings.BUSINESS_REGISTER, "url": "http://127.0.0.1:9"}
    with pytest.raises(Fault):
        HttpBusinessRegister().file(SONG_MA)
