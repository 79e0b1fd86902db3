"""Open a document: the one way to a file in a vault. Who reads another's document leaves a trace that the owner sees."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from motcua.blocks.audit.api import record_access
from motcua.blocks.files.api import StoredFile
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import STREAM, VaultEvent
from motcua.onestop.vault.models import VaultDocument, VaultShare
from motcua.onestop.vault.queries.asker import asker_of
from motcua.onestop.vault.queries.cards import Card, card_of
from motcua.onestop.vault.queries.shelf import held, rows
from motcua.onestop.vault.rules.access import Ground, ground_to_read


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its file, and on which ground it was opened."""

    card: Card
    file: StoredFile
    ground: Ground


@transaction.atomic
def open_document(
    document_id: int, *, purpose: str, actor: Actor, dossier_code: str = "", share: VaultShare | None = None, version: int | None = None
) -> Opened:
    """The document with its file. An official names the open dossier for which he reads; a visitor brings the share of his code.

    Every reading but the owner's own is recorded with purpose, document and dossier (NĐ 13/2023: purpose and log).
    Errors: `NotFound`, one and the same whether the document is absent or not for the actor.
    """
    row = rows().filter(pk=document_id).first()
    now = clock.now()
    ground = ground_to_read(held(row), asker_of(actor, share=share, dossier_code=dossier_code), now) if row else None
    if row is None or row.file is None or ground is None:
        raise NotFound(words("There is no such document, or you may not see it."))
    file = row.file if version is None else _earlier(row, version)
    if ground != "owner":
        _leave_trace(row, ground, actor, now, purpose=purpose, dossier_code=dossier_code)
    if ground in {"share", "link"}:
        _count(row, actor, now, share)
    return Opened(card_of(row), file, ground)


def _earlier(row: VaultDocument, number: int) -> StoredFile:
    found = row.versions.select_related("file").filter(number=number).first()
    if found is None:
        raise NotFound(words("There is no such version of this document."))
    return found.file


def _leave_trace(row: VaultDocument, ground: Ground, actor: Actor, at: datetime, *, purpose: str, dossier_code: str) -> None:
    details = {"document": row.name, "ground": ground, "dossier": dossier_code if ground == "office" else ""}
    record_access(actor=actor, subject_id=row.owner_id, purpose=purpose, at=at, stream=STREAM, stream_id=row.pk, details=details)


def _count(row: VaultDocument, actor: Actor, at: datetime, share: VaultShare | None) -> None:
    """Count the opening on the share through which it came."""
    opened = share or VaultShare.objects.filter(documents=row, ended_at__isnull=True, until__gt=at).exclude(to_number="").first()
    if opened is None:
        return
    VaultShare.objects.filter(pk=opened.pk).update(opened=F("opened") + 1, last_opened_at=at)
    payload = {"share": opened.pk, "document": row.pk}
    record_deed(VaultEvent.SHARE_OPENED, opened.pk, owner_id=row.owner_id, actor=actor, at=at, payload=payload)
