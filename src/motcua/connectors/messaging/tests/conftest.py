from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), pace=0.1) as running:
        yield running


@pytest.fixture
def carriers(sandbox: Sandbox, settings: Any) -> Iterator[Sandbox]:
    """The product speaks with the running sandbox."""
    port = str(httpx.get(f"{sandbox.url}/mail.json").json()["port"])
    settings.MAIL = {"host": "127.0.0.1", "port": port, "user": "", "password": "", "tls": "none", "sender": "khong-tra-loi@motcua.example"}
    secret = (sandbox.var / "sandbox" / "sms.secret").read_text()
    settings.SMS = {"url": f"{sandbox.url}/sms", "secret": secret, "sender": "MOTCUA", "callback": ""}
    yield sandbox
    sandbox.misbehave(mail="none", sms="none")
