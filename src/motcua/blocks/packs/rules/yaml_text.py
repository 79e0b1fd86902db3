"""Read YAML and JSON text into plain values with line numbers.

Safe by construction: no tags, no aliases (they can blow up a small file), no repeated keys, and only the scalars a
reader expects: true/false, null, decimal numbers and dates such as 2022-11-30. `no`, `off`, `15:00` and `038` stay text.
"""

import json
import re
from collections.abc import Hashable
from datetime import date
from typing import Any

import yaml

from motcua.blocks.packs.rules.located import Located, PackError, Step

_SCALARS = {
    "tag:yaml.org,2002:null": (re.compile(r"^(?:~|null|)$"), "~n\0"),
    "tag:yaml.org,2002:bool": (re.compile(r"^(?:true|false)$"), "tf"),
    "tag:yaml.org,2002:int": (re.compile(r"^-?(?:0|[1-9][0-9]*)$"), "-0123456789"),
    "tag:yaml.org,2002:float": (re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), "-0123456789"),
    "tag:yaml.org,2002:timestamp": (re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), "0123456789"),
}


def _refused(reason: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=reason, problem_mark=event.start_mark)


class _Composer(yaml.SafeLoader):
    """PyYAML's safe loader with fewer implicit types and no aliases."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 -- PyYAML's own attribute

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it untyped
        if isinstance(event, yaml.AliasEvent):
            raise _refused("references (*name) are not allowed; write the text out", event)
        if getattr(event, "tag", None) is not None:
            raise _refused(f"the tag {event.tag} is not allowed", event)
        return super().compose_node(parent, index)


for _tag, (_pattern, _first) in _SCALARS.items():
    _Composer.add_implicit_resolver(_tag, _pattern, ["" if sign == "\0" else sign for sign in _first])

_Lines = dict[tuple[Step, ...], int]


def locate_yaml(text: str, file: str) -> Located:
    """Parse one YAML document; a mistake is a `PackError` with its line."""
    node = _compose(text, file)
    if node is None:
        raise PackError(file, 1, "the file is empty")
    lines: _Lines = {}
    return Located(file, _plain(node, (), lines, file), lines)


def locate_json(text: str, file: str) -> Located:
    """Parse one JSON document; a mistake is a `PackError` with its line."""
    try:
        value = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise PackError(file, error.lineno, f"this is not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise PackError(file, 1, f"this is not JSON: {error}") from None
    return Located(file, value, _json_lines(text, file))


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        return _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(file, line, f"this is not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise PackError(file, 1, f"this is not YAML: {error}") from None


def _plain(node: yaml.Node, path: tuple[Step, ...], lines: _Lines, file: str) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, file)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, index), lines, file) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file)
    raise PackError(file, lines[path], "this kind of value is not allowed")


def _mapping(node: yaml.MappingNode, path: tuple[Step, ...], lines: _Lines, file: str) -> dict[Hashable, object]:
    plain: dict[Hashable, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise PackError(file, line, "a name is expected before the colon")
        key = key_node.value
        if key in plain:
            raise PackError(file, line, f"'{key}' is written twice")
        plain[key] = _plain(value_node, (*path, key), lines, file)
        lines[(*path, key)] = line
    return plain


def _scalar(node: yaml.ScalarNode, file: str) -> object:
    kind = node.tag.rpartition(":")[2]
    line = node.start_mark.line + 1
    if kind == "str":
        return node.value
    if kind == "null":
        return None
    if kind == "bool":
        return node.value == "true"
    if kind == "int":
        return int(node.value)
    if kind == "float":
        return float(node.value)
    if kind == "timestamp":
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            raise PackError(file, line, f"there is no such day: {node.value}") from None
    raise PackError(file, line, "this kind of value is not allowed")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record: dict[str, object] = {}
    for key, value in pairs:
        if key in record:
            raise ValueError(f"'{key}' is written twice")
        record[key] = value
    return record


def _json_lines(text: str, file: str) -> _Lines:
    # JSON is nearly YAML: the YAML composer gives the lines; where it cannot, the file is still named.
    lines: _Lines = {(): 1}
    try:
        node = _compose(text.replace("\t", " "), file)
        if node is not None:
            _plain(node, (), lines, file)
    except PackError:
        return {(): 1}
    return lines
