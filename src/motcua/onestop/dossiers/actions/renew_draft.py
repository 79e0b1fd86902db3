"""Move a draft to the newest version of its procedure."""

from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of, form_of, version_in_force
from motcua.onestop.dossiers.queries.drafts import held_draft_of
from motcua.onestop.dossiers.rights import SUBMIT


@transaction.atomic
def renew_draft(draft_key: UUID, *, actor: Actor) -> list[str]:
    """Bring the draft to the version in force; returns the names of the answers that must be given again.

    Errors: `NotFound` for a foreign draft, or when the procedure was abolished.
    """
    require(actor, SUBMIT)
    draft = held_draft_of(draft_key, actor)
    now = clock.now()
    newest = version_in_force(content_of(draft.version_id).code, now.date())
    if newest.pk == draft.version_id:
        return []
    again = list(form_of(draft.version_id).differences(form_of(newest.pk), draft.answers))
    draft.answers = {name: value for name, value in draft.answers.items() if name not in again}
    draft.version, draft.pages_done, draft.saved_at = newest, [], now
    draft.save(update_fields=["answers", "version", "pages_done", "saved_at"])
    return again
