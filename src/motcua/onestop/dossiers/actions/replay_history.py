"""Live a life that was taken over once more, through the actions of today, and say what comes out differently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from motcua.blocks.accounts.api import Account
from motcua.blocks.events.api import Event, timeline
from motcua.blocks.files.api import store_bytes
from motcua.blocks.permissions.api import require
from motcua.blocks.workflow.api import open_tasks
from motcua.ground.directory.api import actor_for
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Refusal
from motcua.onestop.catalogue.api import choose_case, content_of
from motcua.onestop.dossiers.actions.answer_supplement import answer_supplement
from motcua.onestop.dossiers.actions.complete_task import Decision, complete_task
from motcua.onestop.dossiers.actions.receive_dossier import receive_dossier
from motcua.onestop.dossiers.actions.refuse_dossier import refuse_dossier
from motcua.onestop.dossiers.actions.register_dossier import HandedIn, WalkIn, register_dossier
from motcua.onestop.dossiers.actions.request_supplement import SupplementItem, request_supplement
from motcua.onestop.dossiers.actions.return_result import return_result
from motcua.onestop.dossiers.actions.save_answers import save_answers
from motcua.onestop.dossiers.actions.start_draft import start_draft
from motcua.onestop.dossiers.actions.submit_dossier import submit_dossier
from motcua.onestop.dossiers.actions.withdraw_dossier import withdraw_dossier
from motcua.onestop.dossiers.events import STREAM, DossierEvent
from motcua.onestop.dossiers.models import Dossier, Paper, Result, SupplementRequest
from motcua.onestop.dossiers.queries.portrait import portrait
from motcua.onestop.dossiers.queries.required import required_papers
from motcua.onestop.dossiers.rights import ADOPT

_FOLLOWS = frozenset({DossierEvent.RESOLVED, DossierEvent.STOPPED})  # they come of the last task by themselves
_ASSURANCE = 2  # of an electronic identity: whoever sent it had one
_PAPER = b"%PDF-1.7 replay"


@dataclass(frozen=True, slots=True)
class Unlike:
    """One thing that is different: what, as it was taken over, as the actions make it."""

    what: str
    taken_over: object
    lived: object


def replay_history(dossier_id: int, *, actor: Actor) -> list[Unlike]:
    """Play every act at its moment by its actor on a new dossier of the same wish, compare, and take everything back.

    Compared are the standing, moments, slips, pauses, results, tasks under way, who takes part, and events in their order with what they
    say; not numbers and codes (the new dossier has its own), nor files. Nothing of it stays. Errors: `Forbidden`, `NotFound`.
    """
    require(actor, ADOPT)
    told = Dossier.objects.select_related("owner", "version__procedure").get(pk=dossier_id)
    events = list(timeline(STREAM, dossier_id))
    with transaction.atomic():
        try:
            lived = _live(told, events)
            found = _compare(portrait(told), portrait(lived))
        except Refusal as refusal:
            found = [Unlike("refused", None, f"{refusal} {[str(one) for one in getattr(refusal, 'fields', ())]}")]
        finally:
            transaction.set_rollback(True)
    return found


def _compare(told: Mapping[str, object], lived: Mapping[str, object]) -> list[Unlike]:
    return [Unlike(what, told[what], lived[what]) for what in told if told[what] != lived[what]]


def _live(told: Dossier, events: list[Event]) -> Dossier:
    dossier: Dossier | None = None
    for event in events:
        kind = DossierEvent(event.kind)
        with clock.as_of(event.at):
            by = _actor(event, told.owner)
            if dossier is None:
                dossier = _send(told, by) if told.channel == Dossier.Channel.ONLINE else _bring(told, by)
            elif kind not in _FOLLOWS and not (kind is DossierEvent.RECEIVED and told.channel == Dossier.Channel.DESK):
                _ACTS[kind](dossier, event, by)
    assert dossier is not None  # a life begins with being handed in
    return Dossier.objects.get(pk=dossier.pk)


def _actor(event: Event, owner: Party) -> Actor:
    if event.actor_kind == "citizen":
        return Actor(kind="citizen", name=event.actor_name, party_id=owner.pk, assurance=_ASSURANCE)
    assert event.actor_id is not None  # an official acted
    return actor_for(Account.objects.get(pk=event.actor_id), event.at)


def _send(told: Dossier, by: Actor) -> Dossier:
    draft = start_draft(told.version.procedure.code, unit_id=told.competent_id, actor=by)
    save_answers(draft.key, values=told.answers, actor=by)
    return submit_dossier(draft.key, return_wish=told.return_wish, actor=by)


def _bring(told: Dossier, by: Actor) -> Dossier:
    case = choose_case(content_of(told.version_id), told.answers)
    papers = [HandedIn(paper.key, paper.name) for paper in required_papers(case, told.answers, told.acting)]
    return register_dossier(
        WalkIn(
            key=uuid4(),
            procedure_code=told.version.procedure.code,
            competent_id=told.competent_id,
            receiver_id=told.receiver_id,
            owner=told.owner,
            answers=told.answers,
            papers=papers,
            channel=Dossier.Channel(told.channel),
            return_wish=told.return_wish,
        ),
        actor=by,
    )


def _receive(dossier: Dossier, event: Event, by: Actor) -> None:
    receive_dossier(dossier.code, actor=by)


def _refuse(dossier: Dossier, event: Event, by: Actor) -> None:
    refuse_dossier(dossier.code, reason=event.payload["reason"], actor=by)


def _complete(dossier: Dossier, event: Event, by: Actor) -> None:
    task = open_tasks(STREAM, dossier.pk).get(node=event.payload["node"])
    complete_task(task.pk, decision=Decision(event.payload["outcome"], event.payload["comment"]), actor=by)


def _ask(dossier: Dossier, event: Event, by: Actor) -> None:
    items = [SupplementItem(**item) for item in event.payload["items"]]
    request_supplement(dossier.code, items=items, reason=event.payload["reason"], actor=by)


def _answer(dossier: Dossier, event: Event, by: Actor) -> None:
    request = SupplementRequest.objects.get(dossier=dossier, answered_at__isnull=True)
    stored = store_bytes("replay.pdf", _PAPER, "application/pdf")
    for key in event.payload["papers"]:
        Paper.objects.create(dossier=dossier, component_key=key, file=stored, name="replay.pdf", round=request.round, added_at=event.at)
    answer_supplement(dossier.code, actor=by)


def _withdraw(dossier: Dossier, event: Event, by: Actor) -> None:
    withdraw_dossier(dossier.code, reason=event.payload["reason"], at_wish_of=event.payload["at_wish_of"], actor=by)


def _return(dossier: Dossier, event: Event, by: Actor) -> None:
    """The result counts as signed: printing and signing make files, and files are not taken over."""
    Result.objects.filter(dossier=dossier, signed_at__isnull=True).update(signed_at=clock.now())
    return_result(dossier.code, method=event.payload["method"], received_by=event.payload["to"], actor=by)


_ACTS: Mapping[DossierEvent, Callable[[Dossier, Event, Actor], None]] = {
    DossierEvent.RECEIVED: _receive,
    DossierEvent.REFUSED: _refuse,
    DossierEvent.TASK_COMPLETED: _complete,
    DossierEvent.SUPPLEMENT_REQUESTED: _ask,
    DossierEvent.SUPPLEMENT_ANSWERED: _answer,
    DossierEvent.WITHDRAWN: _withdraw,
    DossierEvent.RETURNED: _return,
}
