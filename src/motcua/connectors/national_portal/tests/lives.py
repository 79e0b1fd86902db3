"""Dossiers whose life the tests tell the portal about."""

import itertools
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from unittest.mock import patch

import httpx

from motcua.blocks.events.api import Event
from motcua.connectors.national_portal.actions.write_outbox import write_outbox
from motcua.connectors.national_portal.rules.codes import KINDS
from motcua.ground.directory.api import unit_by_code
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.onestop.catalogue.api import version_in_force
from motcua.onestop.dossiers.api import Dossier
from tests.office import DIEN_BIEN, Office
from tests.sandbox_process import Sandbox

EXTRACT = "2.000635"
LIFE = ("dossier.submitted", "dossier.received", "dossier.task_completed", "dossier.resolved", "dossier.returned")


_numbers = itertools.count(1)  # the portal of the tests remembers: a code never comes twice


def dossiers(count: int, office: Office) -> list[Dossier]:
    """Submitted dossiers of one owner, as rows."""
    now = clock.now()
    version = version_in_force(EXTRACT, now.date())
    place = unit_by_code(DIEN_BIEN)
    owner = Party.objects.get(pk=office.citizen().party_id)
    return Dossier.objects.bulk_create(
        Dossier(
            code=f"{place.agency_code}-{now:%y%m%d}-{number:04d}",
            submission_key=uuid.uuid4(),
            procedure_id=version.procedure_id,
            version=version,
            case_key="standard",
            channel=1,
            competent=place,
            receiver=place,
            owner=owner,
            submitter=owner,
            owner_name=owner.full_name,
            search_text="",
            submitted_at=now,
            received_at=now,
            due_at=now,
            status="received",
        )
        for number in itertools.islice(_numbers, count)
    )


def happen(kind: str, of: Sequence[Dossier]) -> list[Event]:
    """The same thing happens to each of them; the events are told to the outbox's writer."""
    assert kind in KINDS
    now = clock.now()
    events = Event.objects.bulk_create(
        Event(
            stream="dossier",
            stream_id=dossier.pk,
            kind=kind,
            at=now,
            recorded_at=clock.real_now(),
            actor_kind="system",
            actor_name="Trần Thị Cán",
            unit_id=dossier.competent_id,
            payload={"code": dossier.code, "step": "examine"},
        )
        for dossier in of
    )
    write_outbox(events)
    return events


class RealTime:
    """Real time that a test moves on by hand: leases and pauses think it is that late."""

    def __init__(self) -> None:
        self.shift = timedelta(0)
        self._real = clock.real_now
        self._patch = patch.object(clock, "real_now", lambda: self._real() + self.shift)

    def __enter__(self) -> "RealTime":
        self._patch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.stop()

    def later(self, **kwargs: float) -> datetime:
        """Move on."""
        self.shift += timedelta(**kwargs)
        return clock.real_now()


def effects(sandbox: Sandbox) -> list[str]:
    """The business keys in the order in which they took effect at the portal."""
    found: list[str] = httpx.get(f"{sandbox.url}/national-portal/effects").json()
    return found
