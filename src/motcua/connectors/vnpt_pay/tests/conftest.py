import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest

from motcua.connectors.paygov.tests.conftest import listener, sandbox
from motcua.connectors.vnpt_pay.client import sealed
from motcua.connectors.vnpt_pay.rules import messages as m
from tests.listener import Listener
from tests.sandbox_process import Sandbox

__all__ = ["listener", "sandbox"]


@pytest.fixture
def wallet(sandbox: Sandbox, listener: Listener, settings: Any) -> Iterator[Sandbox]:
    """The product pays at the running wallet; the listener confirms every order and hears the results."""
    secret = (sandbox.var / "sandbox" / "vnpt_pay.secret").read_text()
    settings.VNPT_PAY = {
        "url": f"{sandbox.url}/vnpt_pay",
        "secret": secret,
        "merchant": "THANHHOA",
        "access": "motcua-access",
        "callback": f"{listener.url}/doi-tac/vnpt-pay/",
    }

    def confirm(path: str, body: bytes) -> bytes:
        sent = dict(parse_qsl(body.decode()))
        answer = {"error_code": "00", "merchant_code": sent["merchant_code"], "order_id": sent["order_id"]}
        return json.dumps(sealed(answer, m.ANSWER)).encode()

    listener.heard.clear()
    listener.answer = confirm
    yield sandbox
    sandbox.misbehave(vnpt_pay="none")
