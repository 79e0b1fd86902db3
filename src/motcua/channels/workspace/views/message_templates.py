"""For content authors: the texts of messages, with versions, preview, length of SMS and mistakes named."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.blocks.notices.api import (
    WAY_WORDS,
    Mistake,
    Template,
    TemplateVersion,
    discard_draft_texts,
    mistakes_in,
    previews,
    publish_texts,
    save_texts,
    template_by_key,
    template_list,
    undo_publication,
    version_texts,
)
from motcua.channels.ui.api import Field, actor_of, error_links, guarded, say
from motcua.channels.workspace.page import Question, ask_first, done, is_confirmed, refuse_to, show
from motcua.kernel.errors import Refusal

_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


@guarded("notices.edit_templates")
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """Every message by topic."""
    context = {"templates": template_list(actor_of(request))}
    return show(request, "workspace/message_templates.html", context, section="work_templates")


@guarded("notices.edit_templates")
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, template: str) -> HttpResponse:
    """One message: edit, look at it, publish, go back to the version before."""
    actor = actor_of(request)
    found, draft, published = template_by_key(template, actor)
    if request.method == "POST":
        return _act(request, found, draft)
    return _show(request, found, draft, published)


def _act(request: HttpRequest, found: Template, draft: TemplateVersion | None) -> HttpResponse:
    here, actor = reverse("work_template", args=[found.key]), actor_of(request)
    wished = request.POST.get("lam", "luu")
    if wished in {"quay-lai", "bo"} and not is_confirmed(request):
        return ask_first(request, _question(wished, here))
    try:
        if wished == "quay-lai":
            undo_publication(found.key, actor=actor)
            return done(request, _("The version before is in force again."), here)
        if wished == "bo":
            discard_draft_texts(found.key, actor=actor)
            return done(request, _("The draft was thrown away."), here)
        known = found.current.texts if found.current else {}
        save_texts(found.key, version_texts(request.POST.dict(), known), note=request.POST.get("ghi_chu", ""), actor=actor)
        if wished != "cong-bo":
            return done(request, _("The draft is kept; look at it below before you publish it."), f"{here}#xem")
        publish_texts(found.key, actor=actor)
    except Refusal as refused:
        return refuse_to(request, refused, here)
    return done(request, _("Published. From now on messages use these texts."), here)


def _question(wished: str, back: str) -> Question:
    if wished == "bo":
        return Question(_("Throw the draft away?"), _("What you changed will be gone."), _("Yes, throw it away"), back, "warn")
    text = _("Messages will use the texts of the version before. Nothing is taken out of the history.")
    return Question(_("Go back to the version before?"), text, _("Yes, go back"), back)


def _show(request: HttpRequest, found: Template, draft: TemplateVersion | None, published: Sequence[TemplateVersion]) -> HttpResponse:
    version = draft or found.current
    texts = version.texts if version else {}
    mistakes = mistakes_in(texts, found)
    groups = [
        (_(WAY_WORDS[way]), [field for language, parts in by.items() for field in _fields(way, language, parts, mistakes)])
        for way, by in texts.items()
    ]
    fields = [field for _label, group in groups for field in group]
    context = {
        "template": found,
        "draft": draft,
        "published": published,
        "groups": groups,
        "places": _places(found),
        "previews": [{"heading": f"{_(WAY_WORDS[one.way])}, {_LANGUAGES[one.language]}", "preview": one} for one in previews(texts, found)],
        "errors": error_links(fields) if draft else [],
        "note": Field("ghi_chu", _("What you changed, for colleagues"), value=draft.note if draft else "", required=False, max_length=300),
    }
    return show(request, "workspace/message_template.html", context, section="work_templates")


def _places(found: Template) -> list[dict[str, object]]:
    rows = [
        {"name": f"{{{name}}}", "example": _example(place["example"]), "personal": place["personal"]}
        for name, place in found.places.items()
    ]
    return [*rows, {"name": "{link}", "example": _("address of the page"), "personal": False}]


def _example(example: object) -> str:
    if isinstance(example, Mapping):
        return str(example.get((get_language() or "vi")[:2]) or example.get("vi", ""))
    return "; ".join(map(_example, example)) if isinstance(example, list) else str(example)


def _fields(way: str, language: str, parts: dict[str, str], mistakes: list[Mistake]) -> list[Field]:
    names = {"title": _("Title"), "body": _("Text")}
    found = []
    for part, text in parts.items():
        name = f"{way}-{language}-{part}"
        wrong = " ".join(say(mistake.message, mistake.params) for mistake in mistakes if mistake.field == name)
        label = f"{names[part]} ({_LANGUAGES[language]})"
        found.append(Field(name, label, "textarea" if part == "body" else "text", value=text, error=wrong, max_length=4000))
    return found
