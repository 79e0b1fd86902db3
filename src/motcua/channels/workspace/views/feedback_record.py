"""Write down feedback that came by phone, by letter, by e-mail or at the desk."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.channels.ui.api import Choice, Field, actor_of, error_links, guarded
from motcua.channels.ui.areas import Areas
from motcua.channels.workspace.feedback_words import CHANNEL_WORDS, URGENCY_WORDS
from motcua.channels.workspace.page import errors_of, show
from motcua.kernel.errors import InvalidInput
from motcua.onestop.feedback.api import BY_HAND, Message, Sender, content_in_force, record_feedback


@guarded("feedback.record")
@never_cache
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """The form; afterwards code and secret, once, to be told or given to the person."""
    areas = Areas()
    message, sender, wrong = _message(request, areas), _sender(request), dict[str, str]()
    if request.method == "POST":
        try:
            sent = record_feedback(message, sender, key=_key(request), channel=request.POST.get("channel", ""), actor=actor_of(request))
        except InvalidInput as refused:
            wrong = errors_of(refused)[0]
        else:
            return show(request, "workspace/feedback_recorded.html", {"sent": sent}, section="work_feedback")
    fields = [*_matter(request, message, wrong, areas), *_who(sender, wrong)]
    context = {"fields": fields, "errors": error_links(fields), "key": request.POST.get("key") or str(uuid4())}
    return show(request, "workspace/feedback_record.html", context, section="work_feedback", status=422 if wrong else 200)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _message(request: HttpRequest, areas: Areas) -> Message:
    given = request.POST
    area = areas.find(given.get("place-area", "")) if given.get("place-area", "").strip() else None
    return Message(
        kind=given.get("kind", ""),
        topic=given.get("topic", ""),
        title=given.get("title", ""),
        text=given.get("text", "").replace("\r\n", "\n"),
        place_code=area.code if area else "",
        place_text=given.get("place-text", ""),
        dossier_code=given.get("dossier", "")[:40],
        urgency=given.get("urgency", "") or "normal",
        public=given.get("public") == "true",
    )


def _sender(request: HttpRequest) -> Sender:
    given = request.POST
    anonymous = given.get("anonymous") == "true"
    return Sender(anonymous, given.get("name", ""), given.get("phone", ""), given.get("email", ""), given.get("address", ""))


def _matter(request: HttpRequest, message: Message, wrong: dict[str, str], areas: Areas) -> list[Field]:
    content, language = content_in_force(), get_language() or "vi"
    channels = [Choice(key, _(CHANNEL_WORDS[key])) for key in BY_HAND]
    kinds = [Choice(kind.key, kind.name.in_language(language), kind.hint.in_language(language)) for kind in content.kinds]
    topics = [Choice(topic.key, topic.name.in_language(language)) for topic in content.fields]
    urgencies = [Choice(key, _(text)) for key, text in URGENCY_WORDS.items()]
    place = [message.place_text, areas.label(message.place_code) if message.place_code else ""]
    names = [Choice(name, name) for name in areas.names]
    return [
        Field("channel", _("How it came"), "radios", request.POST.get("channel", ""), choices=channels, error=wrong.get("channel", "")),
        Field("kind", _("About"), "radios", message.kind, choices=kinds, error=wrong.get("kind", "")),
        Field("topic", _("Field"), "select", message.topic, choices=topics, error=wrong.get("topic", "")),
        Field("title", _("Title"), value=message.title, error=wrong.get("title", "")),
        Field("text", _("What was written"), "textarea", message.text, error=wrong.get("text", "")),
        Field("place", _("Place"), "address", values=place, choices=names, required=False, error=wrong.get("place", "")),
        Field("dossier", _("Dossier"), value=message.dossier_code, required=False, width="l"),
        Field("urgency", _("Urgency"), "radios", message.urgency, choices=urgencies, error=wrong.get("urgency", "")),
    ]


def _who(sender: Sender, wrong: dict[str, str]) -> list[Field]:
    anonymous = "true" if sender.anonymous else ""
    return [
        Field("name", _("Name"), value=sender.name, width="l", error=wrong.get("name", "")),
        Field("phone", _("Phone"), "tel", sender.phone, width="m", error=wrong.get("phone", "")),
        Field("email", _("E-mail"), "email", sender.email, width="l", required=False, error=wrong.get("email", "")),
        Field("address", _("Address"), value=sender.address, required=False, error=wrong.get("address", "")),
        Field("anonymous", _("The person wants to stay without a name"), "checkbox", anonymous, error=wrong.get("anonymous", "")),
        Field("public", _("The person agrees that it is published without personal data"), "checkbox", "true"),
    ]
