"""`motcua serve`: the server alone."""

import os
import sys
from argparse import Namespace

from django.conf import settings

from motcua.channels.commands.server import command


def run(given: Namespace) -> int:
    """Become the server."""
    os.chdir(settings.ROOT)
    os.execv(sys.executable, command(given.host, given.port, given.workers))  # noqa: S606 -- our own program
