"""Settings of the connection to the public post.

MOTCUA_PUBLIC_POST_URL       where it answers; without it the sandbox stands in; `none`: officers enter waybill and state by hand
MOTCUA_PUBLIC_POST_SECRET    the shared secret; without it one shared with the sandbox is made once and kept in MOTCUA_VAR
MOTCUA_PUBLIC_POST_CUSTOMER  the province's customer code at the post (default MOTCUA)
"""

import os
from pathlib import Path

from motcua.connectors.sandbox.shared_secret import shared_secret


def public_post_connection(var: Path, sandbox_url: str, public_url: str) -> dict[str, str]:
    """Address, secret, customer code, and where the post calls us back; an empty address means there is no connection."""
    url = os.environ.get("MOTCUA_PUBLIC_POST_URL", f"{sandbox_url}/post")
    return {
        "url": "" if url == "none" else url.rstrip("/"),
        "secret": os.environ.get("MOTCUA_PUBLIC_POST_SECRET") or shared_secret(var, "post"),
        "customer": os.environ.get("MOTCUA_PUBLIC_POST_CUSTOMER", "MOTCUA"),
        "callback": f"{public_url}/doi-tac/buu-chinh/",
    }
