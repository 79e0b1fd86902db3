"""The process has ended: the dossier is resolved with a result, or stopped with a reason."""

import secrets
from datetime import datetime

from motcua.blocks.numbering.api import next_number
from motcua.ground.directory.api import signing_title
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import ProcedureContent, content_of
from motcua.onestop.dossiers.actions.issue_slip import issue_stopping_slip
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Result
from motcua.onestop.dossiers.ports import certified_copies
from motcua.onestop.dossiers.rules.clock import not_before
from motcua.onestop.dossiers.rules.endings import Ending, ending_of, timing_of
from motcua.onestop.dossiers.rules.parts import PARTLY
from motcua.onestop.dossiers.rules.transitions import NOT_ELIGIBLE, RESOLVE, take


def finish_dossier(dossier: Dossier, *, outcome: str, reason: str, at: datetime, actor: Actor, unit_id: int | None = None) -> None:
    """Close the dossier inside the action that took the last step; `unit_id` is the unit that took it, and so issues the result.

    Errors: `Conflict` when the result is to be a certified copy of an original that is not there as a scan that can be copied.
    """
    ending = ending_of(outcome)
    dossier.status = take(NOT_ELIGIBLE if ending is Ending.STOPPED else RESOLVE, dossier.status)
    at = dossier.ended_at = not_before(at, dossier.received_at)
    dossier.ended_reason = reason if ending is Ending.STOPPED or outcome == PARTLY else ""
    dossier.timing = timing_of(at.astimezone(VIETNAM), dossier.due_at.astimezone(VIETNAM) if dossier.due_at else None)
    dossier.save(update_fields=["status", "ended_at", "ended_reason", "timing"])
    if ending is Ending.STOPPED:
        slip = issue_stopping_slip(dossier, reason=reason, at=at, actor=actor)
        payload: dict[str, object] = {"reason": reason, "timing": dossier.timing, "slip": slip}
        record_step(dossier, DossierEvent.STOPPED, actor=actor, at=at, payload=payload)
        return
    content = content_of(dossier.version_id)
    _require_original(dossier, content)
    result = _number_result(dossier, content, at, actor, unit_id or dossier.competent_id) if content.result.kind == "paper" else None
    payload = {"timing": dossier.timing, "result": str(result) if result else None, "reason": dossier.ended_reason}
    record_step(dossier, DossierEvent.RESOLVED, actor=actor, at=at, payload=payload)


def _require_original(dossier: Dossier, content: ProcedureContent) -> None:
    """Tell the signer at once, before a number is given, that there is nothing to copy."""
    copied, copies = content.result.component_copied(dossier.answers), certified_copies()
    if copied and copies is not None:
        copies.require(dossier.pk, copied)


def _number_result(dossier: Dossier, content: ProcedureContent, at: datetime, actor: Actor, issuer_id: int) -> Result:
    """The result takes the next number of its book; file and signatures follow as a job."""
    series = content.result.number_series
    number = next_number(result_series(series, issuer_id, at.year))
    return Result.objects.create(
        dossier=dossier,
        issuer_id=issuer_id,
        series=series,
        year=at.year,
        number=number,
        decided_at=at,
        signer_account=actor.account_id,
        signer_name=actor.name,
        signer_title=signing_title(actor, issuer_id) or _own_title(actor),
        verification_code=secrets.token_hex(10).upper(),
    )


def result_series(series: str, issuer_id: int, year: int) -> str:
    """The series of the numbers of one book of results of one issuer in one year."""
    return f"result/{series}/{issuer_id}/{year}"


def _own_title(actor: Actor) -> str:
    """The title of a superior who signs for an agency below, whose own post nobody holds."""
    return signing_title(actor, actor.holdings[0].unit_id) if actor.holdings else ""
