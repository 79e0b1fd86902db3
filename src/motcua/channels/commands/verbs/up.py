"""`motcua up`: set up everything, load the province, serve it."""

import fcntl
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _
from tqdm import tqdm

from motcua.channels.commands import logins, postgres, prepare, sandbox, server
from motcua.channels.commands.output import DONE, REFUSED, say, table, warn
from motcua.channels.commands.supervise import Child, Supervisor, motcua
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, words

_UP_WITHIN = 60.0


def run(given: Namespace) -> int:
    """Prepare, start server, worker and sandbox, say where and who, and tend them until Ctrl-C."""
    with _alone():
        if not given.prepare_only:
            server.refuse_taken(given.host, given.port)
        _prepare()
        code = DONE if given.prepare_only else _serve(given)
    if given.postgres:
        connections.close_all()
        postgres.stop(os.environ["DATABASE_URL"])
    return code


@contextmanager
def _alone() -> Iterator[None]:
    with (settings.VAR / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as running:
            raise Conflict(
                words("It is already running with this folder: %(folder)s."),
                params={"folder": str(settings.VAR)},
                way_out=words("Stop the other one, or give this one a folder of its own in MOTCUA_VAR."),
            ) from running
        yield


def _prepare() -> None:
    steps = prepare.steps()
    with tqdm(total=len(steps), bar_format="{desc:<34}{bar:24} {n_fmt}/{total_fmt}", disable=None, leave=False) as bar:
        for step in steps:
            bar.set_description_str(step.what)
            if bar.disable:
                say(f"… {step.what}")
            step.do()
            bar.update()


def _serve(given: Namespace) -> int:
    connections.close_all()
    log = settings.VAR / "log"
    children = [
        Child("server", server.command(given.host, given.port, given.workers), log / "server.log"),
        Child("worker", motcua("worker"), log / "worker.log"),
    ]
    if not given.no_sandbox:
        children.append(Child("sandbox", sandbox.command(urlsplit(settings.SANDBOX_URL).port or 80), log / "sandbox.log"))
    os.chdir(settings.ROOT)
    supervisor = Supervisor(children, warn)
    supervisor.listen()
    supervisor.start()
    address = f"http://{given.host}:{given.port}"
    if not server.wait_until_up(f"{address}/", _UP_WITHIN):
        supervisor.end()
        warn(_("The server gave no page within a minute. Its log: %(file)s") % {"file": log / "server.log"})
        return REFUSED
    _welcome(address)
    supervisor.run()
    say(_("Stopped; everything is kept in %(folder)s.") % {"folder": settings.VAR})
    return DONE


def _welcome(address: str) -> None:
    say()
    say(f"Một Cửa  {address}")
    if clock.is_shifted():
        say(
            _("Legal time is %(moment)s (set by MOTCUA_LEGAL_START); tokens and keys keep real time.")
            % {"moment": f"{clock.now():%d/%m/%Y %H:%M}"}
        )
    found = logins.officials()
    if found:
        say()
        say(_("Officials log in at %(address)s with") % {"address": f"{address}{settings.LOGIN_URL}"})
        table([_("Account"), _("Name"), _("Post"), _("Unit")], found)
        password = logins.demo_password(settings.PROVINCE)
        if password:
            say(_("Password of every demo account: %(password)s") % {"password": password})
    citizens = logins.citizens(settings.PROVINCE)
    if citizens:
        say()
        say(_("Citizens log in with the electronic identity; the stand-in asks which invented person you are:"))
        table([_("Number"), _("Name"), _("Assurance")], citizens)
    say()
    say(_("Ctrl-C stops it."))
