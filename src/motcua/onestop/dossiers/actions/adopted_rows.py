"""The rows of lives taken over, table by table."""

from collections.abc import Sequence
from datetime import datetime

import orjson

from motcua.blocks.bulk.api import Row, moment_text, write_rows
from motcua.kernel.clock import VIETNAM
from motcua.onestop.dossiers.actions.told_life import ToldLife
from motcua.onestop.dossiers.models import Dossier, Participation, Pause, Result, Slip, SupplementRequest

_DOSSIER = (
    "id", "code", "submission_key", "procedure_id", "version_id", "case_key", "channel", "competent_id", "receiver_id", "owner_id",
    "submitter_id", "acting", "messages_to", "owner_name", "search_text", "answers", "fees", "fee_total", "fee_collected", "fee_refunded",
    "fee_due_when", "return_wish", "status", "submitted_at", "received_at", "clock_from", "due_at", "ended_at", "returned_at", "timing",
    "ended_reason", "reminders", "foreign_code", "part_key", "for_other", "origin",
)  # fmt: skip
_SLIP = ("id", "dossier_id", "form", "form_set", "unit_id", "year", "number", "data", "issued_at", "issued_by")
_RESULT = (
    "dossier_id", "issuer_id", "series", "year", "number", "decided_at", "signer_account", "signer_name", "signer_title",
    "verification_code", "data", "signed_at", "return_method", "returned_to",
)  # fmt: skip
_SUPPLEMENT = (
    "dossier_id", "at_intake", "round", "items", "reason", "requested_at", "requested_by", "answer_by", "answered_at", "answer",
)  # fmt: skip


def write_lives(lives: Sequence[ToldLife], origin: str) -> None:
    """Write the rows of these lives; their events and running processes are written by their own blocks."""
    write_rows(Dossier, _DOSSIER, (_dossier(life, origin) for life in lives))
    write_rows(Participation, ("dossier_id", "unit_id"), (row for life in lives for row in _participations(life)))
    write_rows(Slip, _SLIP, (row for life in lives for row in _slips(life)))
    write_rows(Result, _RESULT, (_result(life) for life in lives if life.result is not None))
    write_rows(Pause, ("dossier_id", "reason", "legal_basis", "started_at", "ended_at"), (row for life in lives for row in _pauses(life)))
    write_rows(SupplementRequest, _SUPPLEMENT, (_supplement(life) for life in lives if life.supplement is not None))


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _moment(moment: datetime | None) -> str | None:
    return moment_text(moment) if moment is not None else None


def _dossier(life: ToldLife, origin: str) -> Row:
    told = life.history
    return (
        life.pk, life.code, told.key, life.ground.content.procedure_id, told.version_id, told.case_key, told.channel, told.competent_id,
        told.receiver_id, told.owner_id, told.owner_id, "self", "owner", told.owner_name, told.owner_folded, _json(told.answers), "[]", 0,
        0, 0, "", told.return_wish, life.status, moment_text(told.acts[0].at), _moment(life.received_at), _moment(life.clock_from),
        _moment(life.due_at), _moment(life.ended_at), _moment(life.returned_at), life.timing, life.ended_reason, 0, "", "", False, origin,
    )  # fmt: skip


def _participations(life: ToldLife) -> list[Row]:
    units = {life.history.competent_id, life.history.receiver_id, *(life.ground.units if life.received_at is not None else ())}
    return [(life.pk, pk) for pk in sorted(units)]


def _slips(life: ToldLife) -> list[Row]:
    forms = life.form_set()
    unit = life.history.receiver_id
    return [
        (one.pk, life.pk, one.form, forms, unit, one.at.astimezone(VIETNAM).year, one.number, _json(one.data), moment_text(one.at), one.by)
        for one in life.slips
    ]


def _result(life: ToldLife) -> Row:
    told = life.result or {}
    act = told["act"]
    at = moment_text(act.at)
    year = act.at.astimezone(VIETNAM).year
    return (
        life.pk, told["issuer"], told["series"], year, told["number"], at, act.actor.account_id, act.actor.name, told["title"],
        told["code"], "{}", at, told.get("method", ""), told.get("to", ""),
    )  # fmt: skip


def _pauses(life: ToldLife) -> list[Row]:
    return [(life.pk, Pause.Reason.SUPPLEMENT.value, basis, moment_text(start), _moment(end)) for start, end, basis in life.pauses]


def _supplement(life: ToldLife) -> Row:
    asked = life.supplement or {}
    act = asked["act"]
    return (
        life.pk, asked["at_intake"], asked["round"], _json(act.said["items"]), act.said["reason"], moment_text(act.at), act.actor.name,
        moment_text(asked["until"]), _moment(asked["answered"]), "",
    )  # fmt: skip
