"""Who reports to whom: the nearest reporting unit above in the directory, else the unit that brings the whole together."""

from collections.abc import Collection, Mapping


def reporters(paths: Mapping[int, str], assigned: Collection[int], top: int) -> dict[int, int]:
    """For each unit the reporting unit its records count for: itself or the nearest assigned one above it, else the top.

    `paths` are the chains of ids of the units, as /1/17/203/.
    """
    wanted = set(assigned)
    return {pk: _nearest(path, wanted, top) for pk, path in paths.items()}


def superiors(paths: Mapping[int, str], assigned: Collection[int], top: int) -> dict[int, int | None]:
    """For each assigned unit the one it reports to; None for the top."""
    wanted = set(assigned)
    found: dict[int, int | None] = {}
    for pk in assigned:
        above = paths[pk].removesuffix(f"{pk}/")
        found[pk] = None if pk == top else _nearest(above, wanted, top)
    return found


def _nearest(path: str, wanted: Collection[int], top: int) -> int:
    steps = [int(step) for step in path.strip("/").split("/") if step]
    return next((step for step in reversed(steps) if step in wanted), top)
