"""Another system decides on a dossier; its status is taken over, or entered by hand where no connector reports it."""

from dataclasses import dataclass

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import receive_message
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.catalogue.api import ProcedureContent, content_of
from motcua.onestop.dossiers.actions.begin_process import join_units
from motcua.onestop.dossiers.actions.finish_dossier import finish_dossier
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.actions.routing import assigner, due_by, facts_of
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier
from motcua.onestop.dossiers.ports import business_register
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.rights import ENTER_EXTERNAL, EXTERNAL
from motcua.onestop.dossiers.rules.foreign import FINAL, FOREIGN_STATUSES, MESSAGE
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
    return dossier if dossier.status in ENDED else _taken_over(dossier, report, actor)


@transaction.atomic
def enter_external_status(code: str, *, status: str, foreign_code: str, comment: str = "", actor: Actor) -> Dossier:
    """Enter what the other system decided, where the province has no connector to it; says who looked it up.

    Errors: `InvalidInput` naming the field, `Conflict` when a connector reports it or no other system decides on this
    procedure, `Forbidden`, `NotFound`.
    """
    require(actor, ENTER_EXTERNAL)
    dossier = locked_dossier(code, actor)
    if not content_of(dossier.version_id).external_system:
        raise Conflict(words("No other system decides on this procedure."), code="not_external")
    if business_register() is not None:
        raise Conflict(words("The other system reports its status itself."), code="connector_there")
    _check(status, foreign_code, comment)
    return _taken_over(dossier, ExternalStatus(MESSAGE, foreign_code.strip(), status, status in FINAL, comment.strip()), actor)


def by_hand(content: ProcedureContent) -> bool:
    """Whether another system decides on the procedure and no connector reports what it does."""
    return bool(content.external_system) and business_register() is None


def _check(status: str, foreign_code: str, comment: str) -> None:
    errors = []
    if status not in FOREIGN_STATUSES:
        errors.append(FieldError("status", words("Choose the status shown by the other system.")))
    if not foreign_code.strip():
        errors.append(FieldError("foreign_code", words("Enter the code that the other system gave.")))
    if status == "refused" and not comment.strip():
        errors.append(FieldError("comment", words("Write the reason; the citizen will read it.")))
    if errors:
        raise InvalidInput(words("What the other system decided is not complete."), fields=errors)


def _taken_over(dossier: Dossier, report: ExternalStatus, actor: Actor) -> Dossier:
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
