"""A part of a bundle begins: a dossier of its own at its own agency, received in the same moment."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid5

from motcua.ground.directory.api import performing_for
from motcua.kernel.actor import Actor
from motcua.kernel.clock import VIETNAM
from motcua.onestop.catalogue.api import BundlePart, ProcedureCase, answers_of_part, choose_case, content_of, version_of_day
from motcua.onestop.dossiers.actions.begin_process import begin_process
from motcua.onestop.dossiers.actions.open_dossier import Opening, open_dossier
from motcua.onestop.dossiers.actions.reclock import due_moment
from motcua.onestop.dossiers.actions.recording import record_step
from motcua.onestop.dossiers.events import DossierEvent
from motcua.onestop.dossiers.models import Dossier, Paper, Participation
from motcua.onestop.dossiers.rules.reuse import digitised_by
from motcua.onestop.dossiers.rules.transitions import RECEIVE, take

RESULT = "result:"


def open_part(whole: Dossier, part: BundlePart, *, done: Mapping[str, Dossier], at: datetime, actor: Actor) -> Dossier:
    """Open and receive the dossier of a part; called inside the action that lets the whole go on, with the whole locked.

    The same part of the same whole is opened once (its submission key follows from the whole's). Nothing is paid for it: the
    whole's fees cover every part. No slip: the citizen holds the whole's. `done` are the parts that ended before, with results.
    A part stands on the law and goes to the agency of the day the whole was received, also when the procedure was abolished since.
    """
    day = (whole.received_at or at).astimezone(VIETNAM).date()
    version = version_of_day(part.procedure, day)
    content = content_of(version.pk)
    answers = answers_of_part(part, version.pk, {**whole.answers, **_facts_of(done)})
    case = choose_case(content, answers)
    dossier = open_dossier(
        Opening(
            submission_key=uuid5(whole.submission_key, part.key),
            procedure_id=content.procedure_id,
            version_id=version.pk,
            content=content,
            case=case,
            channel=Dossier.Channel(whole.channel),
            competent=performing_for(content.performed_by.body, whole.competent, on=day),
            receiver=whole.receiver,
            owner=whole.owner,
            submitter=whole.submitter,
            answers=answers,
            at=at,
            return_wish=whole.return_wish,
            parent=whole,
            part_key=part.key,
        )
    )
    _hand_on_papers(whole, dossier, part, case, done, at)
    _receive(dossier, at, actor)
    Participation.objects.bulk_create([Participation(dossier=whole, unit_id=dossier.competent_id)], ignore_conflicts=True)
    record_step(whole, DossierEvent.PART_OPENED, actor=actor, at=at, payload=_told(part, dossier))
    return dossier


def _told(part: BundlePart, dossier: Dossier) -> dict[str, object]:
    """What the event of the whole says of a part: its key, code, and name in both languages."""
    return {"part": part.key, "part_code": dossier.code, "part_name": {"vi": part.name.vi, "en": part.name.en}}


def _receive(dossier: Dossier, at: datetime, actor: Actor) -> None:
    payload = {"channel": int(dossier.channel), "papers": []}
    record_step(dossier, DossierEvent.SUBMITTED, actor=actor, at=at, payload=payload)
    dossier.status = take(RECEIVE, dossier.status)
    dossier.received_at = dossier.clock_from = at
    dossier.due_at = due_moment(dossier, at)
    dossier.save(update_fields=["status", "received_at", "clock_from", "due_at"])
    begin_process(dossier)
    received = {"channel": int(dossier.channel), "due_at": dossier.due_at and dossier.due_at.isoformat(), "fee": 0}
    record_step(dossier, DossierEvent.RECEIVED, actor=actor, at=at, unit_id=dossier.receiver_id, payload=received)


def _facts_of(done: Mapping[str, Dossier]) -> dict[str, object]:
    """Number and day of each earlier result, for the answers of later parts."""
    facts: dict[str, object] = {}
    for key, dossier in done.items():
        result = getattr(dossier, "result", None)
        if result is not None:
            facts[f"{key}_number"] = f"{result.number:02d}/{result.series}"
            facts[f"{key}_date"] = result.decided_at.astimezone(VIETNAM).date().isoformat()
    return facts


def _hand_on_papers(
    whole: Dossier, dossier: Dossier, part: BundlePart, case: ProcedureCase, done: Mapping[str, Dossier], at: datetime
) -> None:
    """Papers of the same name, or as the content says; a result of an earlier part counts as a paper and is not asked for again."""
    held = list(whole.papers.select_related("file"))
    copies: list[Paper] = []
    for component in case.components:
        source = part.papers.get(component.key, component.key)
        if source.startswith(RESULT):
            before = done.get(source.removeprefix(RESULT))
            result = getattr(before, "result", None)
            if before is not None and result is not None and result.file is not None:
                copies.append(Paper(file=result.file, name=result.file.name, origin=Paper.Origin.RESULT, reference=before.code))
                copies[-1].component_key = component.key
            continue
        for paper in held:
            if paper.component_key == source:
                copy = Paper(file=paper.file, name=paper.name, origin=paper.origin, reference=paper.reference, digitised=paper.digitised)
                copy.component_key = component.key
                copies.append(copy)
    for copy in copies:
        copy.dossier, copy.added_at = dossier, at
        if copy.origin == Paper.Origin.RESULT:
            copy.digitised = digitised_by(copy.origin)
    Paper.objects.bulk_create(copies)
