"""The messages of the post, written and read strictly (fields of its order message, QĐ 45/2016/QĐ-TTg service)."""

import json
from collections.abc import Mapping

from motcua.kernel.clock import VIETNAM
from motcua.kernel.errors import InvalidInput, words
from motcua.onestop.desk.ports import Address, PostNews, PostOrder

MOMENT = "%Y%m%d%H%M%S"
STATES = ("registered", "handed_over", "delivered", "returned", "revoked", "lost")
_TEXTS = {"OrderNumber": 60, "ItemCode": 40, "Status": 20, "Reason": 500}


def order_message(order: PostOrder, *, customer: str, callback: str) -> dict[str, object]:
    """The order as the post wants it."""
    return {
        "CustomerCode": customer,
        "OrderNumber": order.number,
        "CODAmount": order.cod,
        "Sender": _block(order.sender),
        "Receiver": _block(order.receiver),
        "Description": order.description,
        "OrderTime": order.ordered_at.astimezone(VIETNAM).strftime(MOMENT) if order.ordered_at else "",
        "Flag": "PICKUP" if order.pick_up else "SEND",
        "CallbackUrl": callback,
    }


def _block(one: Address) -> dict[str, str]:
    return {"Name": one.name, "Address": one.address, "Tel": one.phone, "Email": one.email}


def read_news(body: bytes) -> PostNews:
    """Read a message; raises InvalidInput when it is none."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise _not_a_message() from error
    return news_of(found)


def news_of(found: object) -> PostNews:
    """News from decoded JSON; raises InvalidInput when it is none."""
    if not isinstance(found, Mapping):
        raise _not_a_message()
    texts = {name: found.get(name, "") for name in _TEXTS}
    step = found.get("Step")
    if not all(isinstance(text, str) and len(text) <= _TEXTS[name] for name, text in texts.items()):
        raise _not_a_message()
    if not isinstance(step, int) or isinstance(step, bool) or not 0 < step < 1000:
        raise _not_a_message()
    if not texts["OrderNumber"] or not texts["ItemCode"] or texts["Status"] not in STATES:
        raise _not_a_message()
    return PostNews(texts["OrderNumber"], texts["ItemCode"], texts["Status"], step, texts["Reason"])


def _not_a_message() -> InvalidInput:
    return InvalidInput(words("This is not a message of the public post."), code="not_a_message")
