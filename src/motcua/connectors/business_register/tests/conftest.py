from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), pace=0.1) as running:
        yield running


@pytest.fixture
def register(sandbox: Sandbox, settings: Any) -> Iterator[Sandbox]:
    """The product files with the running sandbox."""
    secret = (sandbox.var / "sandbox" / "register.secret").read_text()
    settings.BUSINESS_REGISTER = {"url": f"{sandbox.url}/register", "secret": secret, "callback": "", "name_question": "ten_cong_ty"}
    yield sandbox
    sandbox.misbehave(register="none")
