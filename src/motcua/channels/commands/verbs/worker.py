"""`motcua worker`: run background jobs."""

import signal
import threading
from argparse import Namespace

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.blocks.jobs.api import run_pending, tick, work
from motcua.channels.commands.output import DONE, say, warn
from motcua.channels.commands.supervise import Child, Supervisor, motcua


def run(given: Namespace) -> int:
    """Run jobs until told to stop (the job in hand is finished first), or with --once those that are due."""
    if given.once:
        tick()
        say(_("%(count)s jobs done.") % {"count": run_pending()})
        return DONE
    if given.processes > 1:
        children = [Child(f"worker {n}", motcua("worker"), settings.VAR / "log" / "worker.log") for n in range(1, given.processes + 1)]
        supervisor = Supervisor(children, warn)
        supervisor.listen()
        supervisor.start()
        supervisor.run()
        return DONE
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    work(stop)
    return DONE
