"""Whatever a machine sends to the API, it never gets a server error, and never an answer the description does not know."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from motcua.channels.public_api.tests.machine import ANSWERS, EXTRACT, Machine, machine_of
from motcua.config.wsgi import application
from tests.office import DIEN_BIEN, Office

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture
def machines(office: Office) -> Iterator[Machine]:
    """In turn the programs of a citizen with a draft and a submitted dossier, of the desk, of a specialist and of the chair."""
    citizen = machine_of(office.citizen())
    for submit in (True, False):
        key = citizen.post("/drafts", {"procedure": EXTRACT, "unit_id": office.unit(DIEN_BIEN).pk}).json()["key"]
        if submit:
            citizen.send("PATCH", f"/drafts/{key}", {"values": ANSWERS})
            assert citizen.post(f"/drafts/{key}/submission", {}).status_code == 201
    return cycle([citizen, *(machine_of(office.actor(f"dienbien.{post}")) for post in ("motcua", "tuphap", "chutich"))])


@contextmanager
def one_connection() -> Iterator[None]:
    """A served request would close the connection of the test's transaction; Django's own test client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@schema.parametrize()
@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(case: Any, machines: Iterator[Machine]) -> None:
    with one_connection():
        # what is sent packed would be read packed: this caller does not unpack
        response = case.call(headers={"Authorization": f"Bearer {next(machines).secret}", "Accept-Encoding": "identity"})
    case.validate_response(response, checks=CHECKS)
