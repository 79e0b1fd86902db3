"""Settings of the connection to the national business register.

MOTCUA_BUSINESS_REGISTER_URL      where it answers; without it the sandbox stands in; `none`: officers enter the status by hand
MOTCUA_BUSINESS_REGISTER_SECRET   the shared secret; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_BUSINESS_REGISTER_NAME     the question of the forms whose answer is the name of the enterprise (default ten_cong_ty)
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret


def business_register_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """Address, secret, and where the register calls us back; an empty address means there is no connection."""
    url = os.environ.get("MOTCUA_BUSINESS_REGISTER_URL", f"{sandbox_url}/register")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get("MOTCUA_BUSINESS_REGISTER_SECRET") or shared_secret(var, "register"),
        "name_question": os.environ.get("MOTCUA_BUSINESS_REGISTER_NAME", "ten_cong_ty"),
        "callback": f"{public_url}/doi-tac/dang-ky-kinh-doanh/",
    }
