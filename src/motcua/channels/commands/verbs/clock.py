"""`motcua clock`: legal time and real time."""

import json
import os
from argparse import Namespace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.channels.commands.output import DONE, say, say_json
from motcua.kernel import clock
from motcua.kernel.errors import Refusal, words


def run(given: Namespace) -> int:
    """Show both clocks; with --forward move the legal time of a demo (never back, never in production)."""
    if given.forward:
        _move(timedelta(days=given.forward))
    legal, real = clock.now(), clock.real_now().astimezone(clock.VIETNAM)
    if given.json:
        say_json({"legal": legal.isoformat(), "real": real.isoformat(), "shifted": clock.is_shifted()})
        return DONE
    say(_("Legal time: %(moment)s") % {"moment": f"{legal:%d/%m/%Y %H:%M:%S}"})
    say(_("Real time:  %(moment)s") % {"moment": f"{real:%d/%m/%Y %H:%M:%S}"})
    if given.forward:
        say(_("Running programs take the new time at their next start."))
    return DONE


def _move(step: timedelta) -> None:
    anchor = settings.VAR / "legal_time.json"
    if not settings.LEGAL_START or not anchor.exists():
        raise Refusal(
            words("Legal time is real time here and cannot be moved."),
            way_out=words("Only a demo that lives in another year (MOTCUA_LEGAL_START) has a clock of its own."),
        )
    kept = json.loads(anchor.read_text())
    legal, real = (datetime.fromisoformat(kept[name]) for name in ("legal", "real"))
    fresh = anchor.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"real": real.isoformat(), "legal": (legal + step).isoformat()}))
    fresh.replace(anchor)
    clock.configure(shift=legal + step - real)
