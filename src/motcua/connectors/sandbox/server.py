"""The stand-ins put together and served."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from motcua.connectors.sandbox.eid.provider import Client, IdentityProvider
from motcua.connectors.sandbox.emc.desk import MeasurementDesk
from motcua.connectors.sandbox.messaging import attach_messaging
from motcua.connectors.sandbox.misbehaviour import KINDS, Misbehaviour
from motcua.connectors.sandbox.national_feedback.desk import FeedbackDesk
from motcua.connectors.sandbox.national_portal.counter import Counter
from motcua.connectors.sandbox.national_portal.ledger import Ledger
from motcua.connectors.sandbox.national_portal.portal import NationalPortalDesk
from motcua.connectors.sandbox.national_reporting.desk import ReportingDesk
from motcua.connectors.sandbox.payments import attach_payments
from motcua.connectors.sandbox.post.office import attach_post
from motcua.connectors.sandbox.register.desk import RegisterDesk
from motcua.connectors.sandbox.register.filings import Filings
from motcua.connectors.sandbox.shared_secret import shared_secret
from motcua.connectors.sandbox.web import Application, BadRequestError, Reply, Request, as_json, asset, page


@dataclass(frozen=True, slots=True)
class Options:
    """Where things are kept and how fast the register works."""

    var: Path
    people: Path
    public_url: str = "http://127.0.0.1:8000"
    pace: float = 20.0
    host: str = "127.0.0.1"
    mail_port: int | None = None


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """One thread per request; connections that wait do not hold up others."""

    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
        pass


def build(options: Options) -> tuple[Application, RegisterDesk]:
    """The application with every stand-in, and the desk whose clerk still has to be started."""
    app, faults = Application(), Misbehaviour()
    client = Client("motcua", shared_secret(options.var, "eid"), public_url=options.public_url)
    provider = IdentityProvider(people=options.people, keys=options.var / "sandbox", client=client, faults=faults)
    provider.attach(app)
    filings = Filings(options.var / "sandbox" / "register.sqlite3", pace=options.pace)
    desk = RegisterDesk(filings, secret=shared_secret(options.var, "register"), public_url=options.public_url, faults=faults)
    desk.attach(app)
    portal = NationalPortalDesk(
        Ledger(options.var / "sandbox" / "national_portal.sqlite3"),
        client_id="motcua",
        secret=shared_secret(options.var, "national_portal"),
        faults=faults,
    )
    portal.attach(app)
    Counter(portal.ledger, secret=shared_secret(options.var, "national_portal"), public_url=options.public_url, faults=faults).attach(app)
    attach_messaging(
        app,
        var=options.var,
        public_url=options.public_url,
        faults=faults,
        host=options.host,
        mail_port=options.mail_port,
        pace=options.pace,
    )
    attach_payments(app, var=options.var, public_url=options.public_url, faults=faults)
    attach_post(app, var=options.var, public_url=options.public_url, faults=faults, pace=options.pace)
    FeedbackDesk(secret=shared_secret(options.var, "national_feedback"), public_url=options.public_url, faults=faults).attach(app)
    ReportingDesk(client_id="motcua", secret=shared_secret(options.var, "national_reporting"), faults=faults).attach(app)
    MeasurementDesk(secret=shared_secret(options.var, "emc"), faults=faults).attach(app)
    _attach_own_pages(app, filings, faults)
    return app, desk


def serve(app: Application, host: str, port: int) -> WSGIServer:
    """A server bound to an address; port 0 takes a free one."""
    return make_server(host, port, app, server_class=ThreadingServer, handler_class=_QuietHandler)


def _attach_own_pages(app: Application, filings: Filings, faults: Misbehaviour) -> None:
    def home(request: Request) -> Reply:
        rows = "".join(
            f"<tr><td>{escape(str(row['foreign_code']))}</td><td>{escape(str(row['name']))}</td><td>{escape(str(row['status']))}</td>"
            f"<td>{escape(str(row['enterprise_code']))}</td></tr>"
            for row in filings.listed()
        )
        state = "".join(f"<li>{escape(system)}: {escape(fault)}</li>" for system, fault in faults.all().items())
        return page("home.html", raw={"rows": rows, "faults": state})

    def misbehave(request: Request) -> Reply:
        sent = request.json()
        seconds = sent.pop("seconds", None)
        if seconds is not None and not (isinstance(seconds, int | float) and 0 <= seconds <= 120):
            raise BadRequestError("seconds must be a number from 0 to 120")
        try:
            for system, kind in sent.items():
                faults.switch(system, str(kind), float(seconds) if seconds is not None else None)
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        return as_json(faults.all())

    app.route("GET", "/", home)
    app.route("GET", "/health", lambda request: as_json({"status": "ok", "sandbox": True, "faults": faults.all()}))
    app.route(
        "GET",
        "/admin/misbehave",
        lambda request: as_json({"now": faults.all(), "known": {key: sorted(kinds) for key, kinds in KINDS.items()}}),
    )
    app.route("POST", "/admin/misbehave", misbehave)
    app.route("GET", "/style.css", lambda request: asset("style.css", "text/css; charset=utf-8"))
