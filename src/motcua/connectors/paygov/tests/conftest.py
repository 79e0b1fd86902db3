from collections.abc import Iterator
from typing import Any

import pytest

from tests.listener import Listener, listening
from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as heard:
        yield heard


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOTCUA_PUBLIC_URL", listener.url)
        with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
            yield running


@pytest.fixture
def platform(sandbox: Sandbox, listener: Listener, settings: Any) -> Iterator[Sandbox]:
    """The product pays at the running sandbox, whose calls back the listener hears."""
    listener.heard.clear()
    listener.answer = lambda _path, _body: b'{"MaLoi": "0"}'
    secret = (sandbox.var / "sandbox" / "paygov.secret").read_text()
    settings.PAYGOV = {
        "url": f"{sandbox.url}/paygov",
        "secret": secret,
        "partner": "MOTCUA-THANHHOA",
        "callback": f"{listener.url}/confirm",
        "beneficiary": "1;Kho bạc",
    }
    settings.TREASURY = {"url": f"{sandbox.url}/treasury", "secret": (sandbox.var / "sandbox" / "treasury.secret").read_text()}
    yield sandbox
    sandbox.misbehave(paygov="none", treasury="none")
