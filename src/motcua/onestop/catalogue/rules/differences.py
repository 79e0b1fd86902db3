"""What differs between two records, as short texts for a person."""

from collections.abc import Iterator, Mapping

_LONGEST = 80
_MOST = 12


def shown_differences(before: object, after: object) -> tuple[str, str]:
    """The differing values of two nested records, each as ``path=value``; long lists and values are cut."""
    found = list(_differences("", before, after))
    shown = found[:_MOST]
    more = f", and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return tuple(", ".join(f"{path}={_short(values[side])}" for path, *values in shown) + more for side in (0, 1))  # type: ignore[return-value] # two sides


def _differences(path: str, before: object, after: object) -> Iterator[tuple[str, object, object]]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in {**before, **after}:
            yield from _differences(f"{path}.{key}".strip("."), before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences(f"{path}.{index}", one, other)
    else:
        yield path, before, after


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
