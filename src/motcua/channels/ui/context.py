"""What every page knows."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from motcua.channels.ui.identity import actor_of
from motcua.channels.ui.place import place_name
from motcua.channels.ui.reader import unread_messages
from motcua.kernel import clock


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The reader, the other language, the name of the province, and the legal time when it is not the real one."""
    language = (get_language() or "vi")[:2]
    legal_time: datetime | None = clock.now() if clock.is_shifted() else None
    return {
        "actor": SimpleLazyObject(lambda: actor_of(request)),
        "unread_messages": SimpleLazyObject(lambda: unread_messages(actor_of(request))),
        "language": language,
        "languages": [(code, name) for code, name in settings.LANGUAGES if code != language],
        "here": request.get_full_path(),
        "legal_time": legal_time,
        "place": place_name(language),
    }
