"""Settings of the connection to the national public-service portal.

MOTCUA_NATIONAL_PORTAL_URL     where its services answer; without it the sandbox stands in; `none`: there is no connection
MOTCUA_NATIONAL_PORTAL_CLIENT  how the portal knows this installation (OAuth2 client id)
MOTCUA_NATIONAL_PORTAL_SECRET  the client's secret, also the key of signed calls in both directions; without it one shared
                               with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_NATIONAL_PORTAL_PLACES  values of NoiNopHoSo for a dossier filed here and one filed at the portal, as `1,2`; the list of
                               values is not confirmed: check it with the portal before production
MOTCUA_NATIONAL_PORTAL_TAX_ID  value of LoaiDinhDanh for a tax code; not confirmed either (default 4)
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret


def national_portal_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """Where the portal answers, as whom we speak, and where it finds our files; an empty address means there is no connection."""
    url = os.environ.get("MOTCUA_NATIONAL_PORTAL_URL", f"{sandbox_url}/national-portal")
    here, there = (os.environ.get("MOTCUA_NATIONAL_PORTAL_PLACES", "1,2") + ",").split(",")[:2]
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "client_id": os.environ.get("MOTCUA_NATIONAL_PORTAL_CLIENT", "motcua"),
        "secret": os.environ.get("MOTCUA_NATIONAL_PORTAL_SECRET") or shared_secret(var, "national_portal"),
        "files": f"{public_url}/doi-tac/cong-dvc-quoc-gia/tep",
        "place_here": here,
        "place_there": there,
        "tax_identity": os.environ.get("MOTCUA_NATIONAL_PORTAL_TAX_ID", "4"),
    }
