"""The form "How I am told", for citizens and officials alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.blocks.notices.api import WAY_WORDS, ReaderSheet, Topic, Way
from motcua.channels.ui.parts import Choice, Field
from motcua.kernel import clock


@dataclass(frozen=True, slots=True)
class AddressCard:
    """One way that needs an address: the address used now, and the field for a new one or for its code."""

    way: str
    label: str
    used: str
    proved: bool
    failing: bool
    waiting: str
    field: Field


def topic_fields(sheet: ReaderSheet) -> list[Field]:
    """One question per kind of news."""
    always = _("The law asks us to tell you this: it always stands in “My messages”.")
    return [
        Field(
            f"cach_{row.topic.key}",
            _spoken(row.topic),
            "checkboxes",
            values=sorted(row.ways),
            choices=[Choice(way, _(WAY_WORDS[way])) for way in Way if way != Way.INBOX or not row.topic.required],
            hint=always if row.topic.required else "",
        )
        for row in sheet.topics
    ]


def language_field(sheet: ReaderSheet) -> Field:
    """The language of mail and SMS."""
    choices = [Choice("vi", "Tiếng Việt"), Choice("en", "English")]
    return Field("ngon_ngu", _("Language of mail and SMS"), "radios", value=sheet.language, choices=choices)


def posted_ways(request: HttpRequest, sheet: ReaderSheet) -> dict[str, frozenset[str]]:
    """What was ticked, by kind of news."""
    return {row.topic.key: frozenset(request.POST.getlist(f"cach_{row.topic.key}")) for row in sheet.topics}


def address_cards(request: HttpRequest, sheet: ReaderSheet, known: Mapping[str, str], errors: Mapping[str, str]) -> list[AddressCard]:
    """Mail and telephone: what is used now, and what may be done."""
    return [_card(request, sheet, way, known.get(way, ""), errors.get(way, "")) for way in (Way.MAIL, Way.SMS)]


def _card(request: HttpRequest, sheet: ReaderSheet, way: Way, known: str, error: str) -> AddressCard:
    own = sheet.own.get(way)
    used = own.value if own and own.verified_at else known
    waiting = own.wished if own and own.tries_left and own.code_until and own.code_until > clock.real_now() else ""
    if waiting:
        field = Field(
            f"ma_{way}", _("Code that was sent to %(address)s") % {"address": waiting}, error=error, width="s", inputmode="numeric",
            autocomplete="one-time-code", max_length=6,
        )  # fmt: skip
    else:
        typed = request.POST.get(f"dia_chi_{way}", "") if error else ""
        mail = way == Way.MAIL
        label = _("New mail address") if mail else _("New mobile number")
        field = Field(
            f"dia_chi_{way}", label, "email" if mail else "tel", value=typed, error=error, width="l" if mail else "m",
            autocomplete="email" if mail else "tel",
        )  # fmt: skip
    label = _("Mail") if way == Way.MAIL else _("SMS")
    return AddressCard(way, label, used, bool(own and own.verified_at), used in sheet.failing and bool(used), waiting, field)


def _spoken(topic: Topic) -> str:
    return str(topic.name.get((get_language() or "vi")[:2]) or topic.name.get("vi", topic.key))
