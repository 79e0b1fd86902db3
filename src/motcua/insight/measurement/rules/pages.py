"""What is kept of one opened page: nothing of the person, only how it was opened."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

System = Literal["portal", "services", "onestop"]
SYSTEMS: tuple[System, ...] = ("portal", "services", "onestop")
Device = Literal["phone", "tablet", "desktop"]
_BOTS = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|httpx|java/|go-http|headless|monitor|scan|preview", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageKey:
    """One counter: a day, a system, a page, the procedure it is about, the unit behind it (None: the province), and how it was opened."""

    day: date
    system: System
    page: str
    service: str
    unit_id: int | None
    device: Device
    language: str
    is_bot: bool


def device_of(agent: str) -> Device:
    """Phone, tablet or desktop, by what the browser says of itself."""
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    return "phone" if "Mobi" in agent or "iPhone" in agent else "desktop"


def is_bot(agent: str) -> bool:
    """Whether a program opened it; one that says nothing of itself counts as a program."""
    return not agent.strip() or _BOTS.search(agent) is not None


def begins_visit(referrer: str, host: str) -> bool:
    """A visit begins where a page is opened from outside: by a typed address, a bookmark, or a link of another site."""
    return urlsplit(referrer).netloc != host if referrer else True
