from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def identity(sandbox: Sandbox, settings: Any) -> Iterator[Sandbox]:
    """The product is told to trust the running sandbox."""
    secret = (sandbox.var / "sandbox" / "eid.secret").read_text()
    settings.EID = {"issuer": f"{sandbox.url}/eid", "name": "VNeID (sandbox)", "client_id": "motcua", "secret": secret}
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 1
    cache.clear()
    yield sandbox
    sandbox.misbehave(eid="none")
    cache.clear()
