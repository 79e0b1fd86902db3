"""Read the province's folder about feedback, with file and line of every mistake."""

import hashlib
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from motcua.blocks.packs.api import Located, PackError, PackRefused, Problems, read_yaml
from motcua.onestop.feedback.rules.content import FeedbackContent

FILES = {"rules.yaml": ("kinds", "terms", "guidance"), "fields.yaml": ("fields",), "routing.yaml": ("receivers",)}


@dataclass(frozen=True, slots=True)
class ContentSource:
    """Checked content, as it is stored."""

    content: FeedbackContent
    record: dict[str, Any]
    sha256: str


def read_content(folder: Path, units: Set[str]) -> ContentSource:
    """The content of the folder; `units` are the codes of all units. Raises `PackRefused` naming every mistake."""
    parts: dict[str, Located] = {}
    for name, keys in FILES.items():
        located = read_yaml(folder / name)
        for key in keys:
            parts[key] = located[key]
    content = _checked(parts)
    problems = Problems()
    for error in _unknown_units(content, parts, units):
        problems.add(error)
    problems.refuse_if_any()
    record = content.model_dump(mode="json", by_alias=True)
    return ContentSource(content, record, hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest())


def _checked(parts: dict[str, Located]) -> FeedbackContent:
    try:
        return FeedbackContent.model_validate({key: part.value for key, part in parts.items()})
    except ValidationError as error:
        raise PackRefused([_placed(parts, one["loc"], one["msg"]) for one in error.errors()]) from None


def _placed(parts: dict[str, Located], loc: tuple[int | str, ...], message: str) -> PackError:
    said = message.removeprefix("Value error, ")
    if not loc:
        return parts["kinds"].error(said)
    first, *rest = loc
    return parts[str(first)].error(f"{'.'.join(map(str, loc))}: {said}", *rest)


def _unknown_units(content: FeedbackContent, parts: dict[str, Located], units: Set[str]) -> Iterator[PackError]:
    for name in ("province", "conduct_of_province"):
        code = getattr(content.receivers, name)
        if code not in units:
            yield parts["receivers"].error(f"there is no unit {code}", name)
    for place, topic in enumerate(content.fields):
        if topic.department not in units:
            yield parts["fields"].error(f"{topic.key}: there is no unit {topic.department}", place, "department")
        division = topic.divisions.get("department")
        if division and f"{topic.department}/{division}" not in units:
            yield parts["fields"].error(f"{topic.key}: {topic.department} has no division {division}", place, "divisions", "department")
