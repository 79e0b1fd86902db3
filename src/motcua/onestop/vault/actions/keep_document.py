"""The owner keeps house: adds his own documents, hides what he does not want to be offered, deletes what he handed in himself."""

from datetime import date
from typing import BinaryIO

from django.db import transaction

from motcua.blocks.files.api import Limits, store_upload
from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound, words
from motcua.kernel.text import fold
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDocument, VaultVersion
from motcua.onestop.vault.queries.asker import may_act
from motcua.onestop.vault.queries.types import type_named
from motcua.onestop.vault.rights import KEEP
from motcua.onestop.vault.rules.identity import id_code
from motcua.onestop.vault.rules.trust import Trust, may_be_deleted

LIMITS = Limits(accepts=("pdf", "jpg", "png"), max_bytes=10 * 1024 * 1024)
MOST_OWN = 500
_UNKNOWN = words("There is no such document, or you may not see it.")


@transaction.atomic
def add_document(
    *, name: str, type_code: str, issued_on: date | None, file_name: str, stream: BinaryIO, replaces: int | None = None, actor: Actor
) -> int:
    """Keep a document of one's own; returns its id. `replaces` makes it a new version of an own document.

    It is never more than "uploaded by the owner". Errors: `InvalidInput` naming the field or the file's fault,
    `NotFound` for a foreign document to replace, `Conflict` when the vault is full.
    """
    require(actor, KEEP)
    owner = _myself(actor)
    name = " ".join(name.split())
    kind = type_named(type_code)
    problems = []
    if not name or len(name) > 200:
        problems.append(FieldError("name", words("Give the document a name of at most 200 letters.")))
    if type_code and kind is None:
        problems.append(FieldError("type_code", words("Choose a type from the list.")))
    if issued_on is not None and issued_on > clock.today():
        problems.append(FieldError("issued_on", words("The day of issue cannot lie in the future.")))
    if problems:
        raise InvalidInput(words("Some answers are not right yet."), fields=problems)
    if replaces is None and VaultDocument.objects.filter(owner=owner, source=VaultDocument.Source.UPLOAD).count() >= MOST_OWN:
        raise Conflict(words("Your vault holds as many own documents as it can."), way_out=words("Delete some that you do not need."))
    document = _own(replaces, owner) if replaces is not None else None
    file = store_upload(name=file_name, stream=stream, limits=LIMITS, actor=actor)
    if document is None:
        document = VaultDocument(owner=owner, source_key="", source=VaultDocument.Source.UPLOAD, added_at=clock.now())
        document.source_key = f"upload/{file.pk}"
    document.trust = Trust.OWN
    document.name, document.search_text = name, fold(name)
    document.type_code = type_code
    document.owner_name = owner.full_name
    document.owner_number = owner.citizen_id or owner.tax_code or ""
    document.issued_on = document.valid_from = issued_on
    document.valid_until = kind.valid_until(issued_on, {}) if kind and issued_on else None
    document.id_code = id_code(document.owner_number, type_code, f"U{file.pk}")
    document.file = file
    document.save()
    number = document.versions.count() + 1
    VaultVersion.objects.create(document=document, number=number, file=file, trust=Trust.OWN, made_at=clock.now())
    payload = {"document": document.pk, "name": document.name}
    record_deed(VaultEvent.ADDED, document.pk, owner_id=owner.pk, actor=actor, at=clock.now(), payload=payload)
    return document.pk


@transaction.atomic
def hide_document(document_id: int, *, hidden: bool, actor: Actor) -> None:
    """Hide a document (nobody but the owner sees it, it is offered nowhere), or show it again. `NotFound`, `Forbidden`."""
    row = _mine(document_id, actor)
    now = clock.now()
    VaultDocument.objects.filter(pk=row.pk).update(hidden_at=now if hidden else None)
    payload = {"document": row.pk, "name": row.name, "hidden": hidden}
    record_deed(VaultEvent.HIDDEN, row.pk, owner_id=row.owner_id, actor=actor, at=now, payload=payload)


@transaction.atomic
def delete_document(document_id: int, *, actor: Actor) -> None:
    """Delete a document that the owner handed in himself; a stub without content stays.

    A dossier in which it was handed in keeps its own copy: that is the file of the office.
    Errors: `Forbidden` for what an agency issued or certified, `NotFound`.
    """
    row = _mine(document_id, actor)
    if not may_be_deleted(row.trust):
        raise Forbidden(
            words("What an agency issued or certified cannot be deleted."),
            way_out=words("Hide it: then nobody but you sees it, and it is offered nowhere."),
        )
    row.versions.all().delete()
    row.shares.clear()
    now, name = clock.now(), row.name
    for field in ("name", "search_text", "abstract", "number", "agency", "signer", "id_code", "owner_number", "owner_name"):
        setattr(row, field, "")
    row.details, row.file, row.deleted_at = {}, None, now
    row.save()
    record_deed(VaultEvent.DELETED, row.pk, owner_id=row.owner_id, actor=actor, at=now, payload={"document": row.pk, "name": name})


def _myself(actor: Actor) -> Party:
    party = Party.objects.filter(pk=actor.party_id).first() if actor.party_id else None
    if party is None:
        raise Forbidden(
            words("Your login is not joined to a person yet."), way_out=words("Log in with your electronic identity, then try again.")
        )
    return party


def _mine(document_id: int, actor: Actor) -> VaultDocument:
    require(actor, KEEP)
    row = VaultDocument.objects.select_for_update().filter(pk=document_id, deleted_at__isnull=True).first()
    if row is None or row.owner_id != actor.party_id or not may_act(actor, row.owner_id, "share"):
        raise NotFound(_UNKNOWN)
    return row


def _own(document_id: int, owner: Party) -> VaultDocument:
    row = VaultDocument.objects.select_for_update().filter(pk=document_id, owner=owner, deleted_at__isnull=True).first()
    if row is None or row.source != VaultDocument.Source.UPLOAD:
        raise NotFound(_UNKNOWN)
    return row
