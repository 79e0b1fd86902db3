"""The form of a digital paper: what the officer says of it, filled with what its text suggests."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.channels.ui.api import Choice, Field
from motcua.onestop.catalogue.api import content_of
from motcua.onestop.digitisation.api import PaperFacts, suggestions_for
from motcua.onestop.dossiers.api import Dossier, Paper

_DAYS = ("issued_on", "valid_from", "valid_until")
_TEXTS = ("name", "owner_name", "owner_number", "number", "agency", "signer", "abstract", "scope")


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

    def tick(name: str, label: str, *, on: bool, required: bool = False) -> Field:
        choices = [Choice("yes", label)]
        return Field(name, label, "checkboxes", values=["yes"] if on else [], choices=choices, error=wrong.get(name, ""), required=required)

    kinds = [Choice("0", _("The original")), Choice("1", _("A copy")), Choice("2", _("An electronic paper"))]
    chosen = str(given.get("copy_kind", ""))
    return [
        text("name", _("Name of the paper"), required=True),
        Field("copy_kind", _("What lies before you?"), "radios", chosen, choices=kinds, error=wrong.get("copy_kind", "")),
        text("number", _("Number and symbol")),
        day("issued_on", _("Day of issue")),
        text("agency", _("Agency that issued it")),
        text("signer", _("Signed by")),
        text("owner_name", _("Whose paper it is"), required=True),
        text("owner_number", _("Identity number or tax code")),
        Field("abstract", _("What it says, in short"), "textarea", str(given.get("abstract", "")), required=False),
        day("valid_from", _("Holds from")),
        day("valid_until", _("Holds until")),
        tick("permanent", _("It holds without end"), on=ticked["permanent"]),
        text("scope", _("Where it holds")),
        tick("visible_to_owner", _("The owner sees it in the vault"), on=seen),
        tick("compared", _("I compared every page with the paper"), on=ticked["compared"], required=True),
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
    components = content_of(dossier.version_id).case(dossier.case_key).components
    name = next((part.vi for part in components if part.key == paper.component_key), paper.name)
    issued = found.issued_on
    return {
        "name": name,
        "number": found.number,
        "agency": found.agency,
        "owner_name": found.owner or dossier.owner_name,
        "owner_number": dossier.owner.citizen_id or dossier.owner.tax_code or "",
        "issued_on": (str(issued.day), str(issued.month), str(issued.year)) if issued else ("", "", ""),
    }
