"""`motcua doctor`: look at everything an installation needs and say plainly what to do."""

from argparse import Namespace

from django.utils.translation import gettext as _

from motcua.channels.commands.checkup import Finding, examine
from motcua.channels.commands.output import DONE, REFUSED, say, say_json

_SIGNS = {"good": "✓", "note": "·", "bad": "✗"}


def run(given: Namespace) -> int:
    """Exit code 1 when something is bad; notes are for information."""
    findings = list(examine())
    if given.json:
        say_json([{"name": one.name, "state": one.state, "says": one.says, "way_out": one.way_out} for one in findings])
    else:
        for one in findings:
            _tell(one)
    return REFUSED if any(one.state == "bad" for one in findings) else DONE


def _tell(one: Finding) -> None:
    say(f"{_SIGNS[one.state]} {one.name}: {one.says}")
    if one.way_out:
        say("    " + _("What to do: %(way_out)s") % {"way_out": one.way_out})
