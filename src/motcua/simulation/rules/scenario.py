"""What a scenario file says: the totals aimed at, and how they are spread."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["commune", "district", "province"]
LEVELS: tuple[Level, ...] = ("commune", "district", "province")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Part):
    """The same in Vietnamese and English."""

    vi: str
    en: str


class Marking(_Part):
    """How everybody sees that something is invented."""

    people: str
    answer: str
    procedure: Words


class Totals(_Part):
    """Dossiers, by what became of them."""

    received_in_person: int = Field(ge=0)
    received_online: int = Field(ge=0)
    resolved: int = Field(ge=0)
    resolved_on_time: int = Field(ge=0)
    pending: int = Field(ge=0)
    pending_overdue: int = Field(ge=0)
    withdrawn: int = Field(ge=0)
    not_eligible: int = Field(ge=0)
    refused: int = Field(ge=0)
    waiting: int = Field(ge=0)

    def scaled(self, scale: float) -> "Totals":
        """Every total times the scale, rounded half up; what cannot be more than something else stays below it."""
        counts = {name: int(count * scale + 0.5) for name, count in self.model_dump().items()}
        counts["resolved_on_time"] = min(counts["resolved_on_time"], counts["resolved"])
        counts["pending_overdue"] = min(counts["pending_overdue"], counts["pending"])
        return Totals(**counts)

    @property
    def received(self) -> int:
        return self.received_in_person + self.received_online

    @property
    def late(self) -> int:
        return self.resolved - self.resolved_on_time

    @property
    def resolved_of_the_year(self) -> int:
        """Received and resolved in the period."""
        return self.received - self.pending - self.withdrawn - self.not_eligible

    @property
    def carried_over(self) -> int:
        """Received before the period and resolved in it; `ValueError` when the totals leave no room."""
        count = self.resolved - self.resolved_of_the_year
        if count < 0:
            raise ValueError("more is pending, withdrawn and stopped than the totals leave room for")
        return count


class Review(_Part):
    """What was decided about procedures, and reviewed."""

    decisions: int = Field(ge=0)
    newly_issued: int = Field(ge=0)
    simplified: int = Field(ge=0)
    abolished: int = Field(ge=0)
    announced_online: int = Field(ge=0)
    integrated: int = Field(ge=0)
    unpublished: int = Field(ge=0)
    reviewed: int = Field(ge=0)
    reviewing_agencies: int = Field(ge=0)

    def scaled(self, scale: float) -> "Review":
        """Every total times the scale; there are no more decisions than lines, and no lines without a decision."""
        counts = {name: int(count * scale + 0.5) for name, count in self.model_dump().items()}
        lines = counts["newly_issued"] + counts["simplified"] + counts["abolished"]
        counts["decisions"] = min(max(counts["decisions"], 1), lines)
        counts["reviewing_agencies"] = min(max(counts["reviewing_agencies"], 1), counts["reviewed"])
        return Review(**counts)


class FeedbackTotals(_Part):
    """Feedback, by what became of it."""

    received: int = Field(ge=0)
    processed_on_time: int = Field(ge=0)

    def scaled(self, scale: float) -> "FeedbackTotals":
        """Every total times the scale."""
        received, processed = int(self.received * scale + 0.5), int(self.processed_on_time * scale + 0.5)
        return FeedbackTotals(received=received, processed_on_time=min(received, processed))


class Staffing(_Part):
    """Posts assigned for the year, and how many are filled at the cut-off."""

    civil_assigned: int = Field(ge=0)
    civil_present: int = Field(ge=0)
    public_assigned: int = Field(ge=0)
    public_present: int = Field(ge=0)

    def scaled(self, scale: float) -> "Staffing":
        """Every total times the scale; no more are present than there are posts."""
        counts = {name: int(count * scale + 0.5) for name, count in self.model_dump().items()}
        for group in ("civil", "public"):
            counts[f"{group}_present"] = min(counts[f"{group}_present"], counts[f"{group}_assigned"])
        return Staffing(**counts)


class Qualified(_Part):
    """People of one service in the communes by their highest qualification."""

    degree: int = Field(ge=0)
    college: int = Field(ge=0)
    intermediate: int = Field(ge=0)
    elementary: int = Field(ge=0)

    def scaled(self, scale: float) -> "Qualified":
        """Every total times the scale."""
        return Qualified(**{name: int(count * scale + 0.5) for name, count in self.model_dump().items()})


class Personnel(_Part):
    """People whose files are kept, besides those who fill posts of the quota; and what was decided about some in the year."""

    officials: Qualified
    civil_servants: Qualified
    received_into_service: int = Field(ge=0)
    streamlined: int = Field(ge=0)
    training_support: int = Field(ge=0)

    def scaled(self, scale: float) -> "Personnel":
        """Every total times the scale."""
        rest = {name: int(getattr(self, name) * scale + 0.5) for name in ("received_into_service", "streamlined", "training_support")}
        return Personnel(officials=self.officials.scaled(scale), civil_servants=self.civil_servants.scaled(scale), **rest)


class Shares(_Part):
    """How the totals are spread."""

    levels: Mapping[Level, float]
    late_of_carried: float = Field(ge=0, le=1)
    collected: float = Field(ge=0, le=1)
    supplement: float = Field(ge=0, le=1)
    months: tuple[float, ...] = Field(min_length=12, max_length=12)
    hours: Mapping[int, float]
    dossiers_per_person: float = Field(gt=0)


class FieldOfWork(_Part):
    """Procedures of one field at one kind of agency; `days` of working time promised, 0 for the same day."""

    level: Level
    body: str
    division: str
    code: str
    vi: str
    en: str
    steps: Literal[1, 2]
    days: tuple[int, ...] = Field(min_length=1)
    share: float = Field(gt=0)  # of the procedures
    weight: float = Field(gt=0)  # of the dossiers of its level
    series: str | None  # of the numbers of results; None: the result bears no number of its own


class Basis(_Part):
    """The law that simulated procedures name."""

    number: str
    vi: str
    en: str


class Catalogue(_Part):
    """How many procedures are published at the cut-off, real ones included."""

    level4: int
    level3: int
    same_level: int
    across_levels: int
    others: int
    first_code: str
    valid_from: date
    legal_basis: Basis
    fields: tuple[FieldOfWork, ...] = Field(min_length=1)


class Scenario(_Part):
    """The whole file."""

    year: int
    cut_off: date
    opens_on: date
    marking: Marking
    totals: Totals
    procedures: Review
    feedback: FeedbackTotals
    visits: Mapping[Literal["portal", "services", "onestop"], int]
    staffing: Staffing
    personnel: Personnel
    shares: Shares
    catalogue: Catalogue
