"""Throw a draft away."""

from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.queries.drafts import held_draft_of
from motcua.onestop.dossiers.rights import SUBMIT


@transaction.atomic
def discard_draft(draft_key: UUID, *, actor: Actor) -> None:
    """Delete the draft and its list of papers; stored files without an owner are swept later."""
    require(actor, SUBMIT)
    held_draft_of(draft_key, actor).delete()
