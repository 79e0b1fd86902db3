"""The owner says how a finding was put right."""

from django.db import transaction

from motcua.blocks.files.api import Readable, store_upload
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import words
from motcua.office.inspections.actions.take_turn import EVIDENCE, held_finding, needed, note_step
from motcua.office.inspections.events import InspectionEvent
from motcua.office.inspections.models import FindingStep
from motcua.office.inspections.rights import ANSWER
from motcua.office.inspections.rules.turns import FindingTurn


@transaction.atomic
def remedy_finding(finding_id: int, *, said: str, evidence: tuple[str, Readable] | None = None, actor: Actor) -> FindingStep:
    """Hand the remedy in, in words and with a file where there is one; the inspector then looks at it.

    Errors: `InvalidInput` without words, file refusals, `Conflict` when nothing is open, `Forbidden` outside the owner's unit.
    """
    found = held_finding(finding_id, FindingTurn.REMEDY, capability=ANSWER, of_owner=True, actor=actor)
    words_said = needed(said, "said", words("Say what was done, and name the document: number and date."))
    kept = store_upload(name=evidence[0], stream=evidence[1], limits=EVIDENCE, actor=actor) if evidence else None
    found.remedied_at, found.remedied_by_account = clock.now(), actor.account_id
    return note_step(found, FindingTurn.REMEDY, InspectionEvent.REMEDIED, said=words_said, evidence=kept, actor=actor)
