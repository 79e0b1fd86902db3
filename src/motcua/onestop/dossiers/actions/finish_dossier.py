"""The process has ended: the dossier is resolved with a result, or stopped with a reason."""

import secrets
from datetime import datetime

from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import signing_title
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import ProcedureContent, content_of
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.rules.endings import Ending, ending_of, timing_of
from motcua.onestop.dossiers.rules.transitions import RESOLVE, STOP, take


def finish_dossier(dossier: Dossier, *, outcome: str, reason: str, at: datetime, actor: Actor, unit_id: int | None = None) -> None:
    """Close the dossier inside the action that took the last step; `unit_id` is the unit that took it, and so issues the result."""
    ending = ending_of(outcome)
    dossier.status = take(STOP if ending is Ending.STOPPED else RESOLVE, dossier.status)
    dossier.ended_at = at
    dossier.ended_reason = reason if ending is Ending.STOPPED else ""
    dossier.timing = timing_of(at.astimezone(VIETNAM), dossier.due_at.astimezone(VIETNAM) if dossier.due_at else None)
    dossier.save(update_fields=["status", "ended_at", "ended_reason", "timing"])
    if ending is Ending.STOPPED:
        record_step(dossier, DossierEvent.STOPPED, actor=actor, at=at, payload={"reason": reason, "timing": dossier.timing})
        return
    content = content_of(dossier.version_id)
    result = _number_result(dossier, content, at, actor, unit_id or dossier.competent_id) if content.result.kind == "paper" else None
    payload = {"timing": dossier.timing, "result": str(result) if result else None}
    record_step(dossier, DossierEvent.RESOLVED, actor=actor, at=at, payload=payload)


def _number_result(dossier: Dossier, content: ProcedureContent, at: datetime, actor: Actor, issuer_id: int) -> Result:
    """The result takes the next number of its book; file and signatures follow as a job."""
    series = content.result.number_series
    number = next_number(f"result/{series}/{issuer_id}/{at.year}")
    return Result.objects.create(
        dossier=dossier,
        issuer_id=issuer_id,
        series=series,
        year=at.year,
        number=number,
        decided_at=at,
        signer_account=actor.account_id,
        signer_name=actor.name,
        signer_title=signing_title(actor, issuer_id),
        verification_code=secrets.token_hex(10).upper(),
    )
