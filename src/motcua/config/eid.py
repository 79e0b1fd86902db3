"""Settings of the electronic identity (OpenID Connect, by django-allauth) and of logins.

MOTCUA_EID_ISSUER         issuer of the identity; without it the sandbox stands in
MOTCUA_EID_CLIENT_ID      how the identity knows this installation
MOTCUA_EID_SECRET         without it a secret shared with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_TRUSTED_PROXIES    how many proxies before us set X-Forwarded-For (default 0: the header is not believed)
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret

__all__ = [
    "ACCOUNT_EMAIL_VERIFICATION",
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_SIGNUP_FIELDS",
    "EID_KNOCK_SECONDS",
    "SOCIALACCOUNT_ADAPTER",
    "SOCIALACCOUNT_EMAIL_VERIFICATION",
    "SOCIALACCOUNT_REQUESTS_TIMEOUT",
    "TRUSTED_PROXIES",
    "eid_client",
]

SOCIALACCOUNT_ADAPTER = "motcua.connectors.eid.adapter.IdentityAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
EID_KNOCK_SECONDS = 1.5  # how long the page before the login waits for the identity
SOCIALACCOUNT_EMAIL_VERIFICATION = ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
TRUSTED_PROXIES = int(os.environ.get("MOTCUA_TRUSTED_PROXIES", "0"))


def eid_client(var: Path, sandbox_url: str) -> dict[str, str]:
    """Whom we trust to say who somebody is, and as whom we ask."""
    return {
        "issuer": os.environ.get("MOTCUA_EID_ISSUER", f"{sandbox_url}/eid"),
        "name": "VNeID" if "MOTCUA_EID_ISSUER" in os.environ else "VNeID (sandbox)",
        "client_id": os.environ.get("MOTCUA_EID_CLIENT_ID", "motcua"),
        "secret": os.environ.get("MOTCUA_EID_SECRET") or shared_secret(var, "eid"),
    }
