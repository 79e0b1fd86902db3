"""Before an application is sent: in whose name, and who gets the messages; and the consent of the owner."""

from uuid import UUID

from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.dossiers.actions.mandates import Consent
from motcua.onestop.dossiers.models import Dossier, Draft, Mandate
from motcua.onestop.dossiers.queries.drafts import held_draft_of
from motcua.onestop.dossiers.rights import SUBMIT


@transaction.atomic
def choose_acting(draft_key: UUID, *, acting: str, owner: Party | None, messages_to: str, actor: Actor) -> Draft:
    """Say in whose name the draft is written. Another owner, or another way of acting, needs a new consent.

    Errors: `InvalidInput` for an unknown choice, without an owner, or when the owner is the writer; `NotFound`.
    """
    require(actor, SUBMIT)
    draft = held_draft_of(draft_key, actor)
    errors = []
    if acting not in Dossier.Acting.values:
        errors.append(FieldError("acting", words("Choose in whose name you apply.")))
    if messages_to not in Dossier.MessagesTo.values:
        errors.append(FieldError("messages_to", words("Choose who gets the messages.")))
    if acting != Dossier.Acting.SELF and (owner is None or owner.pk == draft.party_id):
        errors.append(FieldError("owner", words("Name the person for whom you act; that is somebody else than you.")))
    if errors:
        raise InvalidInput(words("Some answers are missing."), fields=errors)
    named = owner if acting != Dossier.Acting.SELF else None
    if (draft.owner_id, draft.acting) != (named.pk if named else None, acting):
        Mandate.objects.filter(draft=draft).delete()
    draft.owner, draft.acting, draft.saved_at = named, acting, clock.now()
    draft.messages_to = messages_to if named else Dossier.MessagesTo.OWNER
    draft.save(update_fields=["owner", "acting", "messages_to", "saved_at"])
    return draft


@transaction.atomic
def record_consent(draft_key: UUID, consent: Consent, *, actor: Actor) -> Mandate:
    """The owner agreed that the writer of the draft helps; recording twice keeps the first.

    How the consent is proved is decided by the module that asked for it. Errors: `Conflict` unless the draft is a helper's, `NotFound`.
    """
    require(actor, SUBMIT)
    draft = held_draft_of(draft_key, actor)
    if draft.acting != Dossier.Acting.HELPER or draft.owner_id is None:
        raise Conflict(words("This application is not written for somebody else."), way_out=words("Choose first in whose name you apply."))
    given = {
        "owner_id": draft.owner_id,
        "submitter_id": draft.party_id,
        "acting": draft.acting,
        "proof": consent.proof,
        "file": consent.file,
        "given_at": clock.now(),
        "given_before": actor.name,
    }
    mandate, _made = Mandate.objects.get_or_create(draft=draft, defaults=given)
    return mandate
