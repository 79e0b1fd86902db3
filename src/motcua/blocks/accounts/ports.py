"""What this block asks of the outside: whether people can log in by their electronic identity now."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Joined:
    answers: Callable[[], bool] | None = None


_joined = _Joined()


def use_identity(answers: Callable[[], bool]) -> None:
    """Join the connector of the identity; called by the wiring (and by tests)."""
    _joined.answers = answers


def identity_answers() -> bool:
    """Whether the electronic identity answers; without a connector nobody can say that it does not."""
    return _joined.answers is None or _joined.answers()
