"""Share documents for a while: with a person or an organisation, or by a link that opens with a code."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction

from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import FieldError, InvalidInput, NotFound, words
from motcua.kernel.identifiers import CitizenNumber, TaxCode
from motcua.onestop.vault.actions.recording import record_deed
from motcua.onestop.vault.events import VaultEvent
from motcua.onestop.vault.models import VaultDocument, VaultShare
from motcua.onestop.vault.queries.asker import may_act
from motcua.onestop.vault.rights import KEEP

LONGEST = timedelta(days=366)
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read for another
_CODE_LENGTH = 10
_MOST_DOCUMENTS = 100
_SALT = "vault.share"
_PROOF_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is shared, how long, what for; with the holder of a number, or (empty) with who has link and code."""

    documents: Sequence[int]
    until: datetime
    purpose: str
    to_number: str = ""
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A share just made; `code` opens the link and is told this once."""

    share: VaultShare
    code: str = ""


@transaction.atomic
def share_documents(wish: Sharing, *, actor: Actor) -> Given:
    """Share documents of one's own vault, or of an organisation one may share for.

    Errors: `InvalidInput` naming each wrong field, `NotFound` when a document is not there to be shared.
    """
    require(actor, KEEP)
    owner_id = wish.owner_id or actor.party_id
    if owner_id is None or not may_act(actor, owner_id, "share"):
        raise NotFound(words("There is no such vault, or you may not see it."))
    now = clock.now()
    _check(wish, now)
    documents = list(
        VaultDocument.objects.filter(pk__in=set(wish.documents), owner_id=owner_id, deleted_at__isnull=True, hidden_at__isnull=True)
    )
    if len(documents) != len(set(wish.documents)):
        raise NotFound(
            words("There is no such document, or you may not see it."), way_out=words("Show a hidden document before you share it.")
        )
    code = "" if wish.to_number else "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    share = VaultShare(
        owner_id=owner_id, to_number=_plain(wish.to_number), purpose=wish.purpose.strip()[:200], made_at=now, until=wish.until
    )
    share.code_hash = _hash(share, code) if code else ""
    share.save()
    share.documents.set(documents)
    payload = {
        "share": share.pk,
        "documents": [one.pk for one in documents],
        "to": share.to_number or "link",
        "until": share.until.isoformat(),
    }
    record_deed(VaultEvent.SHARED, share.pk, owner_id=owner_id, actor=actor, at=now, payload=payload)
    return Given(share, code)


@transaction.atomic
def end_share(share_id: int, *, actor: Actor) -> None:
    """End a share at once; ending it twice is ending it once. `NotFound` for a foreign one."""
    require(actor, KEEP)
    share = VaultShare.objects.select_for_update().filter(pk=share_id).first()
    if share is None or not may_act(actor, share.owner_id, "share"):
        raise NotFound(words("There is no such share."))
    if share.ended_at is not None:
        return
    share.ended_at = clock.now()
    share.save(update_fields=["ended_at"])
    record_deed(VaultEvent.SHARE_ENDED, share.pk, owner_id=share.owner_id, actor=actor, at=share.ended_at, payload={"share": share.pk})


def share_by_code(key: UUID, code: str) -> VaultShare:
    """The share behind a link, for one who knows its code. Channels limit the rate.

    Errors: one and the same `NotFound` whether link or code is wrong, or the share has ended.
    """
    share = VaultShare.objects.select_related("owner").prefetch_related("documents").filter(key=key).exclude(code_hash="").first()
    given = _hash(share, _plain(code)) if share else ""
    if share is None or not hmac.compare_digest(given, share.code_hash) or not is_open(share):
        raise NotFound(
            words("This link and code open nothing."),
            way_out=words("Check every letter. The owner may have ended the sharing, or its time is over; ask the owner."),
        )
    return share


def proof_of(share: VaultShare) -> str:
    """A token for one who gave the code just now, so that he need not give it for every document; it holds half an hour."""
    return signing.dumps(str(share.key), salt=_SALT)


def share_by_proof(key: UUID, proof: str) -> VaultShare | None:
    """The share whose code was given not long ago, while it is open; None otherwise."""
    try:
        given = signing.loads(proof, salt=_SALT, max_age=_PROOF_SECONDS)
    except signing.BadSignature:
        return None
    share = VaultShare.objects.select_related("owner").prefetch_related("documents").filter(key=key).exclude(code_hash="").first()
    return share if share is not None and given == str(key) and is_open(share) else None


def is_open(share: VaultShare) -> bool:
    """Whether a share still holds now."""
    return share.ended_at is None and clock.now() < share.until


def _check(wish: Sharing, now: datetime) -> None:
    problems = []
    if not 0 < len(set(wish.documents)) <= _MOST_DOCUMENTS:
        problems.append(FieldError("documents", words("Choose at least one document, and at most 100.")))
    if not now < wish.until <= now + LONGEST:
        problems.append(FieldError("until", words("Choose a day from tomorrow to a year from now.")))
    if not wish.purpose.strip():
        problems.append(FieldError("purpose", words("Say what for; you will read it in your list of shares.")))
    if wish.to_number and not _is_number(_plain(wish.to_number)):
        problems.append(FieldError("to_number", words("Enter a personal identification number (12 digits) or a tax code.")))
    if problems:
        raise InvalidInput(words("Some answers are not right yet."), fields=problems)


def _is_number(text: str) -> bool:
    for kind in (CitizenNumber, TaxCode):
        try:
            kind.parse(text)
        except ValueError:
            continue
        return True
    return False


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


def _hash(share: VaultShare, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"vault-share:{share.key}:{code}".encode(), sha256).hexdigest()
