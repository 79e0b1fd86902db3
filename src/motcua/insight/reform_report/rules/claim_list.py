"""Count a list that follows a figure: "(A, B (02), C và D)" or ": A; B (03)"."""

import re

_FIRST_WORDS = re.compile(r"^[^(:.;]{0,60}?[(:]")
_END = re.compile(r"\.(?=\s|$)|;(?=\s*(?:phối hợp|tổ chức))|\n")
_IN_BRACKETS = re.compile(r"\((\d+)[^)]*\)")
_LEADING = re.compile(r"^\s*(\d+)\s")


def lengths(after: str) -> frozenset[int]:
    """How many the list after a figure may hold; empty when no list follows.

    An item counts as many as the number in its brackets or at its head, otherwise one. "Vĩnh Lộc và Thiệu Hóa" may be one
    item or two, so both counts are given.
    """
    opened = _FIRST_WORDS.match(after)
    if opened is None:
        return frozenset()
    inside = _inside(after[opened.end() :]) if opened.group().endswith("(") else _END.split(after[opened.end() :])[0]
    items = [item for item in re.split(r"[,;]", _IN_BRACKETS.sub(r"#\1#", inside)) if item.strip()]
    if len(items) < 2:
        return frozenset()
    count = sum(_weight(item) for item in items)
    return frozenset({count, count + 1} if " và " in items[-1] and "#" not in items[-1] else {count})


def _inside(text: str) -> str:
    """Up to the bracket that closes the list."""
    depth = 1
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return text[:place]
    return text


def _weight(item: str) -> int:
    number = re.search(r"#(\d+)#", item) or _LEADING.match(item)
    return int(number.group(1)) if number else 1
