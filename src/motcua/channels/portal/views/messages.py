"""My messages: what the offices told me, and the way out of mail nobody has to get."""

from django.contrib import messages as said
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.blocks.notices.api import inbox, leave_topic, mark_read, message_of, read_leaving_token
from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Page, actor_of, citizen_only, public, reader_of
from motcua.kernel.actor import ANONYMOUS

INBOX = "/tin-nhan/"


@citizen_only
@require_safe
def my_messages(request: HttpRequest) -> HttpResponse:
    """Everything I was told, newest first."""
    before = request.GET.get("sau", "")
    key = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None
    found, after = inbox(reader_of(actor_of(request)), language=language(), before=key)
    page = Page(INBOX if key else "", f"{INBOX}?sau={after}" if after else "")
    return render(request, "portal/messages.html", {"found": found, "page": page, "section": "messages"})


@citizen_only
@require_safe
def message(request: HttpRequest, notice: int) -> HttpResponse:
    """One message; opening it marks it as read."""
    actor = actor_of(request)
    reader = reader_of(actor)
    found = message_of(reader, notice, language=language())
    if request.method == "GET" and found.notice.read_at is None:
        mark_read(reader, notice, actor=actor)
    return render(request, "portal/message.html", {"message": found, "back": INBOX, "section": "messages"})


@citizen_only
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actor = actor_of(request)
    mark_read(reader_of(actor), actor=actor)
    said.success(request, _("All messages are marked as read."))
    return HttpResponseRedirect(INBOX)


@csrf_exempt  # the signed address itself says who asks; mail programs send it without a form of ours (RFC 8058)
@public
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail of one kind: asked by GET, done by POST."""
    reader, topic = read_leaving_token(token)
    done = leave_topic(reader, topic, actor=ANONYMOUS) if request.method == "POST" else None
    return render(request, "portal/leave.html", {"done": done})
