from collections.abc import Iterator
from typing import Any

import pytest

from motcua.onestop.feedback.api import load_feedback
from tests.office import PROVINCE, Office
from tests.sandbox_process import Sandbox, running_sandbox


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), pace=0.1) as running:
        yield running


@pytest.fixture
def portal(sandbox: Sandbox, settings: Any, office: Office) -> Iterator[Sandbox]:
    """The province exchanges feedback with the running sandbox."""
    load_feedback(PROVINCE / "feedback")
    secret = (sandbox.var / "sandbox" / "national_feedback.secret").read_text()
    settings.NATIONAL_FEEDBACK = {"url": f"{sandbox.url}/national-feedback", "secret": secret}
    yield sandbox
    sandbox.misbehave(national_feedback="none")
