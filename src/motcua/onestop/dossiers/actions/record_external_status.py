"""Another system decides on a dossier; its status is taken over."""

from dataclasses import dataclass

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import receive_message
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.actions.begin_process import join_units
from motcua.onestop.dossiers.actions.finish_dossier import finish_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import EXTERNAL
from motcua.onestop.dossiers.rules.transitions import ENDED, PROCESS, take


@dataclass(frozen=True, slots=True)
class ExternalStatus:
    """What the other system reports: its message name, its code for the dossier, the outcome, and words for people."""

    message: str
    foreign_code: str
    outcome: str
    final: bool
    comment: str = ""


@transaction.atomic
def record_external_status(code: str, *, report: ExternalStatus, actor: Actor) -> Dossier:
    """Take over a status once; the same final report told again changes nothing.

    Errors: `NotFound`, `Forbidden`, `Conflict` when the process does not wait for this message.
    """
    require(actor, EXTERNAL)
    dossier = locked_dossier(code, actor)
    if dossier.status in ENDED:
        return dossier
    now = clock.now()
    dossier.status = take(PROCESS, dossier.status)
    dossier.foreign_code = report.foreign_code
    dossier.save(update_fields=["status", "foreign_code"])
    payload = {"system": report.message, "status": report.outcome, "foreign_code": report.foreign_code, "comment": report.comment}
    record_step(dossier, DossierEvent.EXTERNAL_STATUS, actor=actor, at=now, payload=payload)
    if report.final:
        progress = receive_message(
            (STREAM, dossier.pk),
            report.message,
            facts=facts_of(dossier, outcome=report.outcome),
            at=now,
            by=actor.account_id,
            assign=assigner(dossier),
            due=due_by(dossier),
        )
        join_units(dossier, progress)
        if progress.ended:
            finish_dossier(dossier, outcome=report.outcome, reason=report.comment, at=now, actor=actor)
    return dossier
