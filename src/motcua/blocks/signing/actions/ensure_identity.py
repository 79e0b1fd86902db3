"""Identities that sign: a person in a post, or an agency."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from motcua.blocks.signing.models import keyring
from motcua.blocks.signing.models.authority import ensure_authority
from motcua.blocks.signing.rules.certificates import Pair, issue, marked_name
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, words


@dataclass(frozen=True, slots=True)
class SigningIdentity:
    """Who signs under `key`; an agency has neither title nor person."""

    key: str
    name: str
    title: str
    organisation: str
    pair: Pair


_loaded: dict[str, SigningIdentity] = {}


def ensure_identity(key: str, *, name: str, title: str = "", organisation: str = "") -> SigningIdentity:
    """The identity under `key`, with key and certificate; made when new, certified anew when the facts changed.

    Safe when several processes ask at once: all get the same key.
    """
    facts = {"key": key, "name": name, "title": title, "organisation": organisation}
    path = _path(key)
    known = _loaded.get(str(path)) or (_read(path) if path.exists() else None)
    if known and (known.name, known.title, known.organisation) == (name, title, organisation):
        return known
    pair = issue(marked_name(name, organisation=organisation, title=title), issuer=ensure_authority().issuing, at=clock.real_now(), years=5)
    keyring.save(path, facts, {"identity": pair}, replace=known is not None)
    return _read(path)


def identity(key: str) -> SigningIdentity:
    """The identity under `key`. Raises NotFound when `ensure_identity` was never asked for it."""
    path = _path(key)
    if str(path) in _loaded:
        return _loaded[str(path)]
    try:
        return _read(path)
    except FileNotFoundError as error:
        raise NotFound(words("There is no signing certificate for %(key)s."), params={"key": key}) from error


def _path(key: str) -> Path:
    return keyring.folder() / f"identity-{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _read(path: Path) -> SigningIdentity:
    facts, pairs = keyring.load(path)
    found = SigningIdentity(facts["key"], facts["name"], facts["title"], facts["organisation"], pairs["identity"])
    _loaded[str(path)] = found
    return found
