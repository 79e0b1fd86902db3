"""A mail server that takes letters for anybody, and its inbox page."""

import asyncio
from email import message_from_bytes
from html import escape

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from motcua.connectors.sandbox.mail.letters import Letters
from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.web import Application, Reply, Request, as_json, page

_MOST_BYTES = 1024 * 1024


class Postman:
    """What happens at each step of the dialogue; faults of system `mail`: down, slow, bounce, greylist."""

    def __init__(self, letters: Letters, faults: Misbehaviour) -> None:
        self._letters, self._faults = letters, faults

    async def handle_EHLO(  # noqa: N802 -- the library's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        if self._faults.of("mail") == "slow":
            await asyncio.sleep(self._faults.seconds)
        return ["421 4.3.2 Service not available"] if self._faults.of("mail") == "down" else responses

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        fault = self._faults.of("mail")
        if fault == "down":
            return "421 4.3.2 Service not available"
        if fault == "bounce" or address.startswith("khong-ton-tai@"):
            return "550 5.1.1 No such mailbox here"
        if fault == "temporary":
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the library's name
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        sender = envelope.mail_from or ""
        if self._faults.of("mail") == "greylist":
            message_id = str(message_from_bytes(content)["Message-ID"] or "")
            knocks = [self._letters.knocks(sender=sender, recipient=one, message_id=message_id) for one in envelope.rcpt_tos]
            if any(knocks):
                return "451 4.7.1 Greylisted, please come again"
        for recipient in envelope.rcpt_tos:
            self._letters.take(sender=sender, recipient=recipient, content=content)
        if self._faults.of("mail") == "lost_answer":
            raise ConnectionResetError  # taken, but the other side never hears of it
        return "250 OK"


class MailServer:
    """Listens for letters; `attach` adds the page on which they are read."""

    def __init__(self, letters: Letters, faults: Misbehaviour) -> None:
        self._letters, self._postman = letters, Postman(letters, faults)
        self._controller: Controller | None = None
        self.port = 0

    def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes a free one (`port` says which). Raises OSError when it is taken."""
        self._controller = _FreePort(self._postman, hostname=host, port=port, data_size_limit=_MOST_BYTES, enable_SMTPUTF8=True)
        self._controller.start()
        self.port = self._controller.port

    def stop(self) -> None:
        """Stop listening."""
        if self._controller is not None:
            self._controller.stop()

    def attach(self, app: Application) -> None:
        """Add the inbox pages."""
        app.route("GET", "/mail", self._inbox)
        app.route("GET", "/mail.json", lambda request: as_json({"port": self.port, "letters": self._of(request)}))

    def _of(self, request: Request) -> list[dict[str, object]]:
        return self._letters.listed(request.query.get("to", ""))

    def _inbox(self, request: Request) -> Reply:
        rows = "".join(
            f"<article><h2>{escape(str(row['subject']))}</h2><p><b>{escape(str(row['recipient']))}</b>"
            f"{' · bản sao: ' + str(row['copies']) if row['copies'] != 1 else ''}</p><pre>{escape(str(row['body']))}</pre></article>"
            for row in self._of(request)
        )
        return page("inbox.html", raw={"rows": rows or "<p>Chưa có thư nào. (No mail yet.)</p>"}, title="Hộp thư đến (mail)")


class _FreePort(Controller):
    """The library knocks at its own port after starting, also when a free one was asked for: let it find the right one."""

    def _trigger_server(self) -> None:
        if self.port == 0 and isinstance(self.server, asyncio.Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call] # the library gives no types here
