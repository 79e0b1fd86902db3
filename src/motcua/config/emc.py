"""Settings of the connection to the ministry's measurement of digital services (EMC), and of our own counting.

MOTCUA_EMC_URL      where it answers; without it the sandbox stands in; `none`: not connected, nobody pulls either
MOTCUA_EMC_SECRET   the shared token; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_EMC_SITE     our code there (default MOTCUA-THANHHOA)
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret

MEASUREMENT_SECONDS = 10  # how often counters go from memory to the database; 0: only when somebody asks


def emc_connection(var: Path, sandbox_url: str) -> dict[str, str]:
    """Address, token and our code; an empty address means there is no connection."""
    url = os.environ.get("MOTCUA_EMC_URL", f"{sandbox_url}/emc")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get("MOTCUA_EMC_SECRET") or shared_secret(var, "emc"),
        "site": os.environ.get("MOTCUA_EMC_SITE", "MOTCUA-THANHHOA"),
    }
