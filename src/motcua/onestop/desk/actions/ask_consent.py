"""The owner agrees that somebody helps: a code goes to the phone, and the owner reads it out; or signs a paper."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from motcua.blocks.files.api import Limits, store_upload
from motcua.blocks.notices.api import GUEST, notify
from motcua.blocks.permissions.api import require
from motcua.ground.parties.api import Party
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.desk.models import ConsentCode
from motcua.onestop.desk.rights import CONSENT
from motcua.onestop.dossiers.api import Consent, Mandate, draft_of, record_consent

GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5
MOST_SENT = 3
TEMPLATE = "consent_code"
_PAPER = Limits(accepts=("pdf", "jpg", "png"), max_bytes=10 * 1024 * 1024)


@transaction.atomic
def ask_consent(draft_key: UUID, *, actor: Actor) -> None:
    """Send the owner of a helper's draft a code; a new code makes the one before worthless.

    Errors: `Conflict` when no phone of the owner is known (then a signed paper is the way) or after three codes; `NotFound`.
    """
    require(actor, CONSENT)
    draft = draft_of(draft_key, actor)
    if draft.owner is None:
        raise Conflict(words("This application is not written for somebody else."), way_out=words("Choose first in whose name you apply."))
    _send(f"draft/{draft.key}", draft.owner, about=draft.pk)


@transaction.atomic
def ask_consent_at_desk(key: UUID, owner: Party, *, actor: Actor) -> None:
    """As `ask_consent`, for a person at the counter; `key` is the page's."""
    require(actor, CONSENT)
    _send(f"walkin/{key}", owner, about=owner.pk)


def confirm_consent(draft_key: UUID, code: str, *, actor: Actor) -> Mandate:
    """The owner read the code out: the consent is recorded. Errors: `InvalidInput` for a wrong or old code; `NotFound`."""
    require(actor, CONSENT)
    draft = draft_of(draft_key, actor)
    use_code(f"draft/{draft.key}", draft.owner_id or 0, code)
    return record_consent(draft_key, Consent(Mandate.Proof.CODE.value), actor=actor)


def confirm_at_desk(key: UUID, owner_id: int, code: str, *, actor: Actor) -> Consent:
    """As `confirm_consent`, for a person at the counter."""
    require(actor, CONSENT)
    use_code(f"walkin/{key}", owner_id, code)
    return Consent(Mandate.Proof.CODE.value)


@transaction.atomic
def consent_on_paper(draft_key: UUID, *, name: str, stream: BinaryIO, actor: Actor) -> Mandate:
    """The owner signed a paper, which is scanned; the desk looks at it at intake. Errors: as `store_upload`; `NotFound`."""
    require(actor, CONSENT)
    stored = store_upload(name=name, stream=stream, limits=_PAPER, actor=actor)
    return record_consent(draft_key, Consent(Mandate.Proof.SIGNED_PAPER.value, stored), actor=actor)


def use_code(matter: str, owner_id: int, code: str) -> None:
    """Check a code against the matter it was sent for; each try counts, also a failed one.

    Raises `InvalidInput` for a wrong, old, used or too often tried code. The try is kept even when the caller refuses.
    """
    now = clock.real_now()
    with transaction.atomic():
        tried = ConsentCode.objects.filter(matter=matter, owner_id=owner_id, tries__lt=MOST_TRIES, used_at__isnull=True, expires_at__gt=now)
        counted = tried.update(tries=F("tries") + 1)
        row = ConsentCode.objects.filter(matter=matter).first() if counted else None
        good = row is not None and hmac.compare_digest(row.digest, _digest(matter, code))
        if good:
            ConsentCode.objects.filter(matter=matter).update(used_at=now)
    if not good:
        message = words("This code is not right, or it is too old.")
        raise InvalidInput(
            message, fields=[FieldError("code", message)], way_out=words("Ask the person to read it again, or send a new code.")
        )


def _send(matter: str, owner: Party, *, about: int) -> None:
    if not owner.phone:
        raise Conflict(
            words("No phone number of this person is known here."),
            code="no_phone",
            way_out=words("Let the person sign a paper of consent and scan it."),
        )
    now, code = clock.real_now(), f"{secrets.randbelow(1_000_000):06d}"
    known = ConsentCode.objects.select_for_update(of=("self",)).filter(matter=matter).first()
    if known is not None and known.sent >= MOST_SENT and known.owner_id == owner.pk and known.sent_at > now - timedelta(hours=1):
        raise Conflict(
            words("Too many codes were sent for this."), code="too_many", way_out=words("Wait an hour, or use a signed paper of consent.")
        )
    sent = known.sent + 1 if known is not None and known.owner_id == owner.pk and known.sent < MOST_SENT else 1
    values = {"owner": owner, "digest": _digest(matter, code), "sent_at": now, "expires_at": now + GOOD_FOR, "tries": 0, "used_at": None}
    ConsentCode.objects.update_or_create(matter=matter, defaults={**values, "sent": sent})
    notify(
        TEMPLATE,
        to=GUEST,
        key=f"consent/{matter}/{int(now.timestamp() * 1000)}",
        about=("consent", about),
        data={"code": code},
        contacts={"sms": owner.phone},
        about_text=f"party:{owner.pk}",
    )


def _digest(matter: str, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{matter}/{''.join(code.split())}".encode(), sha256).hexdigest()
