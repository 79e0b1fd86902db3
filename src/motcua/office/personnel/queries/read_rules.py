"""Read the province's folder about the civil service, with file and line of every mistake."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from motcua.blocks.packs.api import Located, PackError, PackRefused, read_yaml
from motcua.office.personnel.rules.content import PersonnelRules

FILES = {
    "decisions.yaml": ("decisions", "closing"),
    "rules.yaml": ("titles", "limits", "retirement", "base_salary", "streamlining", "supports"),
}
_TEMPLATE = "decision.typ"


@dataclass(frozen=True, slots=True)
class RulesSource:
    """Checked content, as it is stored."""

    record: dict[str, Any]
    sha256: str


def read_rules(folder: Path) -> RulesSource:
    """The content of the folder. Raises `PackRefused` naming every mistake."""
    parts: dict[str, Located] = {}
    for name, keys in FILES.items():
        located = read_yaml(folder / name)
        for key in keys:
            parts[key] = located[key]
    template = folder / _TEMPLATE
    if not template.is_file():
        raise PackRefused([PackError(str(template), 1, "the template of decisions is missing")])
    given = {key: part.value for key, part in parts.items()} | {"template": template.read_text()}
    try:
        rules = PersonnelRules.model_validate(given)
    except ValidationError as error:
        raise PackRefused([_placed(parts, one["loc"], one["msg"]) for one in error.errors()]) from None
    record = rules.model_dump(mode="json", by_alias=True)
    return RulesSource(record, hashlib.sha256(orjson.dumps(record, option=orjson.OPT_SORT_KEYS)).hexdigest())


def _placed(parts: dict[str, Located], loc: tuple[int | str, ...], message: str) -> PackError:
    said = message.removeprefix("Value error, ")
    if not loc or str(loc[0]) not in parts:
        return parts["decisions"].error(said)
    first, *rest = loc
    return parts[str(first)].error(f"{'.'.join(map(str, loc))}: {said}", *rest)
