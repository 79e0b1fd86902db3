"""An address is used once a code sent to it came back."""

import hmac
import re
import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.notices import events
from motcua.blocks.notices.actions.choose_ways import require_own
from motcua.blocks.notices.actions.notify import notify
from motcua.blocks.notices.models import Delivery, OwnAddress
from motcua.blocks.notices.rules.readers import GUEST, Reader
from motcua.blocks.notices.rules.ways import Way
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, Refusal, words

CODE_TEMPLATE = "address_code"
VALID = timedelta(minutes=10)
TRIES = 5
MOST_CODES_PER_HOUR = 5
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")
_PHONE = re.compile(r"(?:0|\+84)[1-9][0-9]{8}")


class TooManyCodes(Refusal):
    """Too many codes were asked for; wait."""

    code = "too_many_codes"
    status = 429


def wish_address(reader: Reader, way: str, value: str, *, actor: Actor) -> None:
    """Send a code to the address. Errors: `InvalidInput` for what is no address, `TooManyCodes` after five in an hour."""
    require_own(reader, actor)
    clean = _clean(way, value)
    now = clock.real_now()
    with transaction.atomic():
        row, _ = OwnAddress.objects.get_or_create(audience=reader.audience, reader_id=reader.id, way=way)
        row = OwnAddress.objects.select_for_update().get(pk=row.pk)
        _not_too_often(reader, clean)
        code = f"{secrets.randbelow(10**6):06d}"
        row.wished, row.code_hash, row.code_until, row.tries_left = clean, _hash(row, code), now + VALID, TRIES
        row.save()
        notify(
            CODE_TEMPLATE,
            to=GUEST,
            key=f"code/{reader.serial}/{way}/{secrets.token_hex(8)}",
            about=(events.READER_STREAM, reader.id),
            data={"code": code},
            contacts={way: clean},
            about_text=reader.serial,
        )


def confirm_address(reader: Reader, way: str, code: str, *, actor: Actor) -> None:
    """The code came back: from now on the address is used. Errors: `InvalidInput` for a wrong or old code; five tries per code."""
    require_own(reader, actor)
    with transaction.atomic():
        row = OwnAddress.objects.select_for_update().filter(audience=reader.audience, reader_id=reader.id, way=way).first()
        right = _is_right(row, code)
        if row is not None and right:
            row.value, row.verified_at = row.wished, clock.real_now()
            row.wished, row.code_hash, row.code_until, row.tries_left = "", "", None, 0
            row.save()
            _announce(reader, actor, way)
        elif row is not None and row.tries_left:
            row.tries_left -= 1
            row.save(update_fields=["tries_left"])
    if not right:
        message = words("This code is not right, or it is older than ten minutes.")
        fields = [FieldError(f"code_{way}", message)]
        raise InvalidInput(message, fields=fields, way_out=words("Look again, or have a new code sent."))


@transaction.atomic
def forget_address(reader: Reader, way: str, *, actor: Actor) -> None:
    """The address is not used any more; what the offices know of the reader is used again."""
    require_own(reader, actor)
    OwnAddress.objects.filter(audience=reader.audience, reader_id=reader.id, way=way).delete()


def _clean(way: str, value: str) -> str:
    clean = re.sub(r"[\s.()-]", "", value) if way == Way.SMS else value.strip()
    pattern = {Way.MAIL: _MAIL, Way.SMS: _PHONE}.get(Way(way)) if way in set(Way) else None
    if pattern is None:
        raise Conflict(words("There is no address for this way."))
    if not pattern.fullmatch(clean) or len(clean) > 254:
        message = (
            words("Enter a mobile number such as 0912 345 678.")
            if way == Way.SMS
            else words("Enter a mail address such as ten@example.vn.")
        )
        raise InvalidInput(message, fields=[FieldError(f"address_{way}", message)])
    return clean


def _not_too_often(reader: Reader, address: str) -> None:
    since = clock.real_now() - timedelta(hours=1)
    codes = Delivery.objects.filter(notice__template_key=CODE_TEMPLATE, queued_at__gt=since)
    asked = codes.filter(notice__about_text=reader.serial).count()
    if max(asked, codes.filter(address=address).count()) >= MOST_CODES_PER_HOUR:
        raise TooManyCodes(words("Too many codes were sent."), way_out=words("Try again in an hour."))


def _is_right(row: OwnAddress | None, code: str) -> bool:
    if row is None or not row.tries_left or row.code_until is None or row.code_until < clock.real_now():
        return False
    return hmac.compare_digest(row.code_hash, _hash(row, "".join(code.split())))


def _hash(row: OwnAddress, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{row.pk}/{row.way}/{code}".encode(), sha256).hexdigest()


def _announce(reader: Reader, actor: Actor, way: str) -> None:
    subject = reader.id if reader.audience == "party" else None
    record(events.READER_STREAM, reader.id, events.ADDRESS_VERIFIED, actor=actor, at=clock.now(), subject_id=subject, payload={"way": way})
