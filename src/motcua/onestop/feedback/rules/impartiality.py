"""Nobody judges himself: the body whose officials are accused never decides alone on feedback about them (NĐ 20/2008/NĐ-CP a.4)."""

from collections.abc import Iterable


def is_below(path: str, body_path: str) -> bool:
    """Whether a unit lies in or below a body, by their paths."""
    return bool(body_path) and path.startswith(body_path)


def may_decide(holding_paths: Iterable[str], accused_path: str) -> bool:
    """Whether somebody with posts in these units may decide: at least one lies outside the accused body, and none inside.

    A leader of the accused body who also sits elsewhere stays out; without an accused body everybody may.
    """
    paths = list(holding_paths)
    return not accused_path or (bool(paths) and not any(is_below(path, accused_path) for path in paths))


def may_see_sender(holding_paths: Iterable[str], *, responsible: Iterable[str], accused_path: str) -> bool:
    """Whether the sender may be shown: to the units that take in and answer, never to the accused body."""
    paths = list(holding_paths)
    if not may_decide(paths, accused_path):
        return False
    return any(unit.startswith(path) for unit in responsible for path in paths)
