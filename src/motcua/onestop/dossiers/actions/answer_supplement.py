"""The citizen hands in what was missing."""

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, InvalidInput, words
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Pause, SupplementRequest
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import ANSWER
from motcua.onestop.dossiers.rules.clock import clock_start, not_before
from motcua.onestop.dossiers.rules.completeness import RequiredPaper, missing_papers
from motcua.onestop.dossiers.rules.transitions import ANSWER_AT_INTAKE, ANSWER_IN_PROCESS, take


@transaction.atomic
def answer_supplement(code: str, *, note: str = "", actor: Actor) -> Dossier:
    """Send the supplement whose papers were attached before (`attach_supplement_paper`).

    At intake the dossier waits for the desk again; in processing the limit restarts or goes on by the rule in
    force when it was received (NĐ 61/2018 a.19; NĐ 118/2025).
    Errors: `InvalidInput` naming each paper still missing, `Conflict`, `NotFound`, `Forbidden`.
    """
    require(actor, ANSWER)
    dossier = locked_dossier(code, actor)
    request = SupplementRequest.objects.filter(dossier=dossier, answered_at__isnull=True).first()
    if request is None:
        raise Conflict(words("No supplement is asked for now."), code="nothing_asked")
    turn = ANSWER_AT_INTAKE if request.at_intake else ANSWER_IN_PROCESS
    status = take(turn, dossier.status)
    given = set(dossier.papers.filter(round=request.round).values_list("component_key", flat=True))
    missing = missing_papers([RequiredPaper(item["component_key"], item["name"]) for item in request.items], given)
    if missing:
        raise InvalidInput(
            words("Some papers are still missing."), fields=missing, way_out=words("Attach each paper in the list, then send.")
        )
    now = not_before(clock.now(), request.requested_at)
    SupplementRequest.objects.filter(pk=request.pk).update(answered_at=now, answer=note)
    dossier.status = status
    if dossier.received_at is not None:
        Pause.objects.filter(dossier=dossier, ended_at__isnull=True).update(ended_at=now)
        dossier.clock_from = clock_start(dossier.received_at, now)
        dossier.due_at = due_moment(dossier, dossier.clock_from)
    dossier.save(update_fields=["status", "clock_from", "due_at"])
    payload = {"papers": sorted(given), "at_intake": request.at_intake, "due_at": dossier.due_at and dossier.due_at.isoformat()}
    record_step(dossier, DossierEvent.SUPPLEMENT_ANSWERED, actor=actor, at=now, payload=payload)
    return dossier
