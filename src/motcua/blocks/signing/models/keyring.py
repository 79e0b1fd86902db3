"""Keys on disk: one file per key set, encrypted with a key derived from the installation's secret."""

import hashlib
import json
import os
import uuid
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from motcua.blocks.signing.rules.certificates import Pair
from motcua.kernel.errors import Fault


def folder() -> Path:
    """Where keys are kept: readable by the owner of the process only."""
    path: Path = settings.VAR / "keys"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def save(path: Path, facts: dict[str, str], pairs: dict[str, Pair], *, replace: bool = False) -> bool:
    """Write a key set whole or not at all (0600). Returns False, writing nothing, when it exists and `replace` is not set."""
    content = {"facts": facts, "pairs": {name: _sealed(pair) for name, pair in pairs.items()}}
    fresh = path.with_name(f".{uuid.uuid4().hex}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        json.dump(content, stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        if replace:
            fresh.replace(path)
            return True
        os.link(fresh, path)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


def load(path: Path) -> tuple[dict[str, str], dict[str, Pair]]:
    """Read a key set. Raises FileNotFoundError; Fault when the installation's secret is not the one that sealed it."""
    content = json.loads(path.read_text())
    return content["facts"], {name: _opened(sealed, path) for name, sealed in content["pairs"].items()}


def ended_at(key: str) -> datetime | None:
    """From which moment on nothing is signed under this key any more; read anew each time, because another process may have written it."""
    try:
        return datetime.fromisoformat(_end_of(key).read_text())
    except FileNotFoundError:
        return None


def note_end(key: str, at: datetime) -> None:
    """Write the end of a key, whole or not at all."""
    fresh = folder() / f".{uuid.uuid4().hex}"
    fresh.write_text(at.isoformat())
    fresh.replace(_end_of(key))


def forget_end(key: str) -> None:
    """The key may be used again."""
    _end_of(key).unlink(missing_ok=True)


def _end_of(key: str) -> Path:
    return folder() / f"ended-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _passphrase() -> bytes:
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"motcua signing keys").derive(settings.SECRET_KEY.encode())
    return derived.hex().encode()


def _sealed(pair: Pair) -> dict[str, str]:
    key = pair.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(_passphrase())
    )
    return {"key": key.decode(), "certificate": pair.certificate.public_bytes(serialization.Encoding.PEM).decode()}


def _opened(sealed: dict[str, str], path: Path) -> Pair:
    try:
        key = serialization.load_pem_private_key(sealed["key"].encode(), _passphrase())
    except ValueError as error:
        raise Fault(f"the keys in {path.name} were sealed with another secret key") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Fault(f"the keys in {path.name} are not of the kind made here")
    return Pair(key, x509.load_pem_x509_certificate(sealed["certificate"].encode()))
