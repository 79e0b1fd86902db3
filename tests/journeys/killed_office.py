"""Open the office for the kill test, and afterwards finish the waiting jobs and report what the records say.

python -m tests.journeys.killed_office open|report
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
django.setup()

from motcua.blocks.audit.api import verify  # noqa: E402 -- Django must be set up first
from motcua.blocks.events.api import Event, drain  # noqa: E402
from motcua.blocks.jobs.api import Job, run_pending  # noqa: E402
from motcua.blocks.workflow.api import open_tasks  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.onestop.dossiers.api import Dossier, Result, Slip, Status  # noqa: E402
from tests.office import open_office  # noqa: E402

ONCE = ("dossier.submitted", "dossier.received", "dossier.resolved", "dossier.returned", "dossier.result_signed")


def faults() -> Iterator[str]:
    """One sentence for each promise that the records do not keep."""
    codes = Counter(Dossier.objects.values_list("code", flat=True))
    yield from (f"{code} was given {count} times" for code, count in codes.items() if count > 1)
    serials = sorted(int(code.rpartition("-")[2]) for code in codes)
    if serials != list(range(1, len(serials) + 1)):
        yield "the serials of dossiers have a gap"
    for numbers in (Slip.objects.values_list("number", flat=True), Result.objects.values_list("number", flat=True)):
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"numbers {sorted(numbers)} have a gap"
    for dossier in Dossier.objects.all():
        waits = open_tasks("dossier", dossier.pk).count()
        if waits != (1 if dossier.status in {Status.RECEIVED, Status.IN_PROCESS} else 0):
            yield f"{dossier.code} is {dossier.status} and has {waits} open tasks"
    for event, times in Counter(Event.objects.filter(kind__in=ONCE).values_list("stream_id", "kind")).items():
        if times > 1:
            yield f"{event} happened {times} times"
    if Result.objects.filter(signed_at__isnull=True).exists():
        yield "a result was never signed"
    if Slip.objects.filter(file__isnull=True).exists():
        yield "a slip was never printed"


def finish() -> None:
    """Run everything that still waits, as a worker would once the leases of the dead one have run out."""
    Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.WAITING, worker="", lease_until=None)
    while True:
        Job.objects.filter(state=Job.State.WAITING).update(run_at=clock.real_now())
        if not drain(500) + run_pending(500):
            return


if __name__ == "__main__":
    if sys.argv[1] == "open":
        call_command("migrate", verbosity=0)
        open_office().citizen()
    else:
        finish()
        for kind, payload in Event.objects.filter(stream="dossier").values_list("kind", "payload"):
            sys.stdout.write(f"event {kind} {payload['code']}\n")
        for fault in faults():
            sys.stdout.write(f"fault {fault}\n")
        sys.stdout.write("audit whole\n" if verify().whole else "audit broken\n")
