"""Documents of a vault in the reader's words."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from motcua.channels.portal.terms import language
from motcua.channels.ui.api import Link, SummaryRow, day_in_words, size_in_words
from motcua.kernel import clock
from motcua.onestop.vault.api import Card, Trust, paper_types

TONES = {Trust.RESULT: "good", Trust.CERTIFIED: "good", Trust.CHECKED: "now", Trust.OWN: "plain"}
SOON = 60  # days


@dataclass(frozen=True, slots=True)
class Shown:
    """A card with its words: what stands under the name, the trust and the end of its time."""

    card: Card
    about: str
    trust: str
    tone: str
    validity: str
    validity_tone: str


def shown(card: Card) -> Shown:
    """The card in words."""
    words, tone = validity_of(card)
    issued = _("issued %(day)s") % {"day": f"{card.issued_on:%d/%m/%Y}"} if card.issued_on else ""
    about = " · ".join(part for part in (card.number, issued, card.agency) if part)
    return Shown(card, about, gettext(card.trust_words), TONES[card.trust], words, tone)


def validity_of(card: Card) -> tuple[str, str]:
    """Until when it holds, and how that is to be taken: bad when it ran out, wait when it runs out soon."""
    today = clock.today()
    if card.valid_until is None:
        return "", "plain"
    told = {"day": f"{card.valid_until:%d/%m/%Y}"}
    if card.valid_until < today:
        return _("ran out on %(day)s") % told, "bad"
    sentence = _("holds until %(day)s at the latest") if card.counted_from_hand_in else _("holds until %(day)s")
    return sentence % told, "wait" if (card.valid_until - today).days <= SOON else "plain"


def facts_of(card: Card) -> list[SummaryRow]:
    """Everything known of a document, for its page; what is not known is left out."""
    kind = next((one for one in paper_types() if one.code == card.type_code), None)
    until = day_in_words(card.valid_until) if card.valid_until else _("without end") if kind or card.trust == Trust.RESULT else ""
    rows = (
        (_("Kind"), kind.in_language(language()) if kind else ""),
        (_("Number"), card.number),
        (_("Issued on"), day_in_words(card.issued_on) if card.issued_on else ""),
        (_("Issued by"), card.agency),
        (_("Signed by"), card.signer),
        (_("What it says"), card.abstract),
        (_("Holds until"), until),
        (_("Where it holds"), card.scope),
        (_("Trust"), gettext(card.trust_words)),
        (_("From dossier"), card.dossier_code),
        (_("Code of the document"), card.id_code),
        (_("File"), f"{size_in_words(card.size)} · SHA-256 {card.sha256}"),
    )
    return [SummaryRow(label, value) for label, value in rows if value]


def owner_in(request: HttpRequest) -> int | None:
    """The organisation whose vault is looked at; None for one's own. Whether one may is asked by the vault."""
    text = request.GET.get("to-chuc", request.POST.get("to-chuc", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def day_typed(request: HttpRequest, name: str) -> tuple[date | None, tuple[str, str, str], str]:
    """A day posted in three fields: the day, what was typed, and what is wrong with it. Nothing typed is no day."""
    typed = tuple(request.POST.get(f"{name}-{part}", "").strip()[:6] for part in ("day", "month", "year"))
    day, month, year = typed
    if not any(typed):
        return None, (day, month, year), ""
    try:
        return date(int(year), int(month), int(day)), (day, month, year), ""
    except (ValueError, OverflowError):
        return None, (day, month, year), _("Enter a day that exists, such as 14 11 2022.")


def with_owner(address: str, owner_id: int | None) -> str:
    """The address, within the vault of an organisation."""
    return f"{address}?to-chuc={owner_id}" if owner_id else address


def vault_links(owner_id: int | None, current: str) -> list[Link]:
    """The pages of a vault."""
    pages = (("/kho/", _("Documents")), ("/kho/chia-se/", _("Shared by me")), ("/kho/goi/", _("Archives")))
    links = [Link(label, with_owner(href, owner_id), current=href == current) for href, label in pages]
    if owner_id is None:
        links.insert(2, Link(_("Shared with me"), "/kho/duoc-chia-se/", current=current == "/kho/duoc-chia-se/"))
    return links
