"""Settings of messages by mail and SMS.

MOTCUA_SMTP            host:port of the mail server; without it the sandbox stands in; `none`: no mail
MOTCUA_SMTP_USER       user name, and MOTCUA_SMTP_PASSWORD its password; without them no login
MOTCUA_SMTP_TLS        starttls, tls or none (default: none on this machine, else starttls)
MOTCUA_MAIL_FROM       the sender's address (default khong-tra-loi@ the host of MOTCUA_PUBLIC_URL)
MOTCUA_SMS_URL         address of the SMS gateway; without it the sandbox stands in; `none`: no SMS
MOTCUA_SMS_SECRET      shared secret; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_SMS_SENDER      the name the message comes from (brand name registered with the networks, default MOTCUA)
MOTCUA_SMS_WITH_MARKS  1: SMS keep Vietnamese diacritics (70 instead of 160 signs a part)
MOTCUA_SANDBOX_SMTP    port on which the sandbox takes mail (default: the port of MOTCUA_SANDBOX_URL plus 25)
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from motcua.connectors.sandbox.shared_secret import shared_secret

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def mail_connection(sandbox_url: str, public_url: str) -> dict[str, str]:
    """The mail server; an empty host means there is none."""
    sandbox = f"127.0.0.1:{sandbox_mail_port(sandbox_url)}"
    host, _, port = os.environ.get("MOTCUA_SMTP", sandbox).partition(":")
    domain = urlsplit(public_url).hostname or "localhost"
    return {
        "host": "" if host == "none" else host,
        "port": port or "25",
        "user": os.environ.get("MOTCUA_SMTP_USER", ""),
        "password": os.environ.get("MOTCUA_SMTP_PASSWORD", ""),
        "tls": os.environ.get("MOTCUA_SMTP_TLS", "none" if host in _LOOPBACK else "starttls"),
        "sender": os.environ.get("MOTCUA_MAIL_FROM", f"khong-tra-loi@{'motcua.example' if domain in _LOOPBACK else domain}"),
    }


def sms_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """The SMS gateway and where it reports to; an empty address means there is none."""
    url = os.environ.get("MOTCUA_SMS_URL", f"{sandbox_url}/sms")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get("MOTCUA_SMS_SECRET") or shared_secret(var, "sms"),
        "sender": os.environ.get("MOTCUA_SMS_SENDER", "MOTCUA"),
        "callback": f"{public_url}/doi-tac/tin-nhan/",
    }


def sandbox_mail_port(sandbox_url: str) -> int:
    """Where the sandbox takes mail."""
    return int(os.environ.get("MOTCUA_SANDBOX_SMTP") or (urlsplit(sandbox_url).port or 80) + 25)
