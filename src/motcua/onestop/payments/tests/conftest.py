from collections.abc import Callable

import pytest

from motcua.onestop.dossiers.api import Dossier
from motcua.onestop.dossiers.tests.test_life import submitted
from motcua.onestop.payments import ports
from motcua.onestop.payments.tests.gateways import FakeGateway, FakeTreasury
from tests.office import Office


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeGateway]:
    """Two gateways and a treasury that do what the test says."""
    gateways = {key: FakeGateway(key) for key in ("paygov", "vnpt_pay")}
    fresh = ports._Joined()
    fresh.gateways.update(gateways)
    fresh.treasury = FakeTreasury()
    monkeypatch.setattr(ports, "_joined", fresh)
    return gateways


@pytest.fixture
def owing(office: Office, joined: dict[str, FakeGateway]) -> Callable[[], Dossier]:
    """A submitted dossier that owes 16,000 đồng before it is received."""
    return lambda: submitted(office)
