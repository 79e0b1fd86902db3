"""What a check of the event log can find."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.errors import words


@dataclass(frozen=True, slots=True)
class Finding:
    """One damage: a sentence with the number of the seal and, where it is known, of the event."""

    message: str
    seal: int
    event: int | None = None

    def __str__(self) -> str:
        return self.message % self.params

    @property
    def params(self) -> dict[str, object]:
        """The values for the places in the sentence."""
        return {"seal": self.seal, "event": self.event}


def compare(seal: int, kept: Mapping[int, bytes], present: Mapping[int, bytes]) -> list[Finding]:
    """What differs between the hashes kept at sealing and those of the events as they are now."""
    found = []
    for event in sorted(kept.keys() | present.keys()):
        if event not in present:
            found.append(Finding(words("Event %(event)s of seal %(seal)s has been deleted."), seal, event))
        elif event not in kept:
            found.append(Finding(words("Event %(event)s was put into seal %(seal)s afterwards."), seal, event))
        elif kept[event] != present[event]:
            found.append(Finding(words("Event %(event)s of seal %(seal)s has been changed."), seal, event))
    return found
