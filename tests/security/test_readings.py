"""Whoever opens somebody else's dossier leaves exactly one record, with a purpose, and the owner can read it.

Generated from the routes and from the API's own description. No transaction is held around a request here, as in the real house.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client

from motcua.blocks.audit.api import accesses_of
from motcua.channels.portal.purposes import PURPOSES
from motcua.channels.ui.guard import Route
from motcua.onestop.dossiers.api import Dossier
from tests.office import Office
from tests.security.api_operations import Operation, Things, operations, things
from tests.security.test_api_matrix import secret_of
from tests.security.test_permission_matrix import address, client_of, pages
from tests.security.world import World

pytestmark = pytest.mark.django_db(transaction=True)
FOR = {
    "dienbien.motcua": {"intake", "processing", "offer", "return"},
    "dienbien.tuphap": {"processing", "offer"},
    "dienbien.chutich": {"approval", "processing", "offer"},  # a program may say nothing, then it is processing
    "kiemsoat.tinh": {"supervision", "processing"},
}
READERS = tuple(FOR)


@pytest.fixture
def found(office: Office) -> Things:
    return things(office)


def pages_of_a_dossier() -> list[Route]:
    """Every page of the workspace that is about one dossier."""
    return [route for route in pages() if route.pattern.startswith("lam-viec/ho-so/<str:code>") or route.name == "work_taken_in"]


def readings_of(world: World) -> list[Any]:
    return list(accesses_of(world.dossier.owner_id))


def fault(world: World, what: str, name: str, request: Any) -> str:
    """What is wrong with the record that one request left; empty when nothing is."""
    before = len(readings_of(world))
    reply = request()
    new = readings_of(world)[: len(readings_of(world)) - before]
    what = f"{what} by {name}: {reply.status_code}"
    if reply.status_code >= 500:
        return f"{what}, a fault"
    if reply.status_code >= 300:
        return f"{what}, left {len(new)} records though nothing was shown" if len(new) > 1 else ""
    if len(new) != 1:
        return f"{what}, left {len(new)} records"
    (record,) = new
    ours = record.actor_id == world.actors[name].account_id and record.stream in {"dossier", "vault"} and record.stream_id is not None
    return "" if ours and record.payload.get("purpose") in FOR[name] else f"{what}, left a wrong record {record.payload}"


def over_pages(found: Things) -> Iterator[str]:
    for name in READERS:
        client = client_of(found.world, name)
        for route in pages_of_a_dossier():
            yield fault(found.world, route.pattern, name, partial(client.get, address(route, found.world)))


def test_every_page_of_a_dossier_leaves_one_record_with_a_purpose(found: Things) -> None:
    assert len(pages_of_a_dossier()) > 10
    assert [one for one in over_pages(found) if one] == []


def reading_operations() -> list[Operation]:
    return [one for one in operations() if one.method == "GET" and one.of_dossier]


def test_every_reading_over_the_api_leaves_one_record_with_its_purpose(found: Things) -> None:
    faults = []
    for name in READERS:
        secret = secret_of(found.world.actors[name])
        faults += [fault(found.world, one.path, name, partial(found.call, one, secret)) for one in reading_operations()]
    assert len(reading_operations()) >= 5
    assert [one for one in faults if one] == []


def test_the_owner_sees_who_looked_when_and_what_for(found: Things) -> None:
    world = found.world
    for name in READERS:
        client_of(world, name).get(f"/lam-viec/ho-so/{world.dossier.code}/")
    page = client_of(world, "owner").get("/du-lieu-cua-toi/").content.decode()
    for name in READERS:
        assert world.actors[name].name in page
    assert page.count(world.dossier.code) >= len(READERS)
    assert [purpose for purpose in PURPOSES if f">{purpose}<" in page] == [], "purposes are told in words"
    assert world.dossier.code not in client_of(world, "stranger").get("/du-lieu-cua-toi/").content.decode()
    assert Client().get("/du-lieu-cua-toi/").status_code == 302


def test_reading_ones_own_leaves_no_record(found: Things) -> None:
    world, client = found.world, client_of(found.world, "owner")
    secret = secret_of(world.actors["owner"])
    for route in pages():
        if route.pattern.startswith("ho-so/<str:code>"):
            client.get(address(route, world))
    for operation in reading_operations():
        found.call(operation, secret)
    assert [event.pk for event in readings_of(world)] == [world.vault.reading]


def test_who_is_kept_out_leaves_no_record_of_a_reading(found: Things) -> None:
    world = found.world
    client, dossiers = client_of(world, "hoangquang.chutich"), Dossier.objects.count()
    for route in pages_of_a_dossier():
        client.get(address(route, world))
    for operation in reading_operations():
        found.call(operation, secret_of(world.actors["hoangquang.motcua"]))
    assert [event.pk for event in readings_of(world)] == [world.vault.reading]
    assert Dossier.objects.count() == dossiers


def test_a_page_that_forgets_to_write_down_the_reading_is_found(found: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.onestop.dossiers.queries.tracking.record_access", lambda **_told: None)
    faults = [one for one in over_pages(found) if one]
    assert any(one.startswith("lam-viec/ho-so/<str:code>/ by dienbien.tuphap") and "left 0 records" in one for one in faults)
