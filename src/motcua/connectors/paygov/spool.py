"""A daily file, fetched whole onto disk and proved before a line of it is read."""

import hmac
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from typing import IO

import httpx

from motcua.kernel.errors import Fault

_TIMEOUT = httpx.Timeout(60.0, connect=3.0)
_LARGEST = 256 * 1024 * 1024
_IN_MEMORY = 1024 * 1024


def fetched(address: str, message: Mapping[str, object], *, secret: str) -> IO[bytes]:
    """The file, at its beginning. Header X-Checksum: SHA-256 of the body followed by the secret. Raises Fault."""
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the reader closes it
    digest, size = sha256(), 0
    try:
        with httpx.stream("POST", address, json=message, timeout=_TIMEOUT) as answer:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                size += len(piece)
                if size > _LARGEST:
                    raise Fault("the settlement is too large")
                digest.update(piece)
                kept.write(piece)
            given = answer.headers.get("X-Checksum", "")
    except httpx.HTTPError as error:
        kept.close()
        raise Fault(f"the settlement did not come: {type(error).__name__}") from error
    digest.update(secret.encode())
    if not hmac.compare_digest(given.encode(), digest.hexdigest().encode()):
        kept.close()
        raise Fault("the settlement does not prove itself")
    kept.seek(0)
    return kept
