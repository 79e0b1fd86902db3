"""The documents in a vault, for those who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.kernel.text import fold
from motcua.onestop.dossiers.api import Paper
from motcua.onestop.vault.models import VaultDelegate, VaultDocument, VaultShare, VaultVersion
from motcua.onestop.vault.queries.asker import asker_of, may_act, shares_with
from motcua.onestop.vault.queries.cards import Card, card_of
from motcua.onestop.vault.rules.access import Held, ground_to_read

PAGE = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the documents of one owner, newest first."""

    cards: Sequence[Card]
    next_after: int | None


def held(row: VaultDocument) -> Held:
    """The document as the rule of access sees it."""
    return Held(row.pk, row.owner_id, row.type_code, hidden=row.hidden_at is not None, deleted=row.deleted_at is not None)


def rows() -> QuerySet[VaultDocument]:
    """Documents that are there, with what a card needs."""
    return VaultDocument.objects.filter(deleted_at__isnull=True).select_related("file", "dossier")


def my_vault(actor: Actor, *, owner_id: int | None = None, text: str = "", hidden: bool = False, after: int | None = None) -> Shelf:
    """The actor's own vault, or one of an organisation he acts for (without what it hid). `NotFound` otherwise."""
    owner = owner_id or actor.party_id
    if owner is None or not may_act(actor, owner, "read"):
        raise NotFound(words("There is no such vault, or you may not see it."))
    found = rows().filter(owner_id=owner, hidden_at__isnull=not hidden).order_by("-id")
    if hidden and owner != actor.party_id:
        found = found.none()
    if text.strip():
        found = found.filter(search_text__contains=fold(text))
    if after is not None:
        found = found.filter(pk__lt=after)
    page = list(found[: PAGE + 1])
    return Shelf([card_of(row) for row in page[:PAGE]], page[PAGE - 1].pk if len(page) > PAGE else None)


def my_vaults(actor: Actor) -> list[Party]:
    """The organisations in whose vaults the actor may read, by name."""
    if actor.party_id is None:
        return []
    now = clock.now()
    mandates = [one.owner_id for one in asker_of(actor).mandates if one.allows("read", now)]
    return list(Party.objects.filter(pk__in=mandates).order_by("full_name"))


def card(document_id: int, actor: Actor) -> Card:
    """One document of a vault the actor may read; `NotFound` when there is none or he may not know of it."""
    row = rows().filter(pk=document_id).first()
    if row is None or ground_to_read(held(row), asker_of(actor), clock.now()) is None:
        raise NotFound(words("There is no such document, or you may not see it."), way_out=words("Open “My vault” to see what you have."))
    return card_of(row)


def shared_with_me(actor: Actor) -> list[tuple[VaultShare, list[Card]]]:
    """What others share with the actor now, newest first; hidden and deleted documents are not in it."""
    if actor.party_id is None:
        return []
    found = []
    for share in shares_with(actor.party_id):
        documents = rows().filter(shares=share, hidden_at__isnull=True)
        found.append((share, [card_of(row) for row in documents]))
    return found


def my_shares(actor: Actor, *, owner_id: int | None = None) -> list[VaultShare]:
    """The shares the actor (or an organisation he may share for) gave, newest first."""
    owner = owner_id or actor.party_id
    if owner is None or not may_act(actor, owner, "share"):
        return []
    return list(VaultShare.objects.filter(owner_id=owner).prefetch_related("documents").order_by("-id")[:100])


def delegates_of(actor: Actor) -> list[VaultDelegate]:
    """Who acts on the vault of the organisation that the actor is, newest first; those who ended too."""
    if actor.party_id is None:
        return []
    return list(VaultDelegate.objects.filter(organisation_id=actor.party_id).select_related("person").order_by("-id")[:100])


def cards_of_share(share: VaultShare) -> list[Card]:
    """What a share opens now: hidden and deleted documents are not in it."""
    return [card_of(row) for row in rows().filter(shares=share, hidden_at__isnull=True).order_by("-id")]


def versions_of(document_id: int, actor: Actor) -> list[VaultVersion]:
    """The versions of a document that the actor may read, the newest first."""
    return list(VaultVersion.objects.filter(document_id=card(document_id, actor).id).order_by("-number"))


def uses_of(found: Card) -> list[str]:
    """The codes of the dossiers into which the document was taken, newest first."""
    used = Paper.objects.filter(reference=found.id_code, origin__in=("vault", "result"), dossier__owner_id=found.owner_id)
    return list(used.order_by("-id").values_list("dossier__code", flat=True)[:20])
