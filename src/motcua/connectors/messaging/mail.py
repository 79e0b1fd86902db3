"""The port `MailCarrier` over SMTP."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from motcua.blocks.notices.ports import Letter, NeverThere, NotNow
from motcua.kernel import clock

_TIMEOUT_SECONDS = 15
_NAME = "Một Cửa"


class SmtpMail:
    """Hands letters to the mail server of the province."""

    def carry(self, letter: Letter) -> None:
        """One session per letter. `NotNow` for everything that may pass, `NeverThere` when the server refuses the address for good."""
        message = message_of(letter)
        try:
            with self._session() as session:
                session.send_message(message, from_addr=settings.MAIL["sender"], to_addrs=[letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            code, answer = next(iter(refused.recipients.values()))
            raise _refusal(code, answer) from refused
        except smtplib.SMTPResponseException as refused:
            raise _refusal(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as trouble:
            raise NotNow(f"the mail server: {type(trouble).__name__}") from trouble

    def _session(self) -> smtplib.SMTP:
        known = settings.MAIL
        host, port = known["host"], int(known["port"])
        if known["tls"] == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_SECONDS, context=ssl.create_default_context())
        else:
            session = smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS)
        try:
            if known["tls"] == "starttls":
                session.starttls(context=ssl.create_default_context())
            if known["user"]:
                session.login(known["user"], known["password"])
        except (smtplib.SMTPException, OSError):
            session.close()
            raise
        return session


def message_of(letter: Letter) -> EmailMessage:
    """The letter as a mail: text only; nothing of it can break out of its header. `NeverThere` for an address that is none."""
    sender = settings.MAIL["sender"]
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address(_NAME, addr_spec=sender)
        message["To"] = Address(addr_spec=letter.to)
        message["Subject"] = " ".join(letter.subject.split())
        for name, value in letter.headers.items():
            message[name] = value
    except (ValueError, IndexError) as error:
        raise NeverThere("this is not a mail address") from error
    message["Date"] = format_datetime(clock.real_now())
    message["Message-ID"] = f"<{letter.reference}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.body, cte="quoted-printable")
    return message


def _refusal(code: int, answer: bytes | str) -> NotNow | NeverThere:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    said = f"{code} {text}"
    return NeverThere(said) if 550 <= code < 560 else NotNow(said)
