"""How the ending of a bundle is told: the outcome for its process, and the reason the citizen reads."""

from collections.abc import Iterable, Mapping

from motcua.onestop.dossiers.rules.transitions import Status

PARTLY = "partly"
OUTCOMES: Mapping[str, str] = {"all": "resolved", "some": PARTLY, "nothing": "refused"}
_DONE = frozenset({Status.RESOLVED, Status.RETURNED})


def reason_of(endings: Iterable[tuple[str, str | None, str]]) -> str:
    """Why there is not every result: each part that gives none with its reason; empty when all gave one.

    Each ending is the part's name, its status (None: it never began), and why it ended. It stands on papers, so it is Vietnamese.
    """
    told = []
    for name, status, why in endings:
        if status is None:
            told.append(f"{name}: không thực hiện, vì phần việc trước đó không giải quyết được")
        elif status not in _DONE:
            told.append(f"{name}: {why}" if why else f"{name}: đã dừng giải quyết")
    return "; ".join(told)
