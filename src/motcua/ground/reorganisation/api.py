"""Plans that merge, split, rename and move units while their work goes on."""

from motcua.ground.reorganisation.actions.rows_of import rows_of
from motcua.ground.reorganisation.queries.handed_over import (
    Finding,
    HandedOver,
    Handing,
    Label,
    Moved,
    MovedRow,
    Placed,
    PlanCheck,
    Units,
    check_plans,
    hand_over,
    handed_over,
)
from motcua.ground.reorganisation.rules.fates import Fates, Part

__all__ = [
    "Fates",
    "Finding",
    "HandedOver",
    "Handing",
    "Label",
    "Moved",
    "MovedRow",
    "Part",
    "Placed",
    "PlanCheck",
    "Units",
    "check_plans",
    "hand_over",
    "handed_over",
    "rows_of",
]
