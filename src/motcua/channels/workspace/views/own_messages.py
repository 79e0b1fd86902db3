"""An official's own messages, and how the official is told."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.blocks.notices.api import choose_ways, inbox, mark_read, reader_sheet
from motcua.channels.ui.api import Page, actor_of, language_field, official_only, posted_ways, reader_of, topic_fields
from motcua.channels.workspace.page import done, number_in, show


@official_only
@require_http_methods(["GET", "HEAD", "POST"])
def own_messages(request: HttpRequest) -> HttpResponse:
    """Messages, newest first; opening the page marks them as read. The ways are chosen below."""
    actor = actor_of(request)
    reader, here = reader_of(actor), reverse("work_messages")
    sheet = reader_sheet(reader)
    if request.method == "POST":
        choose_ways(reader, posted_ways(request, sheet), language=request.POST.get("ngon_ngu", ""), actor=actor)
        return done(request, _("Your choice is kept and holds from now on."), here)
    before = number_in(request, "sau")
    found, after = inbox(reader, language=(get_language() or "vi")[:2], before=before)
    context = {
        "found": found,
        "page": Page(here if before else "", f"{here}?sau={after}" if after else ""),
        "topics": topic_fields(sheet),
        "language_field": language_field(sheet),
    }
    page = show(request, "workspace/own_messages.html", context)
    if request.method == "GET":
        mark_read(reader, actor=actor)
    return page
