"""The form of a feedback: its questions, what was typed, and the proof that a person took the time to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.channels.portal.feedback_words import URGENCY_WORDS
from motcua.channels.ui.api import Choice, Field
from motcua.channels.ui.areas import Areas
from motcua.kernel import clock
from motcua.onestop.feedback.api import MOST_FILES, FeedbackContent, Message, Sender

_SALT = "feedback form"
TRAP = "trang_web"


@dataclass(frozen=True, slots=True)
class Token:
    """Which form it is, and how many seconds ago it was opened; None when it is not one of ours."""

    key: UUID
    seconds: float | None


def new_token() -> str:
    """For a fresh form."""
    return signing.dumps([str(uuid4()), clock.real_now().timestamp()], salt=_SALT)


def read_token(text: str) -> Token:
    """The form that was sent; a forged or missing token is a form nobody opened."""
    try:
        key, opened = signing.loads(text, salt=_SALT)
        return Token(UUID(key), clock.real_now().timestamp() - float(opened))
    except (signing.BadSignature, ValueError, TypeError):
        return Token(uuid4(), None)


def message_of(request: HttpRequest, areas: Areas) -> Message:
    """What was typed, as a message."""
    given = request.POST
    area = areas.find(given.get("place-area", ""))
    typed_place = given.get("place-text", "").strip()
    if area is None and given.get("place-area", "").strip():
        typed_place = ", ".join(part for part in (typed_place, given["place-area"].strip()) if part)
    return Message(
        kind=given.get("kind", ""),
        topic=given.get("topic", ""),
        title=given.get("title", ""),
        text=given.get("text", "").replace("\r\n", "\n"),
        place_code=area.code if area else "",
        place_text=typed_place,
        dossier_code=given.get("dossier", "")[:40],
        urgency=given.get("urgency", "") or "normal",
        public=given.get("public", "yes") == "yes",
    )


def sender_of(request: HttpRequest) -> Sender:
    """Who sends, as typed."""
    given = request.POST
    return Sender(
        anonymous=given.get("anonymous") == "true",
        name=given.get("name", ""),
        phone=given.get("phone", ""),
        email=given.get("email", ""),
        address=given.get("address", ""),
        hide_name=given.get("hide_name") == "true",
    )


def matter_fields(content: FeedbackContent, message: Message, wrong: Mapping[str, str], areas: Areas) -> list[Field]:
    """The questions about the matter."""
    language = get_language() or "vi"
    kinds = [Choice(kind.key, kind.name.in_language(language), kind.hint.in_language(language)) for kind in content.kinds]
    topics = [Choice(topic.key, topic.name.in_language(language)) for topic in content.fields]
    urgencies = [Choice(key, _(text)) for key, text in URGENCY_WORDS.items()]
    area_name = areas.label(message.place_code) if message.place_code else ""
    return [
        Field("kind", _("What is it about?"), "radios", message.kind, choices=kinds, error=wrong.get("kind", "")),
        Field("topic", _("Field"), "select", message.topic, choices=topics, error=wrong.get("topic", "")),
        Field("title", _("In one line"), value=message.title, max_length=200, error=wrong.get("title", "")),
        Field(
            "text",
            _("What happened?"),
            "textarea",
            message.text,
            max_length=10_000,
            error=wrong.get("text", ""),
            hint=_("Say what, where, when and which office. Leave out names and numbers that are not needed."),
        ),
        Field(
            "place",
            _("Where is it?"),
            "address",
            values=[message.place_text, area_name],
            choices=[Choice(name, name) for name in areas.names],
            required=False,
            error=wrong.get("place", ""),
        ),
        Field(
            "dossier",
            _("Code of your dossier"),
            value=message.dossier_code,
            width="l",
            required=False,
            hint=_("If it is about a dossier: it helps to find the office that is competent."),
        ),
        Field("urgency", _("How urgent is it?"), "radios", message.urgency, choices=urgencies, error=wrong.get("urgency", "")),
        Field(
            "files",
            _("Photos or papers"),
            "file",
            multiple=True,
            required=False,
            accept=".jpg,.jpeg,.png,.pdf",
            error=wrong.get("files", ""),
            hint=_("At most %(most)s files, JPG, PNG or PDF, 10 MB each. They are not published.") % {"most": MOST_FILES},
        ),
    ]


def sender_fields(content: FeedbackContent, sender: Sender, message: Message, wrong: Mapping[str, str]) -> Sequence[Field]:
    """The questions about the sender and what the public may see."""
    language, today = get_language() or "vi", clock.today()
    unnamed = ", ".join(kind.name.in_language(language) for kind in content.kinds if kind.allows_anonymous(today))
    publics = [
        Choice("yes", _("Yes"), _("Your name, phone number and address are struck out before.")),
        Choice("no", _("No, only answer me")),
    ]
    fields = [
        Field("name", _("Your full name"), value=sender.name, autocomplete="name", width="l", error=wrong.get("name", "")),
        Field("phone", _("Phone number"), "tel", sender.phone, autocomplete="tel", width="m", error=wrong.get("phone", "")),
        Field(
            "email",
            _("E-mail address"),
            "email",
            sender.email,
            autocomplete="email",
            width="l",
            required=False,
            error=wrong.get("email", ""),
        ),
        Field("address", _("Address"), value=sender.address, autocomplete="street-address", required=False, error=wrong.get("address", "")),
    ]
    if unnamed:
        label = _("Send without a name (only for: %(kinds)s)") % {"kinds": unnamed}
        fields.append(Field("anonymous", label, "checkbox", "true" if sender.anonymous else "", error=wrong.get("anonymous", "")))
    fields.append(Field("public", _("May question and answer be published?"), "radios", "yes" if message.public else "no", choices=publics))
    return fields
