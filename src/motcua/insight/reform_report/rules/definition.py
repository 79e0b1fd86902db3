"""What the report consists of: sections, sentences and figures, as the province's file says it. Content, without any number."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from motcua.insight.reform_report.rules.prose import places_in

_ASKED = frozenset({"unit", "first", "last", "year"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Part):
    """A text in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text for a reader."""
        return self.en if language.startswith("en") else self.vi


class FigureLine(_Part):
    """One figure by its id, which is the key of the indicator; `change_of`: how much another figure changed against last year."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_]+$")
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    unit: str
    change_of: str = ""


class Chapter(_Part):
    """A part of the report written in sentences only."""

    name: Words
    sentences: tuple[str, ...] = ()


class Section(Chapter):
    """One content of reform with its figures."""

    id: str = Field(pattern=r"^[a-z_]+$")
    figures: tuple[FigureLine, ...] = ()


class Definition(_Part):
    """The report as it is made from a day on."""

    report: Literal["reform"]
    valid_from: date
    tag: str = "sure"
    title: Words
    opening: tuple[str, ...]
    steering: Chapter
    results: Words
    evaluation: Chapter
    tasks: Chapter
    sections: tuple[Section, ...] = Field(min_length=1)
    units: dict[str, Words]

    def lines(self) -> Iterator[FigureLine]:
        """Every figure, in the order of the report."""
        for section in self.sections:
            yield from section.figures

    @model_validator(mode="after")
    def _everything_named_exists(self) -> Self:
        ids = [line.id for line in self.lines()]
        for one in ids:
            if ids.count(one) > 1:
                raise ValueError(f"figure {one} stands in the report twice")
        for line in self.lines():
            if line.unit not in self.units:
                raise ValueError(f"{line.id}: there is no unit {line.unit}")
            if line.change_of and line.change_of not in ids:
                raise ValueError(f"{line.id}: there is no figure {line.change_of}")
        chapters = [self.steering, self.evaluation, self.tasks, *self.sections]
        for sentence in [*self.opening, *(one for chapter in chapters for one in chapter.sentences)]:
            for place in places_in(sentence):
                if place not in _ASKED and place not in ids:
                    raise ValueError(f"“{sentence[:40]}…” names {{{place}}}, which is no figure of the report")
        return self
