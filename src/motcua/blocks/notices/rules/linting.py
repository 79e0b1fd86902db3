"""Whether the texts of a template can be sent as they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.blocks.notices.rules.rendering import places_in, render, stray_braces
from motcua.blocks.notices.rules.segments import length_of, without_marks
from motcua.blocks.notices.rules.ways import LANGUAGES, Way
from motcua.kernel.errors import words

Texts = Mapping[str, Mapping[str, Mapping[str, str]]]  # way → language → {title, body}
BUILT_IN = frozenset({"link", "place_name"})
MOST_SEGMENTS = 3
LONGEST_TITLE = 150


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a template: an example for previews, and whether what stands there is personal."""

    example: object
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the field it is in (such as sms-vi-body), what is wrong, values for the sentence."""

    field: str
    message: str
    params: Mapping[str, object]


def lint(texts: Texts, places: Mapping[str, Place]) -> list[Mistake]:
    """Everything that keeps these texts from being published."""
    found = list(_missing(texts))
    for way, by_language in texts.items():
        for language, parts in by_language.items():
            for part, text in parts.items():
                found += [Mistake(f"{way}-{language}-{part}", message, params) for message, params in _faults(way, part, text, places)]
    found += _unequal(texts)
    return found


def _missing(texts: Texts) -> Iterator[Mistake]:
    if Way.INBOX not in texts:
        yield Mistake("inbox-vi-body", words("The text of the web inbox is missing."), {})
    for way, by_language in texts.items():
        for language in LANGUAGES:
            for part in ("body",) if way == Way.SMS else ("title", "body"):
                if not by_language.get(language, {}).get(part, "").strip():
                    yield Mistake(f"{way}-{language}-{part}", words("This text is missing."), {})


def _faults(way: str, part: str, text: str, places: Mapping[str, Place]) -> Iterator[tuple[str, dict[str, object]]]:
    for name in sorted(places_in(text) - BUILT_IN - places.keys()):
        yield words("The place {%(name)s} is not known here."), {"name": name}
    if stray_braces(text):
        yield words("A brace { or } stands alone; a place is written {name}."), {}
    if part == "title" and (len(text) > LONGEST_TITLE or "\n" in text):
        yield words("A title is one line of at most %(most)s letters."), {"most": LONGEST_TITLE}
    if way == Way.SMS:
        for name in sorted(name for name in places_in(text) if name in places and places[name].personal):
            yield words("The place {%(name)s} is personal data and may not stand in an SMS."), {"name": name}
        segments = length_of(without_marks(example_of(text, places))).segments
        if segments > MOST_SEGMENTS:
            yield (
                words("With the example this SMS takes %(segments)s parts; at most %(most)s are allowed."),
                {
                    "segments": segments,
                    "most": MOST_SEGMENTS,
                },
            )


def _unequal(texts: Texts) -> Iterator[Mistake]:
    """Both languages must tell the same: the same places."""
    for way, by_language in texts.items():
        named = {language: places_in(" ".join(parts.values())) for language, parts in by_language.items()}
        if set(named) == set(LANGUAGES) and named["vi"] != named["en"]:
            lacking = ", ".join(sorted(named["vi"] ^ named["en"]))
            yield Mistake(f"{way}-en-body", words("Only one of the two languages names: %(names)s."), {"names": lacking})


def example_of(text: str, places: Mapping[str, Place], language: str = "vi") -> str:
    """The text with the examples in its places, as an SMS."""
    return render(text, {name: place.example for name, place in places.items()} | _BUILT_IN_EXAMPLES, language, one_line=True)


_BUILT_IN_EXAMPLES = {"link": "https://dichvucong.example/ho-so/H56.14-221114-0001/", "place_name": "Thanh Hóa"}
