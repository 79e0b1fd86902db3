"""How a printed report is read: phrases that hold figures, and what the figures must have to do with each other. Content."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from motcua.insight.reform_report.rules.claim_text import NUMBER
from motcua.kernel.text import fold

_PLACE = re.compile(r"\{([a-z0-9_.]+)\}")
_HEDGE = r"(?:(?P<h{0}>hon|tren|gan|khoang) )?"
_GAP, _LONG_GAP = r"[^\d]{0,200}?", r".{0,400}?"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Part):
    """Words in both languages."""

    vi: str
    en: str


class Sum(_Part):
    """A whole is the sum of its parts."""

    kind: Literal["sum"]
    whole: str
    parts: tuple[str, ...] = Field(min_length=2)


class Ratio(_Part):
    """A printed percentage is one figure over another."""

    kind: Literal["ratio"]
    value: str
    of: str
    over: str


class Share(_Part):
    """A printed percentage must be possible: some whole number over the figure gives it."""

    kind: Literal["share"]
    value: str
    over: str


class AtMost(_Part):
    """One figure should not be above another; if it is, the text owes what is named in `lacks`."""

    kind: Literal["at_most"]
    value: str
    most: str
    lacks: Said


class Expected(_Part):
    """A figure that readers will expect to be the sum of others; `ask` says why it may differ."""

    kind: Literal["expected"]
    value: str
    parts: tuple[str, ...] = Field(min_length=1)
    ask: Said


class Whole(_Part):
    """Percentages that together make a hundred."""

    kind: Literal["whole"]
    parts: tuple[str, ...] = Field(min_length=2)


class Listed(_Part):
    """A figure followed by a list in brackets or after a colon: the list must have as many."""

    kind: Literal["listed"]
    value: str


Check = Annotated[Sum | Ratio | Share | AtMost | Expected | Whole | Listed, Field(discriminator="kind")]


class Statement(_Part):
    """Words that state a figure without a number: a value they stand for, or names that follow and are counted."""

    says: str
    figure: str
    value: Decimal | None = None

    def pattern(self) -> re.Pattern[str]:
        """The words over folded text; the group "names" holds the list to count."""
        return re.compile(_literal(self.says) + ("" if self.value is not None else r" (?P<names>[^.;()\d]+)"))


class ClaimBook(_Part):
    """Phrases and checks of one kind of report.

    In a phrase `{id}` stands for a number, `...` for some words without a number, `***` for anything short.
    """

    source: str
    phrases: tuple[str, ...] = Field(min_length=1)
    statements: tuple[Statement, ...] = ()
    checks: tuple[Check, ...] = ()

    @field_validator("phrases")
    @classmethod
    def _hold_figures(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            if not _PLACE.search(phrase):
                raise ValueError(f"the phrase {phrase!r} holds no figure in braces")
        return phrases

    def patterns(self) -> Iterator[tuple[re.Pattern[str], list[str]]]:
        """Each phrase as a pattern over folded text, with the ids of its figures in order."""
        for phrase in self.phrases:
            yield _pattern(phrase)


def _pattern(phrase: str) -> tuple[re.Pattern[str], list[str]]:
    ids = _PLACE.findall(phrase)
    parts, place = [], 0
    for number, found in enumerate(_PLACE.finditer(phrase)):
        parts += [_literal(phrase[place : found.start()]), _HEDGE.format(number), f"(?P<n{number}>{NUMBER})"]
        place = found.end()
    parts.append(_literal(phrase[place:]))
    return re.compile("".join(parts)), ids


def _literal(words: str) -> str:
    folded = (" " if words[:1].isspace() else "") + fold(words) + (" " if words.strip() and words[-1:].isspace() else "")
    text = re.escape(folded).replace(re.escape("..."), _GAP).replace(re.escape("***"), _LONG_GAP)
    return text.replace("%", " ?%").replace("\\ ", " ").replace(f" {_GAP}", _GAP).replace(f"{_GAP} ", _GAP)
