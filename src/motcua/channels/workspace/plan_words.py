"""Words of the reform plan: areas, how a task stands, what was done."""

from collections.abc import Mapping

from motcua.channels.ui.parts import TagTone
from motcua.kernel.errors import words

AREAS: Mapping[str, str] = {
    "steering": words("Steering and direction"),
    "institutions": words("Reform of institutions"),
    "procedures": words("Reform of administrative procedures"),
    "organisation": words("Reform of the organisation"),
    "civil_service": words("Reform of the civil service"),
    "finance": words("Reform of public finance"),
    "digital": words("E-government and digital government"),
}
STANDINGS: Mapping[str, tuple[str, TagTone]] = {
    "running": (words("Running"), "now"),
    "soon": (words("Due soon"), "wait"),
    "late": (words("Late"), "bad"),
    "done_on_time": (words("Done on time"), "good"),
    "done_late": (words("Done late"), "wait"),
    "dropped": (words("Dropped"), "plain"),
}
STEPS: Mapping[str, str] = {
    "report": words("Progress reported"),
    "hand_in": words("Product handed in"),
    "confirm": words("Product confirmed"),
    "return": words("Product returned"),
    "move": words("Deadline moved"),
    "drop": words("Task dropped"),
}
