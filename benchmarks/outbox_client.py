"""Fills the outbox and drains it, with the portal well and unwell; prints what it took as JSON.

python -m benchmarks.outbox_client SANDBOX_URL DOSSIERS
"""

import json
import os
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

import httpx  # noqa: E402 -- Django must be set up first

from benchmarks.clock import Steps  # noqa: E402
from benchmarks.life_client import EXTRACT, open_office, through_actions  # noqa: E402
from motcua.blocks.events.api import Event  # noqa: E402
from motcua.connectors.national_portal.actions.drain_outbox import drain_outbox  # noqa: E402
from motcua.connectors.national_portal.actions.write_outbox import write_outbox  # noqa: E402
from motcua.connectors.national_portal.client import NationalPortal  # noqa: E402
from motcua.connectors.national_portal.models import OutboxMessage  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.onestop.dossiers.api import Dossier  # noqa: E402

LIFE = ("submitted", "received", "task_completed", "task_completed", "resolved", "returned")
FAULTS = ("error_after", "drop_reply", "wrong_json", "reject_half", "token_expired")
AT_ONCE = 1000
_real = clock.real_now
_shift = timedelta(0)


def later(**much: float) -> None:
    """Real time moves on, for pauses and leases."""
    global _shift
    _shift += timedelta(**much)


def people(count: int, start: int) -> list[Dossier]:
    """Dossiers copied from a real one, each with its paper, as rows."""
    template = Dossier.objects.filter(procedure__code=EXTRACT).latest("id")
    fields = {one.attname: getattr(template, one.attname) for one in Dossier._meta.concrete_fields if not one.primary_key}
    stem = template.code.rpartition("-")[0]
    return Dossier.objects.bulk_create(
        Dossier(**{**fields, "code": f"{stem}-{start + number:06d}", "submission_key": uuid.uuid4()}) for number in range(count)
    )


def happened(kind: str, dossiers: Sequence[Dossier]) -> list[Event]:
    """The same thing happens to each dossier."""
    now = clock.now()
    return Event.objects.bulk_create(
        Event(
            stream="dossier",
            stream_id=one.pk,
            kind=f"dossier.{kind}",
            at=now,
            recorded_at=_real(),
            actor_kind="system",
            actor_name="Trần Thị Cán",
            unit_id=one.competent_id,
            payload={"code": one.code, "step": "examine"},
        )
        for one in dossiers
    )


def write(events: Sequence[Event]) -> float:
    """The outbox is written in batches, as the job gets them; returns the seconds."""
    begin = time.monotonic()
    for start in range(0, len(events), AT_ONCE):
        write_outbox(events[start : start + AT_ONCE])
    return time.monotonic() - begin


def drain_all(portal: NationalPortal) -> float:
    """Drain until nothing waits; pauses after failures are passed over, not waited for. Returns the seconds."""
    begin = time.monotonic()
    while True:
        drained = drain_outbox(portal, seconds=30)
        if drained.failed or not drained.delivered:
            if not OutboxMessage.objects.filter(state="waiting").exists():
                return time.monotonic() - begin
            later(seconds=61)


def main(url: str, count: int) -> None:
    """Measure."""
    clock.real_now = lambda: _real() + _shift  # pauses of a day are passed over
    open_office()
    through_actions(0, "")(Steps())
    portal = NationalPortal()
    rows, start = [], 100_000

    def switch(fault: str) -> None:
        httpx.post(f"{url}/admin/misbehave", json={"national_portal": fault}).raise_for_status()

    some = people(count, start)
    events = [event for kind in LIFE for event in happened(kind, some)]
    rows.append({"what": "written from events", "messages": len(events), "seconds": write(events)})
    rows.append({"what": "sent, clear road", "messages": len(events), "seconds": drain_all(portal)})
    for outage in (timedelta(seconds=10), timedelta(minutes=10), timedelta(hours=24)):
        start += count
        some = people(count, start)
        switch("down")
        happened_now = [event for kind in LIFE for event in happened(kind, some)]
        wrote = write(happened_now)
        begin = time.monotonic()
        gone, knocks = timedelta(0), 0
        while gone < outage:
            drain_outbox(portal)
            if outage <= timedelta(seconds=10):
                time.sleep(1)
            else:
                later(seconds=60)
            knocks += 1
            gone += timedelta(seconds=1) if outage <= timedelta(seconds=10) else timedelta(seconds=60)
        knocked = time.monotonic() - begin if outage > timedelta(seconds=10) else 0.0
        switch("none")
        later(seconds=61)
        sent = drain_all(portal)
        what = f"written and sent after an outage of {outage} ({knocks} knocks on the closed door took {knocked:.0f} s)"
        rows.append({"what": what, "messages": len(happened_now), "seconds": wrote + sent})
    start += count
    some = people(count, start)
    faulty = [event for kind in LIFE for event in happened(kind, some)]
    wrote, begin = write(faulty), time.monotonic()
    for fault in FAULTS:
        switch(fault)
        drain_outbox(portal, seconds=0.5)
        later(seconds=61)
    switch("none")
    drain_all(portal)
    rows.append({"what": "written and sent, every fault in turn", "messages": len(faulty), "seconds": wrote + time.monotonic() - begin})
    sys.stdout.write(json.dumps({"rows": rows, "found": compared(url)}))


def compared(url: str) -> list[str]:
    """What the portal counted beside what was to be told."""
    effects: list[str] = httpx.get(f"{url}/national-portal/effects", timeout=60).json()
    told = set(OutboxMessage.objects.values_list("key", flat=True))
    seen: dict[str, int] = defaultdict(int)
    out_of_order = 0
    for key in effects:
        code, _, sequence = key.partition("#")
        out_of_order += int(sequence) != seen[code] + 1
        seen[code] = int(sequence)
    waiting = OutboxMessage.objects.exclude(state="sent").count()
    return [
        f"{len(told)} messages; lost {len(told - set(effects))}, taken in twice {len(effects) - len(set(effects))}, "
        f"out of order {out_of_order}, not delivered {waiting}"
    ]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
