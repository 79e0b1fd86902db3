"""What a tile says in words: its number, how it changed, of which days, and where its records are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.blocks.measures.api import Indicator, registered
from motcua.channels.workspace.spark import Spark, spark
from motcua.ground.directory.api import Unit
from motcua.insight.operations.api import TileFace, Window
from motcua.kernel.errors import words
from motcua.kernel.rounding import half_up

WINDOWS = {
    "today": (words("today"), words("the same weekday last week")),
    "days7": (words("7 days"), words("the 7 days before")),
    "days30": (words("30 days"), words("the 30 days before")),
    "month": (words("this month"), words("the same days of last month")),
    "year": (words("this year"), words("the same days of last year")),
    "now": (words("now"), words("a week ago")),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One tile as a template shows it. `tone` is good, bad or plain; `links` lead to the records behind it."""

    key: str
    name: str
    formula: str
    value: str
    unit: str
    window: str
    change: str
    against: str
    tone: str
    picture: Spark | None
    points: str
    owner: Unit
    holders: Sequence[str]
    cut_off: datetime | None
    is_fresh: bool
    alerts: int
    links: Sequence[tuple[str, str]]


def card_of(face: TileFace, unit: Unit) -> Card:
    """The words of one tile of a unit's wall."""
    language = get_language() or "vi"
    span, against = WINDOWS[face.tile.window]
    change = face.change
    return Card(
        key=face.tile.key,
        name=face.tile.in_language(language),
        formula=face.indicator.formula.get(language[:2], ""),
        value=number(face.value, face.indicator),
        unit=face.indicator.unit.get(language[:2], ""),
        window=_(span),
        change=_change(change, face.indicator),
        against=_(against) if change is not None else "",
        tone=_tone(change, face.tile.better),
        picture=spark(face.points, face.tile.picture),
        points=", ".join(number(point, face.indicator) for point in face.points),
        owner=face.owner,
        holders=face.holders,
        cut_off=face.cut_off,
        is_fresh=face.is_fresh,
        alerts=face.alerts,
        links=_links(face, unit),
    )


def number(value: Decimal | None, indicator: Indicator) -> str:
    """A value with the places of its indicator, grouped and pointed as the language writes it; a dash for none."""
    if value is None:
        return "–"
    text = f"{half_up(value, indicator.decimals if indicator.kind == 'ratio' else 0):,}"
    return text if (get_language() or "vi").startswith("en") else text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _change(change: Decimal | None, indicator: Indicator) -> str:
    if change is None:
        return ""
    if change == 0:
        return _("unchanged")
    return ("+" if change > 0 else "−") + number(abs(change), indicator)


def _tone(change: Decimal | None, better: str) -> str:
    if not change:
        return "plain"
    return "good" if (change > 0) == (better == "more") else "bad"


def _links(face: TileFace, unit: Unit) -> list[tuple[str, str]]:
    """Where the records are: of a ratio, those above and below the line."""
    indicator = face.indicator
    if indicator.numerator is None or indicator.denominator is None:
        return [(_("Records"), records_address(indicator.key, face.tile.part, unit, face.window))]
    return [(_name(key), records_address(key, part, unit, face.window)) for key, part in (indicator.numerator, indicator.denominator)]


def records_address(key: str, part: str, unit: Unit, window: Window) -> str:
    """Where the records behind a number are listed."""
    first, last = window.value
    query = {
        "chi-so": key,
        "phan": part,
        "don-vi": str(unit.pk),
        "tu": first.isoformat(),
        "den": last.isoformat(),
        "nhom": key.partition(".")[0],
    }
    return f"{reverse('work_records')}?{urlencode({name: value for name, value in query.items() if value})}"


def _name(key: str) -> str:
    return registered()[key].name.get((get_language() or "vi")[:2], key)
