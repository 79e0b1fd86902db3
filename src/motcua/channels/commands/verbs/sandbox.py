"""`motcua sandbox`: the stand-ins for outside systems."""

import os
from argparse import Namespace

from motcua.channels.commands.sandbox import command


def run(given: Namespace) -> int:
    """Become the sandbox; it is a program of its own that shares nothing with us but its protocols."""
    words = command(given.port)
    os.execv(words[0], words)  # noqa: S606 -- our own program
