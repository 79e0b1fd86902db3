"""Everything that could let an actor near the documents of an owner."""

from dataclasses import replace

from motcua.blocks.permissions.api import holdings_with, may
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.dossiers.api import Dossier, Status
from motcua.onestop.vault.models import VaultDelegate, VaultShare
from motcua.onestop.vault.queries.types import paper_types
from motcua.onestop.vault.rights import KEEP, READ
from motcua.onestop.vault.rules.access import Asker, Mandate, Shared, may_act_for
from motcua.onestop.vault.rules.paper_types import codes_that_serve

HANDLED = (Status.SUBMITTED, Status.RECEIVED, Status.IN_PROCESS, Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUESTED)


def asker_of(actor: Actor, *, share: VaultShare | None = None, dossier_code: str = "") -> Asker:
    """What the actor can show. A citizen: mandates and shares. An official: the dossier at hand, if it is open and his to see.

    `share` is one whose code was given just now, by whoever it is.
    """
    given = [_shared(share)] if share is not None else []
    if actor.kind == "citizen" and actor.party_id is not None and may(actor, KEEP):
        mine = shares_with(actor.party_id)
        return Asker(actor.party_id, mandates_of(actor.party_id), [*given, *(_shared(one) for one in mine)])
    if actor.kind == "official" and dossier_code:
        dossier = handled_dossier(actor, dossier_code)
        if dossier is not None:
            return Asker(shares=given, handling=frozenset({dossier.owner_id}), needs=types_needed(dossier))
    return Asker(shares=given)


def mandates_of(person_id: int) -> list[Mandate]:
    """For which organisations the person acts; several rows may speak of one organisation."""
    rows = VaultDelegate.objects.filter(person_id=person_id, ended_at__isnull=True)
    return [Mandate(row.organisation_id, row.may, row.starts_at, row.ends_at) for row in rows]  # type: ignore[arg-type] # choices are the levels


def shares_with(party_id: int) -> list[VaultShare]:
    """Shares that are open now and name the number of this party, newest first."""
    party = Party.objects.filter(pk=party_id).first()
    numbers = [number for number in (party.citizen_id, party.tax_code) if number] if party else []
    now = clock.now()
    rows = VaultShare.objects.filter(to_number__in=numbers, ended_at__isnull=True, until__gt=now).select_related("owner")
    return list(rows.prefetch_related("documents").order_by("-id"))


def handled_dossier(actor: Actor, code: str) -> Dossier | None:
    """The dossier when it is open and the actor handles it in a post that may read vaults; None otherwise."""
    posts = replace(actor, holdings=tuple(holdings_with(actor, READ)))
    return Dossier.objects.visible_to(posts).filter(code=code, status__in=HANDLED).first()


def types_needed(dossier: Dossier) -> frozenset[str]:
    """The types of papers that serve some component of the dossier: no more of the vault is opened for it."""
    content, types = content_of(dossier.version_id), paper_types()
    parts = content.case(dossier.case_key).components
    return frozenset().union(*(codes_that_serve(types, content.code, part.key, part.paper_type) for part in parts))


def may_act(actor: Actor, owner_id: int, wish: str) -> bool:
    """Whether the actor may read, use or share in the vault of this owner as the owner's own hand."""
    if actor.kind != "citizen":
        return False
    return may_act_for(owner_id, wish, asker_of(actor), clock.now())  # type: ignore[arg-type] # callers give a level


def _shared(share: VaultShare) -> Shared:
    documents = frozenset(one.pk for one in share.documents.all())
    return Shared(documents, share.until, ended=share.ended_at is not None, by_link=share.by_link)
