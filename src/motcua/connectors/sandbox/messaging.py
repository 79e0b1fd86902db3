"""The stand-ins for mail and SMS put together."""

from pathlib import Path

from motcua.connectors.sandbox.mail.letters import Letters
from motcua.connectors.sandbox.mail.server import MailServer
from motcua.connectors.sandbox.misbehaviour import Misbehaviour
from motcua.connectors.sandbox.shared_secret import shared_secret
from motcua.connectors.sandbox.sms.gateway import SmsGateway
from motcua.connectors.sandbox.sms.texts import Texts
from motcua.connectors.sandbox.web import Application


def attach_messaging(
    app: Application, *, var: Path, public_url: str, faults: Misbehaviour, host: str, mail_port: int | None, pace: float
) -> None:
    """Add both to the application and begin to listen for mail (not when `mail_port` is None). Raises OSError when the port is taken."""
    mail = MailServer(Letters(var / "sandbox" / "mail.sqlite3"), faults)
    mail.attach(app)
    if mail_port is not None:
        mail.start(host, mail_port)
    texts = Texts(var / "sandbox" / "sms.sqlite3", pace=min(pace, 5.0))
    gateway = SmsGateway(texts, secret=shared_secret(var, "sms"), public_url=public_url, faults=faults)
    gateway.attach(app)
    gateway.start_clerk()
