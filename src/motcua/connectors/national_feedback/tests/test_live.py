"""The sandbox hands in by itself, over real sockets in both directions: doubled, out of order, with a wrong signature."""

import time
from collections.abc import Callable

import httpx
import pytest
from pytest_django.live_server_helper import LiveServer

from motcua.connectors.national_feedback.models import Incoming
from motcua.connectors.national_feedback.tests.test_exchange import ITEM
from motcua.onestop.feedback.api import Feedback
from tests.sandbox_process import Sandbox

pytestmark = pytest.mark.django_db(transaction=True)


def until(what: Callable[[], bool]) -> bool:
    """Wait up to ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return False


def test_the_clerk_hands_in_whatever_goes_wrong(portal: Sandbox, live_server: LiveServer) -> None:
    base = f"{portal.url}/national-feedback/admin"
    httpx.post(f"{base}/address", json={"address": f"{live_server.url}/doi-tac/pakn-quoc-gia/"})
    portal.misbehave(national_feedback="wrong_signature")
    code = httpx.post(f"{base}/items", json=ITEM).json()["code"]
    httpx.post(f"{base}/items/{code}", json={"kind": "rated", "data": {"rating": "neutral"}})
    time.sleep(1)
    assert Incoming.objects.count() == 0
    portal.misbehave(national_feedback="out_of_order")
    assert until(lambda: Feedback.objects.filter(foreign_code=code).exists())
    portal.misbehave(national_feedback="double")
    other = httpx.post(f"{base}/items", json={**ITEM, "title": "Quy định khác chưa rõ"}).json()["code"]
    assert until(lambda: Feedback.objects.filter(foreign_code=other).exists())
    assert until(lambda: httpx.get(f"{base}/reports").json()["owed"] == 0)
    assert Incoming.objects.count() == 3
    assert Feedback.objects.filter(channel="national").count() == 2
