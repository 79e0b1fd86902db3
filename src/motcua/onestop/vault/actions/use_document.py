"""Use a document of the vault instead of handing in the paper again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from motcua.blocks.audit.api import accesses_of, record_access
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.catalogue.api import Component, ProcedureContent, choose_case, content_of
from motcua.onestop.dossiers.api import (
    Dossier,
    HandedIn,
    HeldPaper,
    Paper,
    attach_stored_paper,
    attach_stored_supplement,
    attach_stored_to_dossier,
    draft_of,
)
from motcua.onestop.vault.actions.open_document import open_document
from motcua.onestop.vault.events import STREAM
from motcua.onestop.vault.models import VaultDocument
from motcua.onestop.vault.queries.asker import handled_dossier, may_act
from motcua.onestop.vault.queries.offers import Offer, as_held, find_offers, offered
from motcua.onestop.vault.rights import KEEP, OFFER

_ONE_LOOK = timedelta(minutes=10)
_GONE = words("This document is not there any more, has run out, or does not serve for this paper.")


@dataclass(frozen=True, slots=True)
class AtTheCounter:
    """For whom and for what the desk looks into a vault; the person, or who acts for him, stands at the counter."""

    owner_id: int
    content: ProcedureContent


@transaction.atomic
def use_document(draft_key: UUID, component_key: str, document_id: int, *, actor: Actor) -> Paper:
    """Attach a document to a component of the actor's draft, with one click.

    Errors: `NotFound` for a foreign draft, an unknown component, or a document that is not offered for it today.
    """
    require(actor, KEEP)
    draft = draft_of(draft_key, actor)
    content = content_of(draft.version_id)
    part = _part(choose_case(content, draft.answers).components, component_key)
    paper = _chosen(draft.party_id, part, document_id, content.code, actor)
    return attach_stored_paper(
        draft_key, component_key, file=paper.file, origin=paper.origin, reference=paper.reference, name=paper.name, actor=actor
    )


@transaction.atomic
def use_document_in_supplement(code: str, component_key: str, document_id: int, *, actor: Actor) -> Paper:
    """As `use_document`, for an item of the supplement that is asked for now."""
    require(actor, KEEP)
    dossier = Dossier.objects.visible_to(actor).filter(code=code).first()
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    content = content_of(dossier.version_id)
    part = _part(content.case(dossier.case_key).components, component_key)
    paper = _chosen(dossier.owner_id, part, document_id, content.code, actor)
    return attach_stored_supplement(
        code, component_key, file=paper.file, origin=paper.origin, reference=paper.reference, name=paper.name, actor=actor
    )


@transaction.atomic
def offers_at_desk(visit: AtTheCounter, components: list[Component], *, actor: Actor) -> dict[str, list[Offer]]:
    """What need not be handed in by the person at the counter, by component. Each look that finds something is recorded.

    Errors: `Forbidden` for one who does not work at a desk.
    """
    require(actor, OFFER)
    found = find_offers(visit.owner_id, components, procedure_code=visit.content.code)
    _note_look(visit.owner_id, found, {"procedure": visit.content.code, "ground": "counter"}, actor)
    return found


@transaction.atomic
def hand_in_from_vault(visit: AtTheCounter, component: Component, document_id: int, *, actor: Actor) -> HandedIn:
    """The document as a paper handed in at the counter, instead of the paper itself; the reading is recorded.

    Errors: `NotFound` when it is not offered for this component today; `Forbidden`.
    """
    require(actor, OFFER)
    row = offered(visit.owner_id, component, document_id, procedure_code=visit.content.code)
    if row is None:
        raise NotFound(_GONE)
    details = {"document": row.name, "procedure": visit.content.code, "ground": "counter"}
    record_access(
        actor=actor, subject_id=visit.owner_id, purpose="intake", at=clock.now(), stream=STREAM, stream_id=row.pk, details=details
    )
    paper = as_held(row)
    return HandedIn(component.key, paper.name, paper.file, origin=paper.origin, reference=paper.reference)


@transaction.atomic
def take_into_dossier(code: str, component_key: str, document_id: int, *, actor: Actor) -> Paper:
    """An official takes a document of the owner's vault into the dossier he works on, instead of asking for the paper.

    The reading is recorded. Errors: `NotFound` for a dossier that is not open and his, a component or document that is not there.
    """
    dossier = handled_dossier(actor, code)
    if dossier is None:
        raise NotFound(words("There is no open dossier with this code that you work on."))
    content = content_of(dossier.version_id)
    part = _part(content.case(dossier.case_key).components, component_key)
    row = offered(dossier.owner_id, part, document_id, procedure_code=content.code)
    if row is None:
        raise NotFound(_GONE)
    open_document(document_id, purpose="take_into_dossier", dossier_code=code, actor=actor)
    return attach_stored_to_dossier(code, component_key, paper=as_held(row), actor=actor)


def offers_for_dossier(code: str, *, actor: Actor, settling: bool = False) -> dict[str, list[Offer]]:
    """What the owner's vault holds for the components of an open dossier the actor works on; the look is recorded.

    What came in with this dossier itself is left out; `settling` leaves out what an office need not accept. Errors: `NotFound`.
    """
    dossier = handled_dossier(actor, code)
    if dossier is None:
        raise NotFound(words("There is no open dossier with this code that you work on."))
    content = content_of(dossier.version_id)
    components = content.case(dossier.case_key).components
    found = find_offers(dossier.owner_id, components, procedure_code=content.code)
    others = {
        key: [one for one in offers if one.card.dossier_code != code and (one.settles or not settling)] for key, offers in found.items()
    }
    held = {key: offers for key, offers in others.items() if offers}
    with transaction.atomic():
        _note_look(dossier.owner_id, held, {"dossier": code, "ground": "office"}, actor, dossier_id=dossier.pk)
    return held


def _note_look(
    owner_id: int, found: Mapping[str, list[Offer]], details: Mapping[str, object], actor: Actor, *, dossier_id: int = 0
) -> None:
    """Record that the actor saw what is held; a page brought up to date several times in ten minutes is one look."""
    now = clock.now()
    names = "; ".join(sorted({offer.card.name for offers in found.values() for offer in offers}))
    same = {"actor_id": actor.account_id, "at__gte": now - _ONE_LOOK, "payload__purpose": "offer", "payload__document": names}
    if not found or accesses_of(owner_id).filter(**same).exists():
        return
    told = {**details, "document": names}
    stream = "dossier" if dossier_id else ""
    record_access(actor=actor, subject_id=owner_id, purpose="offer", at=now, stream=stream, stream_id=dossier_id, details=told)


def _chosen(owner_id: int, part: Component, document_id: int, procedure_code: str, actor: Actor) -> HeldPaper:
    row: VaultDocument | None = None
    if may_act(actor, owner_id, "use"):
        row = offered(owner_id, part, document_id, procedure_code=procedure_code)
    if row is None:
        raise NotFound(_GONE, way_out=words("Choose another one, or attach the paper as a file."))
    return as_held(row)


def _part(components: tuple[Component, ...], key: str) -> Component:
    found = next((part for part in components if part.key == key and part.kind == "upload"), None)
    if found is None:
        raise NotFound(words("This procedure asks for no such paper."))
    return found
