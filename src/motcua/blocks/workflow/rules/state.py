"""Saved states of older kinds, brought up to the present kind one named step at a time."""

import zlib
from collections.abc import Callable, Mapping

import orjson

from motcua.blocks.workflow.rules.engine import STATE_VERSION

Upgrade = Callable[[dict[str, object]], dict[str, object]]

# One named function per step, as `1: mark_consumed_arrivals`; its docstring says what changed and why. None is needed yet.
UPGRADES: Mapping[int, Upgrade] = {}


class StateUnknownError(Exception):
    """The state was written by a newer release, or by one whose upgrade function is gone."""


def upgraded(state: bytes, version: int, *, upgrades: Mapping[int, Upgrade] = UPGRADES, to: int = STATE_VERSION) -> bytes:
    """The state in the present kind. Raises `StateUnknownError` when no chain of upgrades leads there."""
    if version == to:
        return state
    content: dict[str, object] = orjson.loads(zlib.decompress(state))
    while version < to:
        if version not in upgrades:
            raise StateUnknownError(f"no upgrade leads from state version {version} to {version + 1}")
        content = upgrades[version](content)
        version += 1
    if version > to:
        raise StateUnknownError(f"state version {version} is newer than {to}, which this release understands")
    return zlib.compress(orjson.dumps({**content, "v": to}), 6)
