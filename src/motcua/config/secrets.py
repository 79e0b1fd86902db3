"""The secret key of an installation that names none: made once, kept outside the repository."""

import os
import secrets
from pathlib import Path


def secret_key(var: Path) -> str:
    """Read the key kept in `var`, or make it; two processes starting at once agree on one."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(secrets.token_urlsafe(64))
        fresh.chmod(0o600)
        try:
            os.link(fresh, path)
        except FileExistsError:
            fresh.unlink()
            return path.read_text()
        fresh.unlink()
    return path.read_text()
