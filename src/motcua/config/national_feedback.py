"""Settings of the exchange of feedback with the national portal.

MOTCUA_NATIONAL_FEEDBACK_URL      where it answers; without it the sandbox stands in; `none`: there is no exchange
MOTCUA_NATIONAL_FEEDBACK_SECRET   the shared secret; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret


def national_feedback_connection(var: Path, sandbox_url: str) -> dict[str, str]:
    """Address and secret; an empty address means there is no exchange."""
    url = os.environ.get("MOTCUA_NATIONAL_FEEDBACK_URL", f"{sandbox_url}/national-feedback")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get("MOTCUA_NATIONAL_FEEDBACK_SECRET") or shared_secret(var, "national_feedback"),
    }
