"""Work that follows a step or the clock: results, filings, timers, apologies, promises counted again, reminders."""

from datetime import timedelta

from django.db.models import F, Q

from motcua.blocks.jobs.api import enqueue, every, job
from motcua.blocks.workflow.api import due_timers
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.calendar import viet_nam
from motcua.kernel.deadlines import Schedule, advance
from motcua.kernel.errors import Conflict
from motcua.kernel.office_hours import standard
from motcua.onestop.dossiers.actions.carry_on_bundle import carry_on_bundle
from motcua.onestop.dossiers.actions.draft_apology import draft_apology
from motcua.onestop.dossiers.actions.file_externally import file_externally
from motcua.onestop.dossiers.actions.fire_timer import fire_timer
from motcua.onestop.dossiers.actions.move_promise import move_promise
from motcua.onestop.dossiers.actions.remind_of_result import remind_of_result
from motcua.onestop.dossiers.actions.sign_result import sign_result
from motcua.onestop.dossiers.events import STREAM
from motcua.onestop.dossiers.models import SIMULATION, CountedCalendar, Dossier
from motcua.onestop.dossiers.rules.terms import APOLOGY_LEADS, REMINDERS, in_force
from motcua.onestop.dossiers.rules.transitions import RUNNING, Status

_AT_ONCE = 200
_ONE_DAY = timedelta(days=1)


@job("dossiers.sign_result")
def sign_result_of(dossier_id: int) -> None:
    """Print and sign the result of a resolved dossier; doing it twice changes nothing."""
    sign_result(dossier_id, actor=SYSTEM)


@job("dossiers.file_externally", retries=12)
def file_externally_of(dossier_id: int) -> None:
    """Hand a received dossier to the system that decides on it, once."""
    file_externally(dossier_id, actor=SYSTEM)


@job("dossiers.carry_on_bundle")
def carry_on_bundle_of(dossier_id: int) -> None:
    """Bring an interlinked dossier up to date with its parts; doing it twice changes nothing."""
    carry_on_bundle(dossier_id, actor=SYSTEM)


@job("dossiers.fire_timers")
def fire_timers() -> None:
    """Fire the timers of dossiers that have fallen due; one that a colleague fired meanwhile is passed over."""
    for timer in due_timers(clock.now()).filter(subject_type=STREAM)[:_AT_ONCE]:
        try:
            fire_timer(timer, actor=SYSTEM)
        except Conflict:
            continue


@job("dossiers.draft_apologies")
def draft_apologies() -> None:
    """Draft the apologies of running dossiers whose limit is near, the nearest first."""
    now = clock.now()
    lead = timedelta(hours=in_force(APOLOGY_LEADS, now.date()).hours)
    horizon = advance(Schedule(viet_nam(), standard()), now, lead) + _ONE_DAY  # units with longer hours are looked at, too
    # the promise is the whole's: a part that is late at its agency is not yet late for the citizen
    near = Dossier.objects.filter(status__in=RUNNING, due_at__lte=horizon, parent__isnull=True).exclude(
        Q(apology__signed_at__isnull=False) | Q(apology__due_at=F("due_at"))
    )
    for dossier_id in near.order_by("due_at").values_list("pk", flat=True)[:_AT_ONCE]:
        draft_apology(dossier_id, actor=SYSTEM)


@job("dossiers.recount_promises")
def recount_promises() -> None:
    """When the calendar of working days is another than at the last count, count the promises of running dossiers again."""
    fingerprint = viet_nam().fingerprint
    last = CountedCalendar.objects.order_by("-counted_at").first()
    if last is not None and last.fingerprint == fingerprint:
        return
    if last is not None:
        enqueue(recount_promises_after, 0, key="recount/0")
    CountedCalendar.objects.update_or_create(fingerprint=fingerprint, defaults={"counted_at": clock.real_now()})


@job("dossiers.recount_promises_after")
def recount_promises_after(dossier_id: int) -> None:
    """Count the promises of some running dossiers again, from an id on; the next ones follow as a job of their own."""
    running = Dossier.objects.filter(status__in=RUNNING, due_at__gte=clock.now(), pk__gt=dossier_id).order_by("pk")
    ids = list(running.values_list("pk", flat=True)[:_AT_ONCE])
    for pk in ids:
        move_promise(pk, actor=SYSTEM)
    if len(ids) == _AT_ONCE:
        enqueue(recount_promises_after, ids[-1], key=f"recount/{ids[-1]}")


@job("dossiers.remind_of_results")
def remind_of_results() -> None:
    """Remind the owners of results that wait at a desk; an electronic one is there already; invented owners are left alone."""
    now = clock.now()
    after = in_force(REMINDERS, now.date()).after_days
    waiting = Q(pk__in=[])
    for reminded, days in enumerate(after):
        waiting |= Q(reminders=reminded, ended_at__lte=now - timedelta(days=days))
    found = Dossier.objects.filter(waiting, status=Status.RESOLVED, parent__isnull=True).exclude(return_wish=Dossier.ReturnWish.ELECTRONIC)
    found = found.exclude(origin=SIMULATION)
    for dossier_id in found.order_by("ended_at").values_list("pk", flat=True)[:_AT_ONCE]:
        remind_of_result(dossier_id, actor=SYSTEM)


every(60, fire_timers)
every(300, draft_apologies)
every(600, recount_promises)
every(3600, remind_of_results)
