"""The ministry's system over real sockets: what it takes, what it answers, and each way it can fail; and what it may pull."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.connectors.emc.client import HttpMinistry
from motcua.connectors.sandbox.shared_secret import shared_secret
from motcua.insight.measurement.ports import Count
from motcua.kernel.errors import Fault
from tests.office import Office
from tests.sandbox_process import Sandbox, running_sandbox

DAY = date(2022, 11, 14)
COUNTS = [Count("portal", "visits", 40), Count("portal", "transactions", 10)]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("emc")) as running:
        yield running


@pytest.fixture
def ministry(sandbox: Sandbox, settings: Any) -> Iterator[HttpMinistry]:
    settings.EMC = {"url": f"{sandbox.url}/emc", "secret": shared_secret(sandbox.var, "emc"), "site": "T"}
    yield HttpMinistry()
    sandbox.misbehave(emc="none")


def test_a_day_is_taken_over_and_told_again_the_newest_delivery_holds(ministry: HttpMinistry) -> None:
    ministry.push(DAY, [Count("portal", "visits", 1)])
    ministry.push(DAY, COUNTS)
    assert ministry.counts(DAY) == {("portal", "visits"): 40, ("portal", "transactions"): 10}
    assert ministry.counts(date(2022, 1, 1)) == {}


def test_its_faults_are_differences_or_told_as_faults(ministry: HttpMinistry, sandbox: Sandbox) -> None:
    ministry.push(DAY, COUNTS)
    sandbox.misbehave(emc="miscount")
    assert ministry.counts(DAY)["portal", "visits"] == 36
    sandbox.misbehave(emc="forget")
    assert ("portal", "visits") not in ministry.counts(DAY)
    for fault in ("down", "wrong_json"):
        sandbox.misbehave(emc=fault)
        with pytest.raises(Fault):
            ministry.counts(DAY)


def test_without_the_token_nothing_is_taken_or_told(ministry: HttpMinistry, settings: Any) -> None:
    settings.EMC = {**settings.EMC, "secret": "other"}
    with pytest.raises(Fault):
        ministry.push(DAY, COUNTS)


def test_the_ministry_pulls_a_day_with_its_token(office: Office, settings: Any) -> None:
    settings.EMC = {"url": "http://127.0.0.1:9", "secret": "s", "site": "T"}
    address, token = "/doi-tac/emc/so-lieu/2022-11-14/", {"authorization": "Bearer s"}
    answer = Client().get(address, headers=token)
    assert answer.json()["day"] == "2022-11-14"
    assert len(answer.json()["counts"]) == 6
    assert Client().get(address).status_code == 401
    assert Client().get(address.replace("11-14", "11-99"), headers=token).status_code == 404
