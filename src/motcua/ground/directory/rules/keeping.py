"""Keep answers about units in memory for a short while: they are asked at every step and change a few times a year.

After a change in another process an answer may be up to `KEPT_SECONDS` old; the process that changes units forgets at once.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from time import monotonic
from typing import ParamSpec, TypeVar

KEPT_SECONDS = 20.0
_MOST = 20_000
_kept: dict[Hashable, tuple[float, object]] = {}
P = ParamSpec("P")
T = TypeVar("T")


def kept(query: Callable[P, T]) -> Callable[P, T]:
    """Remember the answers of a query by its arguments; refusals are not remembered."""

    @wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (query.__qualname__, args, tuple(sorted(kwargs.items())))
        found = _kept.get(key)
        if found is not None and found[0] > monotonic():
            return found[1]  # type: ignore[return-value] # the key names the query, so the type is its own
        answer = query(*args, **kwargs)
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[key] = (monotonic() + KEPT_SECONDS, answer)
        return answer

    return asked


def forget_units() -> None:
    """Forget everything kept, after a change of units (and between tests)."""
    _kept.clear()
