"""Who may come near a document, and on which ground. Nobody else, for no reason."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Ground = Literal["owner", "delegate", "share", "link", "office"]
May = Literal["read", "use", "share"]
LEVELS: tuple[May, ...] = ("read", "use", "share")


@dataclass(frozen=True, slots=True)
class Held:
    """A document, as far as access depends on it."""

    document_id: int
    owner_id: int
    type_code: str = ""
    hidden: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Mandate:
    """A person acts for an organisation within a time; `may` contains the lesser powers."""

    owner_id: int
    may: May
    starts: datetime
    ends: datetime | None = None

    def allows(self, wish: May, at: datetime) -> bool:
        """Whether the mandate holds now and goes that far. The end does not belong to it."""
        in_time = self.starts <= at and (self.ends is None or at < self.ends)
        return in_time and LEVELS.index(wish) <= LEVELS.index(self.may)


@dataclass(frozen=True, slots=True)
class Shared:
    """Some documents shared until a moment, which does not belong to it."""

    documents: frozenset[int]
    until: datetime
    ended: bool = False
    by_link: bool = False

    def allows(self, document_id: int, at: datetime) -> bool:
        """Whether this document is still shared by it."""
        return not self.ended and at < self.until and document_id in self.documents


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, with everything that could let him in.

    `handling` are the owners of whom he handles an open dossier (officials only) and `needs` the types of papers that serve
    it; `shares` are those he was given or holds the code of.
    """

    party_id: int | None = None
    mandates: Collection[Mandate] = ()
    shares: Collection[Shared] = ()
    handling: frozenset[int] = field(default_factory=frozenset)
    needs: frozenset[str] = field(default_factory=frozenset)


def ground_to_read(held: Held, asker: Asker, at: datetime) -> Ground | None:
    """On which ground the asker may read the document now; None when on none.

    What the owner hid is for the owner alone; what was deleted is for nobody.
    """
    if held.deleted:
        return None
    if asker.party_id is not None and asker.party_id == held.owner_id:
        return "owner"
    if held.hidden:
        return None
    if any(one.owner_id == held.owner_id and one.allows("read", at) for one in asker.mandates):
        return "delegate"
    opened = next((one for one in asker.shares if one.allows(held.document_id, at)), None)
    if opened is not None:
        return "link" if opened.by_link else "share"
    return "office" if held.owner_id in asker.handling and held.type_code in asker.needs else None


def may_act_for(owner_id: int, wish: May, asker: Asker, at: datetime) -> bool:
    """Whether the asker may use or share what is in the vault of `owner_id`: the owner himself, or a mandate that goes so far."""
    own = asker.party_id is not None and asker.party_id == owner_id
    return own or any(one.owner_id == owner_id and one.allows(wish, at) for one in asker.mandates)
