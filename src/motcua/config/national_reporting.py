"""Settings of the national reporting system.

MOTCUA_NATIONAL_REPORTING_URL      where it answers; without it the sandbox stands in; `none`: reports stay in the house
MOTCUA_NATIONAL_REPORTING_CLIENT   our name there
MOTCUA_NATIONAL_REPORTING_SECRET   the secret of that name; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret


def national_reporting_connection(var: Path, sandbox_url: str) -> dict[str, str]:
    """Address, name and secret; an empty address means there is no such system."""
    url = os.environ.get("MOTCUA_NATIONAL_REPORTING_URL", f"{sandbox_url}/national-reporting")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "client_id": os.environ.get("MOTCUA_NATIONAL_REPORTING_CLIENT", "motcua"),
        "secret": os.environ.get("MOTCUA_NATIONAL_REPORTING_SECRET") or shared_secret(var, "national_reporting"),
    }
