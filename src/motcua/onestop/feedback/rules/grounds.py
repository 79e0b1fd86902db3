"""What a message must hold before it can be sent (NĐ 20/2008/NĐ-CP a.6-8): clear words, and a name with a way to answer."""

import re
from dataclasses import dataclass
from datetime import date

from motcua.kernel.errors import FieldError, words
from motcua.kernel.text import fold
from motcua.onestop.feedback.rules.content import FeedbackContent
from motcua.onestop.feedback.rules.terms import URGENCIES

SHORTEST, LONGEST, LONGEST_TITLE = 20, 10_000, 200
_PHONE = re.compile(r"(\+?84|0)\d{8,10}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_NAME = re.compile(r"[^\W\d_]+(?:[\s'’.-]+[^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as far as told; `hide_name` asks that only the office that answers sees the name."""

    anonymous: bool = False
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    hide_name: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent."""

    kind: str
    topic: str
    title: str
    text: str
    place_code: str = ""
    place_text: str = ""
    dossier_code: str = ""
    urgency: str = "normal"
    public: bool = True


def plain_phone(text: str) -> str:
    """A phone number without separators."""
    return re.sub(r"[\s.()-]", "", text)


def faults(message: Message, sender: Sender, content: FeedbackContent, *, on: date) -> list[FieldError]:
    """Everything that is wrong with it, in the order of the form."""
    found = _of_message(message, content)
    kind = content.kind(message.kind)
    if sender.anonymous:
        if kind is not None and not kind.allows_anonymous(on):
            found.append(FieldError("anonymous", words("Feedback of this kind needs your name; the public never sees it.")))
        return found
    if not 2 <= len(sender.name.strip()) <= LONGEST_TITLE or not _NAME.fullmatch(sender.name.strip()):
        found.append(FieldError("name", words("Enter your full name in letters.")))
    if not sender.phone.strip() and not sender.email.strip():
        found.append(FieldError("phone", words("Enter a phone number or an e-mail address, so that we can answer.")))
    if sender.phone.strip() and not _PHONE.fullmatch(plain_phone(sender.phone)):
        found.append(FieldError("phone", words("Enter a phone number such as 0912 345 678.")))
    if sender.email.strip() and (not _MAIL.fullmatch(sender.email.strip()) or len(sender.email) > LONGEST_TITLE):
        found.append(FieldError("email", words("Enter an e-mail address such as ten@example.vn.")))
    if len(sender.address) > 300:
        found.append(FieldError("address", words("Write at most %(most)s signs."), {"most": 300}))
    return found


def _of_message(message: Message, content: FeedbackContent) -> list[FieldError]:
    found: list[FieldError] = []
    if content.kind(message.kind) is None:
        found.append(FieldError("kind", words("Choose what your feedback is about.")))
    if content.topic(message.topic) is None:
        found.append(FieldError("topic", words("Choose a field.")))
    if not 5 <= len(message.title.strip()) <= LONGEST_TITLE:
        found.append(FieldError("title", words("Say in one line what it is about (5 to %(most)s signs)."), {"most": LONGEST_TITLE}))
    if not SHORTEST <= len(message.text.strip()) <= LONGEST or len(set(fold(message.text).split())) < 4:
        found.append(FieldError("text", words("Describe it clearly in %(least)s to %(most)s signs."), {"least": SHORTEST, "most": LONGEST}))
    if message.kind == "field_issue" and not (message.place_code or message.place_text.strip()):
        found.append(FieldError("place", words("Say where it is: choose the commune or describe the place.")))
    if message.urgency not in URGENCIES:
        found.append(FieldError("urgency", words("Choose how urgent it is.")))
    if len(message.place_text) > 300:
        found.append(FieldError("place", words("Write at most %(most)s signs."), {"most": 300}))
    return found
