"""`motcua bench`: run a benchmark of this repository."""

import os
import sys
from argparse import Namespace

from django.conf import settings

from motcua.kernel.errors import NotFound, words


def run(given: Namespace) -> int:
    """Become the benchmark."""
    if not (settings.ROOT / "benchmarks" / f"{given.what}.py").exists():
        raise NotFound(
            words("The benchmarks are not installed here."),
            way_out=words("They are in the folder benchmarks/ of the source; run this from a checkout."),
        )
    os.chdir(settings.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", f"benchmarks.{given.what}", *given.rest])  # noqa: S606 -- our own program
