"""The test authority: a root, an issuing authority and a time stamping authority, made at first start."""

from dataclasses import dataclass

from motcua.blocks.signing.models import keyring
from motcua.blocks.signing.rules.certificates import Pair, issue, marked_name
from motcua.kernel import clock

_ORGANISATION = "TEST Mot Cua - no legal value"


@dataclass(frozen=True, slots=True)
class Authority:
    """Who vouches for identities (`issuing`, below `root`) and for moments (`tsa`)."""

    root: Pair
    issuing: Pair
    tsa: Pair


_loaded: dict[str, Authority] = {}


def ensure_authority() -> Authority:
    """The authority of this installation; made when there is none yet. Safe when several processes start at once."""
    path = keyring.folder() / "authority.json"
    if str(path) not in _loaded:
        if not path.exists():
            keyring.save(path, {}, _made())
        pairs = keyring.load(path)[1]
        _loaded[str(path)] = Authority(root=pairs["root"], issuing=pairs["issuing"], tsa=pairs["tsa"])
    return _loaded[str(path)]


def _made() -> dict[str, Pair]:
    now = clock.real_now()
    root = issue(marked_name("Root CA", organisation=_ORGANISATION), issuer=None, at=now, years=20, authority_depth=1)
    issuing = issue(marked_name("Issuing CA", organisation=_ORGANISATION), issuer=root, at=now, years=15, authority_depth=0)
    tsa = issue(marked_name("Time Stamping", organisation=_ORGANISATION), issuer=issuing, at=now, years=10, time_stamping=True)
    return {"root": root, "issuing": issuing, "tsa": tsa}
