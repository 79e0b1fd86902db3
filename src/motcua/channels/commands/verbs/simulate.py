"""`motcua simulate`: an invented, lawful year in this database."""

from argparse import Namespace
from pathlib import Path
from time import monotonic
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.blocks.packs.api import PackRefused
from motcua.channels.commands.output import DONE, REFUSED, say, say_json, warn
from motcua.kernel.actor import SYSTEM
from motcua.simulation.api import Wish, simulate_year


def run(given: Namespace) -> int:
    """Write the year with a progress bar; a run that was stopped goes on with the same command."""
    named = Path(given.province)
    folder: Path = (named if named.is_dir() else settings.PROVINCE.parent / given.province).resolve()
    wish = Wish(folder, given.year, scale=given.scale, seed=given.seed)
    started = monotonic()
    try:
        with tqdm(unit=" dossiers", unit_scale=True, disable=given.json or None, leave=False) as bar:
            done = simulate_year(wish, actor=SYSTEM, progress=lambda count, of: _show(bar, count, of))
    except PackRefused as refused:
        for error in refused.errors:
            warn(f"{error.file}:{error.line}: {error.reason}")
        return REFUSED
    seconds = round(monotonic() - started)
    if given.json:
        say_json({"year": done.year, "scale": done.scale, "seed": done.seed, "seconds": seconds})
    else:
        say(_("The year %(year)s is written, %(seconds)s seconds. Everything in it is invented.") % {"year": done.year, "seconds": seconds})
    return DONE


def _show(bar: "tqdm[NoReturn]", count: int, of: int) -> None:
    bar.total = of
    bar.update(count - bar.n)
