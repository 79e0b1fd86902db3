"""A notice as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.blocks.notices.models import Notice, TemplateVersion
from motcua.blocks.notices.rules.rendering import render
from motcua.blocks.notices.rules.ways import Way


@dataclass(frozen=True, slots=True)
class Said:
    """Title (empty for an SMS) and text."""

    title: str
    body: str


def said(notice: Notice, way: str, language: str, *, link: str = "") -> Said:
    """The notice in words, for a way and a language; the version is the one taken when it was planned."""
    if notice.version is None:
        raise ValueError("a notice that is not planned has no words yet")
    return words_of(notice.version, way, language, {**notice.data, "link": link})


def words_of(version: TemplateVersion, way: str, language: str, data: Mapping[str, object]) -> Said:
    """The texts of a version filled with data."""
    texts: Mapping[str, str] = version.texts[way][language]
    return Said(
        render(texts.get("title", ""), data, language, one_line=True),
        render(texts["body"], data, language, one_line=way == Way.SMS),
    )
