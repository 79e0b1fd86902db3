"""The messages of the wallet and QR flow (domain 9.3, "other flow" [sure]): confirm, result, search; each sum is an HMAC-SHA1.

The order of fields in `confirm` is given by the source; in the other messages it is alphabetical, as the scheme has it [check].
"""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha1

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput

ORDER = ("billcode", "merchant_code", "order_id", "amount")
RESULT = ("billcode", "error_code", "merchant_code", "order_id", "payment_status", "trans_amount", "trans_time", "vt_transaction_id")
ANSWER = ("error_code", "merchant_code", "order_id")
SEARCH = ("merchant_code", "order_id")
FOUND = ("error_code", "merchant_code", "order_id", "payment_status", "trans_amount", "trans_time", "vt_transaction_id")
REFUND = ("amount", "merchant_code", "order_id", "refund_id")
REFUNDED = ("error_code", "merchant_code", "refund_id", "refund_status")
SETTLE = ("day", "merchant_code")
OK, UNKNOWN, FORGED, OTHER = "00", "01", "02", "03"
PAID, PENDING, FAILED = "1", "0", "2"
_MOMENT = "%Y%m%d%H%M%S"
_LONGEST = 300


def check_sum(message: Mapping[str, object], order: Sequence[str], *, access: str, secret: str) -> str:
    """HMAC-SHA1 over the access code and the fields, one after another; hexadecimal."""
    text = access + "".join(str(message.get(name, "")) for name in order)
    return hmac.new(secret.encode(), text.encode(), sha1).hexdigest()


def is_genuine(message: Mapping[str, object], order: Sequence[str], *, access: str, secret: str) -> bool:
    """Whether the sum of a message holds."""
    given = message.get("check_sum")
    expected = check_sum(message, order, access=access, secret=secret)
    return isinstance(given, str) and hmac.compare_digest(given.lower().encode(), expected.encode())


def read_fields(found: Mapping[str, object], names: Sequence[str]) -> dict[str, str]:
    """The named fields as texts; raises InvalidInput when one is no text or far too long."""
    fields: dict[str, str] = {}
    for name in (*names, "check_sum"):
        value = found.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > _LONGEST:
            raise not_a_message()
        fields[name] = str(value)
    return fields


def amount_of(text: str) -> int:
    """An amount in đồng; raises InvalidInput."""
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text)
    raise not_a_message()


def moment_text(moment: datetime) -> str:
    """yyyyMMddHHmmss in the time zone of Viet Nam."""
    return moment.astimezone(VIETNAM).strftime(_MOMENT)


def moment_of(text: str) -> datetime | None:
    """A moment; None when there is none. Raises InvalidInput."""
    if not text:
        return None
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=VIETNAM)
    except ValueError as error:
        raise not_a_message() from error


def not_a_message() -> InvalidInput:
    """What is said about something that is no message."""
    return InvalidInput("This is not a message of the wallet.", code="not_a_message")
