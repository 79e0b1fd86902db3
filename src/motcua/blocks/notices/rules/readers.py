"""Who is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told: of the people outside (`party`), of the house (`account`), or only an address (`guest`, 0)."""

    audience: str
    id: int

    @property
    def serial(self) -> str:
        """Messages to one reader keep their order under this name; guests have none."""
        return f"{self.audience}:{self.id}" if self.id else ""


GUEST = Reader("guest", 0)
