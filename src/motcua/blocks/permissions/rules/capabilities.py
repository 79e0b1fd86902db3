"""What may be done, and which roles may do it.

A module declares its capabilities once (in its `rights.py`, imported when the application starts).
A capability holds at or below the unit of the post that gives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.kernel.actor import Actor, ActorKind, Holding
from motcua.kernel.errors import Forbidden, words


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing that may be done: its name, the roles that may do it, and the kinds of actor that may without a post."""

    name: str
    roles: frozenset[str]
    kinds: frozenset[ActorKind]
    meaning: str


_declared: dict[str, Capability] = {}


def declare(name: str, meaning: str, *, roles: Iterable[str] = (), kinds: Iterable[ActorKind] = ()) -> str:
    """Declare a capability; returns its name so that a module can keep it as a constant."""
    capability = Capability(name, frozenset(roles), frozenset(kinds), meaning)
    if _declared.setdefault(name, capability) != capability:
        raise ValueError(f"capability {name} is declared twice with different roles")
    return name


def declared() -> dict[str, Capability]:
    """Every declared capability by name."""
    return dict(_declared)


def holdings_with(actor: Actor, name: str) -> tuple[Holding, ...]:
    """The posts of the actor that give the capability."""
    capability = _declared[name]
    if actor.scopes is not None and name not in actor.scopes:
        return ()
    return tuple(holding for holding in actor.holdings if holding.role in capability.roles)


def may(actor: Actor, name: str, *, unit_path: str | None = None) -> bool:
    """Whether the actor may do it at all, or (with `unit_path`) in that unit."""
    capability = _declared[name]
    if actor.kind == "system":
        return True
    if actor.scopes is not None and name not in actor.scopes:
        return False
    if actor.kind in capability.kinds:
        return True
    holdings = holdings_with(actor, name)
    return any(unit_path is None or unit_path.startswith(holding.unit_path) for holding in holdings)


def require(actor: Actor, name: str, *, unit_path: str | None = None) -> None:
    """Refuse with `Forbidden` unless `may`."""
    if not may(actor, name, unit_path=unit_path):
        raise Forbidden(
            words("You are not allowed to do this: %(what)s."),
            params={"what": _declared[name].meaning},
            way_out=words("Ask the head of your unit if you should hold this right."),
        )
