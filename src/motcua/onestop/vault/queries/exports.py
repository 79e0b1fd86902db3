"""Archives that were asked for."""

from uuid import UUID

from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.vault.models import VaultExport
from motcua.onestop.vault.queries.asker import may_act


def my_exports(actor: Actor, *, owner_id: int | None = None) -> list[VaultExport]:
    """The archives of the actor's own vault, or of an organisation he may share for; the latest first."""
    owner = owner_id or actor.party_id
    if owner is None or not may_act(actor, owner, "share"):
        return []
    return list(VaultExport.objects.filter(owner_id=owner).select_related("file").order_by("-id")[:20])


def export_of(key: UUID, actor: Actor) -> VaultExport:
    """One archive with its file, for the owner or who may share for him; `NotFound` otherwise, also when it is not ready."""
    export = VaultExport.objects.select_related("file").filter(key=key).first()
    if export is None or export.file is None or not may_act(actor, export.owner_id, "share"):
        raise NotFound(
            words("There is no such archive, or it is not ready."), way_out=words("Archives are kept for seven days; order a new one.")
        )
    return export
