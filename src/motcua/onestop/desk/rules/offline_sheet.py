"""What a device sends of one person at the counter, read strictly: it has been out of our sight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import orjson
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Strict):
    """The person as typed; a number of 12 digits is a citizen's, another a tax code."""

    number: str = Field(max_length=20)
    full_name: str = Field(min_length=1, max_length=200)
    birth_date: date | None = None
    sex: str = Field(default="", max_length=10)
    phone: str = Field(default="", max_length=30)
    email: str = Field(default="", max_length=254)
    address: str = Field(default="", max_length=300)

    @property
    def is_organisation(self) -> bool:
        """By the length of the number."""
        return len(self.number) != 12


class Sheet(_Strict):
    """What was entered: the answers as they were posted to the form, the papers seen, the cash taken (đồng), the due moment printed."""

    procedure: str = Field(max_length=20)
    version: int
    person: Person
    posted: Mapping[str, list[str]] = Field(max_length=400)
    seen: list[str] = Field(max_length=60)
    fee: int = Field(ge=0, le=10**11)
    due: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class SentEntry:
    """One entry as it came: its own key, its reserved code, when it happened by the device's corrected clock, and the sheet unread."""

    key: UUID
    code: str
    sequence: int
    at: datetime
    sheet: Mapping[str, object]

    @property
    def digest(self) -> str:
        """Tells a repetition from a correction."""
        return sha256(orjson.dumps(dict(self.sheet), option=orjson.OPT_SORT_KEYS)).hexdigest()
