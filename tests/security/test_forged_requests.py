"""A page of somebody else cannot act in the name of who is logged in here; a session opens nothing of the API."""

import pytest
from django.test import Client

from motcua.channels.ui.guard import Route
from tests.office import Office
from tests.security.api_operations import ROOT, operations, things
from tests.security.test_permission_matrix import address, pages, state
from tests.security.world import World, build

FORGED = {"Origin": "https://evil.example", "Referer": "https://evil.example/x"}
PARTNERS = "doi-tac/"  # other systems call without a session; each call proves itself by a signature, and a forged one opens nothing
PROVES_ITSELF_BY_TOKEN = {"message_leave"}  # the one click of a mail's own list header (RFC 8058); an unknown token is nothing


@pytest.fixture
def world(office: Office) -> World:
    return build(office)


def strict_client(world: World, name: str) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world.accounts[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def refusing(route: Route) -> set[int]:
    """The answers by which a forged request is refused."""
    if route.pattern.startswith(PARTNERS):
        return {400, 401, 403, 405}
    return {403, 404} if route.name in PROVES_ITSELF_BY_TOKEN else {403}


@pytest.mark.parametrize("name", ["owner", "dienbien.motcua", "dienbien.tuphap", "dienbien.chutich", "quantri.tinh"])
def test_a_form_sent_from_elsewhere_does_nothing(world: World, name: str) -> None:
    client, before = strict_client(world, name), state()
    accepted = []
    for route in pages():
        reply = client.post(address(route, world), {"outcome": "propose", "reason": "x", "ly_do": "x"}, headers=FORGED)
        accepted += [] if reply.status_code in refusing(route) else [f"{route.pattern}: {reply.status_code}"]
    assert accepted == []
    assert state() == before


def test_a_form_without_its_token_is_only_kept_for_sending_again(world: World) -> None:
    client, before = strict_client(world, "owner"), state()
    reply = client.post(f"/ho-so/{world.dossier.code}/rut/", {"ly_do": "x"}, headers={"Origin": "http://testserver"})
    assert (reply.status_code, state() == before) == (302, True)


def test_a_session_is_no_token_of_the_api(office: Office) -> None:
    found = things(office)
    client, before = strict_client(found.world, "dienbien.motcua"), state()
    opened = []
    for operation in operations():
        if operation.needs_token:
            reply = client.generic(operation.method, ROOT + found.address(operation), "{}", "application/json", headers=FORGED)
            opened += [] if reply.status_code == 401 else [f"{operation.name}: {reply.status_code}"]
    assert opened == []
    assert state() == before


def test_no_other_site_may_read_an_answer_of_the_api(office: Office) -> None:
    reply = Client().options(f"{ROOT}/procedures", headers={**FORGED, "Access-Control-Request-Method": "GET"})
    assert not [name for name in reply.headers if name.lower().startswith("access-control-")]
    assert Client().get(f"{ROOT}/procedures", headers=FORGED).headers["Cross-Origin-Resource-Policy"] == "same-origin"
