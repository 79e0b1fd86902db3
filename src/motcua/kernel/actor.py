"""Who acts: a citizen, an official in posts, the system itself, or nobody known."""

from dataclasses import dataclass, field
from typing import Literal

ActorKind = Literal["citizen", "official", "system", "anonymous"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A post the actor holds now, own or delegated: the role it gives and the unit it gives it in.

    `unit_path` is the chain of unit ids from the root, as ``/1/17/203/``; a unit lies at or below
    another when its path starts with the other's.
    """

    role: str
    unit_id: int
    unit_path: str
    post_id: int
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks for something, with everything rights depend on.

    `assurance` is the level of the electronic identity (0 none, 1, 2). `scopes` limits an API token, or staff acting for
    an organisation; None means no limit beyond the posts. Whoever acts for an organisation has its `party_id`, the
    account of the person, and the person in `person_id`; `name` then names both.
    """

    kind: ActorKind
    name: str = ""
    account_id: int | None = None
    party_id: int | None = None
    holdings: tuple[Holding, ...] = field(default=())
    assurance: int = 0
    scopes: frozenset[str] | None = None
    person_id: int | None = None

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(holding.role for holding in self.holdings)


ANONYMOUS = Actor(kind="anonymous")
SYSTEM = Actor(kind="system", name="system")
