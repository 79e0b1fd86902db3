from collections.abc import Iterator
from typing import Any

import pytest

from motcua.connectors.national_portal.client import NationalPortal
from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def portal(sandbox: Sandbox, settings: Any) -> Iterator[NationalPortal]:
    """The product speaks with the running stand-in."""
    secret = (sandbox.var / "sandbox" / "national_portal.secret").read_text()
    settings.NATIONAL_PORTAL = {
        **settings.NATIONAL_PORTAL,
        "url": f"{sandbox.url}/national-portal",
        "client_id": "motcua",
        "secret": secret,
    }
    line = NationalPortal()
    yield line
    line.close()
    sandbox.misbehave(national_portal="none")
