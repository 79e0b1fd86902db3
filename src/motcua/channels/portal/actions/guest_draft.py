"""Drafts of guests, for the time when the electronic identity does not answer.

Nothing is submitted from here: a draft is bound to a person after login (`bind_guest_draft`). Only who has the secret
token can read it: the rows hold a hash of the token and text encrypted with it.
"""

import hmac
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from motcua.channels.portal.models import GuestDraft
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import InvalidInput, NotFound, Refusal, words
from motcua.onestop.catalogue.api import form_of, version_in_force
from motcua.onestop.dossiers.api import Draft, draft_of, save_answers, start_draft

KEPT_FOR = timedelta(days=2)
MOST_PER_CALLER = 5  # begun in an hour
MOST_IN_ALL = 20_000
MOST_BYTES = 128_000


class TooManyDrafts(Refusal):
    """Too many drafts were begun from one place; wait."""

    code = "too_many_drafts"
    status = 429


@dataclass(slots=True)
class GuestContent:
    """What a guest has written: the procedure, its version, the answers, the pages that are done."""

    code: str
    version_id: int
    answers: dict[str, object] = field(default_factory=dict)
    pages_done: list[str] = field(default_factory=list)


def begin_guest_draft(code: str, *, address: str) -> str:
    """Begin; returns the secret token. Errors: `NotFound` for an unknown procedure, `TooManyDrafts`."""
    version = version_in_force(code, clock.today())
    now = clock.real_now()
    GuestDraft.objects.filter(expires_at__lt=now).delete()
    caller = hmac.new(settings.SECRET_KEY.encode(), f"guest:{address}".encode(), sha256).hexdigest()
    begun = GuestDraft.objects.filter(caller=caller, began_at__gt=now - timedelta(hours=1)).count()
    if begun >= MOST_PER_CALLER or GuestDraft.objects.count() >= MOST_IN_ALL:
        raise TooManyDrafts(
            words("Too many drafts were begun from here."), way_out=words("Try again in an hour, or come to the one-stop desk.")
        )
    token = secrets.token_urlsafe(32)
    content = _closed(token, GuestContent(code, version.pk))
    GuestDraft.objects.create(key=_row_key(token), content=content, caller=caller, began_at=now, expires_at=now + KEPT_FOR)
    return token


def read_guest_draft(token: str) -> GuestContent | None:
    """What was written under a token; None when there is nothing (any more)."""
    row = GuestDraft.objects.filter(key=_row_key(token), expires_at__gte=clock.real_now()).first() if token else None
    return _opened(token, row) if row else None


@transaction.atomic
def save_guest_page(token: str, *, page: str, values: Mapping[str, object]) -> GuestContent:
    """Keep what was typed on one page. Errors: `NotFound`, `InvalidInput` when it is too much."""
    row, content = _held(token)
    content.answers = {**content.answers, **values}
    if page and page not in content.pages_done:
        content.pages_done.append(page)
    row.content = _closed(token, content)
    row.save(update_fields=["content"])
    return content


def forget_guest_draft(token: str) -> None:
    """Throw it away."""
    GuestDraft.objects.filter(key=_row_key(token)).delete()


@dataclass(frozen=True, slots=True)
class Bound:
    """The person's draft, and the questions in which it said something else than the guest's answer that stands there now."""

    draft: Draft
    differs: list[str]


@transaction.atomic
def bind_guest_draft(token: str, *, into: UUID | None, actor: Actor) -> Bound:
    """Make it a draft of the person who has logged in, or put its answers into a draft the person has; then it is gone here.

    The answers of the guest stand; what was left open is filled in from the identity, and what differs from it (or from
    the draft) is told. Whose dossier it becomes rests on the login alone. When the procedure has changed meanwhile,
    answers that the new form does not know are left out and its pages are to be looked through again.
    Errors: `NotFound` (also for a draft that is not the person's), those of `start_draft`; then the guest's draft stays.
    """
    row, content = _held(token)
    target = draft_of(into, actor) if into else start_draft(content.code, actor=actor)
    fields = {one.name: one for one in form_of(target.version_id).fields}
    values = {name: value for name, value in content.answers.items() if name in fields and value not in (None, "", [])}
    before = {name: target.answers.get(name) for name in values}
    differs = [name for name, value in values.items() if before[name] not in (None, "", []) and before[name] != value]
    draft = save_answers(target.key, values=values, actor=actor)
    if target.version_id == content.version_id:
        for page in content.pages_done:
            draft = save_answers(target.key, values={}, page=page, actor=actor)
    row.delete()
    return Bound(draft, [fields[name].label.in_language((get_language() or "vi")[:2]) for name in differs])


def _held(token: str) -> tuple[GuestDraft, GuestContent]:
    row = GuestDraft.objects.select_for_update().filter(key=_row_key(token), expires_at__gte=clock.real_now()).first()
    content = _opened(token, row) if row else None
    if row is None or content is None:
        raise NotFound(
            words("This draft is not here any more."), way_out=words("It was bound after login, thrown away, or two days have passed.")
        )
    return row, content


def _opened(token: str, row: GuestDraft) -> GuestContent | None:
    try:
        return GuestContent(**json.loads(Fernet(_cipher_key(token)).decrypt(row.content.encode())))
    except InvalidToken:
        return None


def _closed(token: str, content: GuestContent) -> str:
    plain = {"code": content.code, "version_id": content.version_id, "answers": content.answers, "pages_done": content.pages_done}
    text = json.dumps(plain).encode()
    if len(text) > MOST_BYTES:
        raise InvalidInput(words("This is too much for a draft without login."), code="guest_draft_too_big")
    return Fernet(_cipher_key(token)).encrypt(text).decode()


def _row_key(token: str) -> str:
    return sha256(f"guest-row:{token}".encode()).hexdigest()


def _cipher_key(token: str) -> bytes:
    return urlsafe_b64encode(sha256(f"guest-text:{token}".encode()).digest())
