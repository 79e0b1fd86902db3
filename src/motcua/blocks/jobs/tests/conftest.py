from collections.abc import Iterator

import pytest

from motcua.blocks.jobs.rules import registry


@pytest.fixture(autouse=True)
def _own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(registry, "_jobs", {})
    monkeypatch.setattr(registry, "_periodic", {})
    return
