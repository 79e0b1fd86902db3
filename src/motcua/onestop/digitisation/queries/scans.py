"""Scans that somebody is putting together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from motcua.blocks.files.api import StoredFile, quarter_turned, read_bytes
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words
from motcua.onestop.digitisation.models import Scan, ScanPage
from motcua.onestop.digitisation.rules.warnings import WARNINGS


@dataclass(frozen=True, slots=True)
class Place:
    """Where the paper belongs: a draft, the supplement of a dossier, or a dossier at the office."""

    kind: str
    component_key: str
    draft_key: UUID | None = None
    dossier_code: str = ""

    @classmethod
    def of_draft(cls, draft_key: UUID, component_key: str) -> "Place":
        return cls(Scan.Place.DRAFT, component_key, draft_key=draft_key)

    @classmethod
    def of_supplement(cls, code: str, component_key: str) -> "Place":
        return cls(Scan.Place.SUPPLEMENT, component_key, dossier_code=code)

    @classmethod
    def at_office(cls, code: str, component_key: str) -> "Place":
        return cls(Scan.Place.OFFICE, component_key, dossier_code=code)


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page as it is shown: its number, whether it is ready, and what is wrong with it in words."""

    id: int
    number: int
    ready: bool
    sideways: bool
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class ScanSeen:
    """A scan as it is shown."""

    key: UUID
    pages: Sequence[PageSeen]

    @property
    def done(self) -> int:
        return sum(page.ready for page in self.pages)

    @property
    def waiting(self) -> int:
        return len(self.pages) - self.done

    @property
    def unclear(self) -> bool:
        """Whether something is wrong with a page."""
        return any(page.warnings for page in self.pages)


def open_scan(place: Place, actor: Actor) -> ScanSeen | None:
    """The scan that the actor has begun for a place and not kept yet."""
    scan = scans_at(place, actor).first()
    return seen(scan) if scan else None


def seen(scan: Scan) -> ScanSeen:
    """The scan with its pages in order."""
    pages = [
        PageSeen(page.pk, number, page.tried, bool(page.quarters % 2), [WARNINGS[code] for code in page.warnings])
        for number, page in enumerate(scan.pages.all(), start=1)
    ]
    return ScanSeen(scan.key, pages)


def page_picture(page_id: int, actor: Actor) -> bytes:
    """A prepared page of one's own scan as JPEG, turned as asked for; `NotFound` for others."""
    page = ScanPage.objects.select_related("prepared").filter(pk=page_id, scan__account_id=actor.account_id or 0).first()
    if page is None or page.prepared is None:
        raise NotFound(words("There is no such page."))
    return turned_page(page.prepared, page.quarters)


def turned_page(prepared: StoredFile, quarters: int) -> bytes:
    """The JPEG of a page, turned clockwise by quarters."""
    return quarter_turned(read_bytes(prepared), quarters)


def scans_at(place: Place, actor: Actor) -> QuerySet[Scan]:
    """Open scans of the actor at a place, the newest first."""
    return Scan.objects.filter(
        account_id=actor.account_id or 0,
        kept_at__isnull=True,
        place=place.kind,
        draft_key=place.draft_key,
        dossier_code=place.dossier_code,
        component_key=place.component_key,
    ).order_by("-id")
