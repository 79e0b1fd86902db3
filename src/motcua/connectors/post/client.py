"""The port `PublicPost` over HTTP."""

from urllib.parse import quote

import httpx
from django.conf import settings

from motcua.connectors.post.rules.message import news_of, order_message
from motcua.kernel.errors import Fault, InvalidInput
from motcua.onestop.desk.ports import PostNews, PostOrder

_TIMEOUT = httpx.Timeout(10.0, connect=3.0)


class HttpPublicPost:
    """Orders, asks and revokes; every trouble on the way is a Fault, which the caller tries again."""

    def order(self, order: PostOrder) -> PostNews:
        """Place the order; the post takes a number once and answers the same order again."""
        sent = order_message(order, customer=settings.PUBLIC_POST["customer"], callback=settings.PUBLIC_POST["callback"])
        return self._news("POST", "/orders", order.number, sent)

    def ask(self, number: str) -> PostNews:
        """Where the order stands."""
        return self._news("GET", f"/orders/{quote(number, safe='')}", number, None)

    def revoke(self, number: str) -> PostNews:
        """Call the order back."""
        return self._news("POST", f"/orders/{quote(number, safe='')}/revoke", number, {})

    def _news(self, method: str, path: str, number: str, sent: dict[str, object] | None) -> PostNews:
        headers = {"Authorization": f"Bearer {settings.PUBLIC_POST['secret']}"}
        try:
            answer = httpx.request(method, settings.PUBLIC_POST["url"] + path, json=sent, headers=headers, timeout=_TIMEOUT)
            answer.raise_for_status()
            news = news_of(answer.json())
        except (httpx.HTTPError, ValueError, InvalidInput) as error:
            raise Fault(f"the public post did not answer as it should: {type(error).__name__}") from error
        if news.number != number:
            raise Fault("the public post answered about another order")
        return news
