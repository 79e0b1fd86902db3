"""Attach a file to a draft, or to the supplement of a dossier."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from motcua.blocks.files.api import Limits, StoredFile, store_upload
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words
from motcua.onestop.catalogue.api import Component, choose_case, content_of
from motcua.onestop.dossiers.models import Dossier, Paper, SupplementRequest
from motcua.onestop.dossiers.queries.drafts import draft_of, held_draft_of
from motcua.onestop.dossiers.queries.locked import locked_dossier
from motcua.onestop.dossiers.queries.required import components_asked
from motcua.onestop.dossiers.rights import ANSWER, SUBMIT


@transaction.atomic
def attach_paper(draft_key: UUID, component_key: str, *, name: str, stream: BinaryIO, actor: Actor) -> Paper:
    """Store the file and attach it to a component of the draft; refuses empty, huge, renamed, encrypted or hostile files.

    Errors: `InvalidInput` naming the file's fault, `NotFound` for a foreign draft or unknown component.
    """
    require(actor, SUBMIT)
    draft = draft_of(draft_key, actor)
    content = content_of(draft.version_id)
    case = choose_case(content, draft.answers)
    component = _component([*case.components, *components_asked(case, draft.answers, draft.acting)], component_key)
    stored = store_upload(name=name, stream=stream, limits=limits_of(component), actor=actor)
    return _add(stored, component_key, draft_id=held_draft_of(draft_key, actor).pk)


@transaction.atomic
def attach_supplement_paper(code: str, component_key: str, *, name: str, stream: BinaryIO, actor: Actor) -> Paper:
    """Store a file for one item of the supplement that is asked for now.

    Errors: as `attach_paper`; `Conflict` when nothing is asked.
    """
    require(actor, ANSWER)
    dossier = locked_dossier(code, actor)
    request = SupplementRequest.objects.filter(dossier=dossier, answered_at__isnull=True).first()
    if request is None:
        raise Conflict(words("No supplement is asked for now."), code="nothing_asked")
    if component_key not in {item["component_key"] for item in request.items}:
        raise NotFound(words("This paper is not in the list that was asked for."))
    component = _component(content_of(dossier.version_id).case(dossier.case_key).components, component_key)
    stored = store_upload(name=name, stream=stream, limits=limits_of(component), actor=actor)
    return _add(stored, component_key, dossier=dossier, number=request.round)


@transaction.atomic
def remove_paper(draft_key: UUID, paper_id: int, *, actor: Actor) -> None:
    """Take a paper out of a draft again."""
    require(actor, SUBMIT)
    held_draft_of(draft_key, actor).papers.filter(pk=paper_id).delete()


def limits_of(component: Component) -> Limits:
    """What a file of this component may be: kinds and size in bytes."""
    return Limits(accepts=tuple(component.accepts), max_bytes=component.max_mb * 1024 * 1024)


def _component(components: Sequence[Component], key: str) -> Component:
    for component in components:
        if component.key == key:
            return component
    raise NotFound(words("This procedure asks for no such paper."))


def _add(stored: StoredFile, component_key: str, *, draft_id: int | None = None, dossier: Dossier | None = None, number: int = 0) -> Paper:
    return Paper.objects.create(
        draft_id=draft_id, dossier=dossier, component_key=component_key, file=stored, name=stored.name, round=number, added_at=clock.now()
    )
