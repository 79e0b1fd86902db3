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
from motcua.simulation.api import Wish, check_lives, simulate_year


def run(given: Namespace) -> int:
    """Write the year with a progress bar; a run that was stopped goes on with the same command. With --check, compare a sample."""
    if given.check:
        return _check(given)
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


def _check(given: Namespace) -> int:
    """Say in what a sample of simulated lives differs from what the actions make of the same acts."""
    with tqdm(total=given.check, unit=" dossiers", disable=given.json or None, leave=False) as bar:
        found = list(check_lives(given.check, seed=given.seed, actor=SYSTEM, progress=bar.update))
    if given.json:
        plain = [{"code": code, "what": one.what, "taken_over": str(one.taken_over), "lived": str(one.lived)} for code, one in found]
        say_json({"checked": given.check, "unlike": plain})
    else:
        for code, one in found:
            warn(f"{code} {one.what}: {one.taken_over} / {one.lived}")
        say(_("%(count)s simulated dossiers were lived again, %(unlike)s differences.") % {"count": given.check, "unlike": len(found)})
    return REFUSED if found else DONE


def _show(bar: "tqdm[NoReturn]", count: int, of: int) -> None:
    bar.total = of
    bar.update(count - bar.n)
