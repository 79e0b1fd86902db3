"""A life that was lived elsewhere or earlier, as it is handed over: what is asked, and the acts in the order in which they happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from motcua.kernel.actor import Actor
from motcua.onestop.dossiers.events import DossierEvent

NOTHING: Mapping[str, Any] = {}


class Act(NamedTuple):
    """One act: what, when (whole seconds), by whom, and what was said with it.

    `number` is what the act gave out, set aside before: the serial of the code for `submitted`, the number of the slip for
    `received`, `refused` and `supplement_requested`, that of the result for `resolved` (0: no number is given).
    `said`: `outcome` and `comment` of a task; `reason`; `items` asked for; `method` and `to` of a return; `at_wish_of`.
    """

    kind: DossierEvent
    at: datetime
    actor: Actor
    number: int = 0
    said: Mapping[str, Any] = NOTHING


@dataclass(slots=True)
class History:
    """One dossier with all its acts. `key` is 32 hexadecimal digits that no other dossier has."""

    key: str
    version_id: int
    case_key: str
    channel: int
    competent_id: int
    receiver_id: int
    owner_id: int
    owner_name: str
    owner_folded: str
    answers: Mapping[str, Any]
    acts: tuple[Act, ...]
    return_wish: str = "counter"
