"""Keep what was typed on one page of a draft."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.models import Draft
from motcua.onestop.dossiers.queries.drafts import held_draft_of
from motcua.onestop.dossiers.rights import SUBMIT


@transaction.atomic
def save_answers(draft_key: UUID, *, values: Mapping[str, object], page: str = "", unit_id: int | None = None, actor: Actor) -> Draft:
    """Merge the values of a page into the draft; answers are checked as a whole when it is submitted.

    Errors: `NotFound` when the draft is not the actor's.
    """
    require(actor, SUBMIT)
    draft = held_draft_of(draft_key, actor)
    draft.answers = {**draft.answers, **values}
    if page and page not in draft.pages_done:
        draft.pages_done = [*draft.pages_done, page]
    if unit_id is not None:
        draft.unit_id = unit_id
    draft.saved_at = clock.now()
    draft.save(update_fields=["answers", "pages_done", "unit", "saved_at"])
    return draft
