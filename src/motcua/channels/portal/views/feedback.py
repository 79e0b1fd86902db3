"""Published feedback: the list, one of them, whether one likes the answer."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.blocks.accounts.api import client_address
from motcua.blocks.files.api import thumbnail
from motcua.channels.portal.downloads import bytes_response
from motcua.channels.portal.feedback_words import RATING_WORDS, kind_name, topic_name
from motcua.channels.ui.api import Page, actor_of, public
from motcua.kernel.actor import Actor
from motcua.onestop.feedback.api import (
    FeedbackContent,
    PublicFeedback,
    PublicSearch,
    content_in_force,
    public_picture,
    published,
    published_one,
    react,
)

_SIDE = 1200


@public
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Published feedback, searched and narrowed."""
    content = content_in_force()
    search = PublicSearch(
        text=request.GET.get("q", "").strip()[:200],
        topic=_one_of(request.GET.get("linh-vuc", ""), {topic.key for topic in content.fields}),
        kind=_one_of(request.GET.get("loai", ""), {kind.key for kind in content.kinds}),
        rating=_one_of(request.GET.get("danh-gia", ""), set(RATING_WORDS)),
    )
    start = _start(request.GET.get("tu", ""))
    found = published(search, start=start)
    context = {
        "rows": [row_of(one, content) for one in found.rows],
        "search": search,
        "topics": [(topic.key, topic_name(content, topic.key)) for topic in content.fields],
        "kinds": [(kind.key, kind_name(content, kind.key)) for kind in content.kinds],
        "ratings": [(key, _(text)) for key, text in RATING_WORDS.items()],
        "narrowed": bool(search.text or search.topic or search.kind or search.rating),
        "page": Page(_at(request, 0) if start else "", _at(request, found.next_start) if found.next_start else ""),
        "section": "feedback",
    }
    return render(request, "portal/feedback_list.html", context)


@public
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One published feedback with its answer."""
    shown = published_one(code)
    return render(request, "portal/feedback_one.html", {"row": row_of(shown, content_in_force()), "section": "feedback"})


@public
@require_POST
def like(request: HttpRequest, code: str) -> HttpResponse:
    """Like or dislike an answer; once per account, or per browser and address."""
    react(code, likes=request.POST.get("thich") == "co", mark=_mark(request, actor_of(request)))
    return HttpResponseRedirect(f"/phan-anh/{code}/#y-kien")


@public
@require_safe
def picture(request: HttpRequest, code: str, attachment: int) -> HttpResponse:
    """A picture that may be shown, made anew so that nothing a camera wrote into it goes out."""
    drawn = thumbnail(public_picture(code, attachment), side=_SIDE)
    if drawn is None:
        raise Http404
    return bytes_response(drawn, "image/jpeg", "anh.jpg")


def row_of(shown: PublicFeedback, content: FeedbackContent) -> dict[str, object]:
    """One of them with its words."""
    return {
        "one": shown,
        "kind": kind_name(content, shown.kind),
        "topic": topic_name(content, shown.topic),
        "satisfies": _(RATING_WORDS[shown.satisfies]) if shown.satisfies else "",
        "tone": {"satisfied": "good", "unsatisfied": "bad"}.get(shown.satisfies, "plain"),
    }


def _mark(request: HttpRequest, actor: Actor) -> str:
    return f"account:{actor.account_id}" if actor.account_id else f"{client_address(request)}|{request.headers.get('User-Agent', '')[:200]}"


def _one_of(text: str, known: set[str]) -> str:
    return text if text in known else ""


def _start(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _at(request: HttpRequest, start: int | None) -> str:
    query = request.GET.copy()
    query["tu"] = str(start or 0)
    return f"?{query.urlencode()}"
