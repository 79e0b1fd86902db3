"""The form of a digital paper: what the officer says of it, filled with what its text suggests; and all that is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.channels.ui.api import Choice, Field
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.digitisation.api import DigitalPaper, PaperFacts, suggestions_for
from motcua.onestop.digitisation.ports import PaperKind, paper_kinds
from motcua.onestop.dossiers.api import Dossier, Paper

_DAYS = ("issued_on", "valid_from", "valid_until")
_TEXTS = ("name", "type_code", "owner_name", "owner_number", "number", "agency", "signer", "abstract", "scope")


@dataclass(frozen=True, slots=True)
class Posted:
    """What was typed, read as facts; `errors` by field for days that are none."""

    facts: PaperFacts
    errors: dict[str, str] = field(default_factory=dict)


def facts_posted(posted: QueryDict) -> Posted:
    """Read the form."""
    errors: dict[str, str] = {}
    days: dict[str, Any] = {}
    for name in _DAYS:
        days[name] = _day(posted, name)
        if days[name] is None and any(_parts(posted, name)):
            errors[name] = _("Enter a day that exists.")
    kind = posted.get("copy_kind", "")
    texts: dict[str, Any] = {name: posted.get(name, "").strip() for name in _TEXTS}
    facts = PaperFacts(
        **texts,
        **days,
        copy_kind=int(kind) if kind in {"0", "1", "2"} else -1,
        permanent=posted.get("permanent") == "yes",
        visible_to_owner=posted.get("visible_to_owner") == "yes",
    )
    return Posted(facts, errors)


def facts_fields(posted: QueryDict | None, paper: Paper, dossier: Dossier, wrong: dict[str, str]) -> list[Field]:
    """The fields, with what was typed, or what is known and suggested."""
    given = _typed(posted) if posted is not None else _suggested(paper, dossier)
    ticked = {name: posted is not None and posted.get(name) == "yes" for name in ("permanent", "compared")}
    seen = posted is None or posted.get("visible_to_owner") == "yes"

    def text(name: str, label: str, *, required: bool = False, hint: str = "") -> Field:
        value = given.get(name, "")
        return Field(name, label, value=str(value), required=required, hint=hint, error=wrong.get(name, ""), width="l")

    def day(name: str, label: str) -> Field:
        parts = given.get(name, ("", "", ""))
        return Field(name, label, "date", values=list(parts), required=False, error=wrong.get(name, ""))

    def tick(name: str, about: str, label: str, *, on: bool, required: bool = False) -> Field:
        choices = [Choice("yes", label)]
        return Field(name, about, "checkboxes", values=["yes"] if on else [], choices=choices, error=wrong.get(name, ""), required=required)

    kinds = [Choice("0", _("The original")), Choice("1", _("A copy")), Choice("2", _("An electronic paper"))]
    chosen = str(given.get("copy_kind", ""))
    types = [Choice("", _("Another kind, not in this list")), *(Choice(one.code, one.in_language(language())) for one in known_kinds())]
    type_code = str(given.get("type_code", ""))
    return [
        text("name", _("Name of the paper"), required=True),
        Field(
            "type_code", _("Kind of paper"), "select", type_code, choices=types, required=False, error=wrong.get("type_code", ""), width="l"
        ),
        Field("copy_kind", _("What lies before you?"), "radios", chosen, choices=kinds, error=wrong.get("copy_kind", "")),
        text("number", _("Number and symbol")),
        day("issued_on", _("Day of issue")),
        text("agency", _("Agency that issued it")),
        text("signer", _("Signed by")),
        text("owner_name", _("Whose paper it is"), required=True),
        text("owner_number", _("Identity number or tax code"), hint=_("12 digits (9 on an old card), or a tax code.")),
        Field("abstract", _("What it says, in short"), "textarea", str(given.get("abstract", "")), required=False),
        day("valid_from", _("Holds from")),
        day("valid_until", _("Holds until")),
        tick("permanent", _("Without end?"), _("It holds without end"), on=ticked["permanent"]),
        text("scope", _("Where it holds")),
        tick("visible_to_owner", _("Vault of the owner"), _("The owner sees it in the vault"), on=seen),
        tick("compared", _("Comparison"), _("I compared every page with the paper"), on=ticked["compared"], required=True),
    ]


def _parts(posted: QueryDict, name: str) -> tuple[str, str, str]:
    day, month, year = (posted.get(f"{name}-{part}", "").strip()[:4] for part in ("day", "month", "year"))
    return day, month, year


def _day(posted: QueryDict, name: str) -> date | None:
    day, month, year = _parts(posted, name)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _typed(posted: QueryDict) -> dict[str, Any]:
    days = {name: _parts(posted, name) for name in _DAYS}
    return {**{name: posted.get(name, "") for name in (*_TEXTS, "copy_kind")}, **days}


def _suggested(paper: Paper, dossier: Dossier) -> dict[str, Any]:
    """What the text of the paper says, and what the dossier knows."""
    found = suggestions_for(paper)
    content = content_of(dossier.version_id)
    part = next((part for part in content.case(dossier.case_key).components if part.key == paper.component_key), None)
    kinds = paper_kinds()
    issued = found.issued_on
    return {
        "name": part.vi if part else paper.name,
        "type_code": kinds.expected(content.code, paper.component_key, part.paper_type if part else "") if kinds else "",
        "number": found.number,
        "agency": found.agency,
        "owner_name": found.owner or dossier.owner_name,
        "owner_number": dossier.owner.citizen_id or dossier.owner.tax_code or "",
        "issued_on": (str(issued.day), str(issued.month), str(issued.year)) if issued else ("", "", ""),
    }


def language() -> str:
    """The language of the page."""
    return get_language() or "vi"


def known_kinds() -> Sequence[PaperKind]:
    """The types of papers of the province."""
    kinds = paper_kinds()
    return kinds.known() if kinds else ()


def record_of(digital: DigitalPaper) -> list[tuple[str, str]]:
    """All that is kept of a digital paper (its metadata), in the order of the form; what is not known is left out.

    `digital.dossier.procedure` and `digital.file` are expected to be loaded.
    """
    kind = next((one.in_language(language()) for one in known_kinds() if one.code == digital.type_code), digital.type_code)
    copies = {0: _("The original"), 1: _("A copy"), 2: _("An electronic paper")}
    sources = {"upload": _("handed in by the citizen"), "scan": _("scanned at the office")}
    holds = _("without end") if digital.permanent else _shown_day(digital.valid_until)
    rows = (
        (_("Code of the digital paper"), digital.id_code),
        (_("Kind of paper"), " · ".join(part for part in (kind, digital.type_code if kind != digital.type_code else "") if part)),
        (_("Original or copy"), copies[digital.copy_kind]),
        (_("Number and symbol"), digital.number),
        (_("Day of issue"), _shown_day(digital.issued_on)),
        (_("Agency that issued it"), digital.agency),
        (_("Signed by"), digital.signer),
        (_("Whose paper it is"), " · ".join(part for part in (digital.owner_name, digital.owner_number) if part)),
        (_("What it says, in short"), digital.abstract),
        (_("Holds from"), _shown_day(digital.valid_from)),
        (_("Holds until"), holds),
        (_("Where it holds"), digital.scope),
        (_("Dossier"), f"{digital.dossier.code} · {digital.procedure_code}"),
        (_("Came from"), sources.get(digital.source, digital.source)),
        (_("The owner sees it in the vault"), _("Yes") if digital.visible_to_owner else _("No")),
        (_("Version"), str(digital.version)),
        (_("Signed file"), _("%(pages)s pages, %(size)s kB") % {"pages": digital.file.pages, "size": max(digital.file.size // 1000, 1)}),
        (_("Hash of the file (SHA-256)"), digital.file.sha256),
    )
    return [(label, value) for label, value in rows if value]


def _shown_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
