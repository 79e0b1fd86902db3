"""What a folder of messages says about templates: read strictly."""

import hashlib
import json
from datetime import date, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from motcua.blocks.notices.rules.linting import Mistake, Place, lint

_Strict = ConfigDict(extra="forbid", populate_by_name=True)
WayName = Literal["inbox", "mail", "sms"]


def _as_time(value: object) -> object:
    return time.fromisoformat(value) if isinstance(value, str) else value


class Bilingual(BaseModel):
    """The same in both languages."""

    model_config = _Strict
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class TopicEntry(BaseModel):
    """A kind of news."""

    model_config = _Strict
    key: str = Field(pattern=r"^[a-z_]{2,40}$")
    audience: Literal["party", "account", "guest"] = "party"
    name: Bilingual
    required: bool = False
    ways: list[WayName]


class QuietEntry(BaseModel):
    """When a way is silent, from a day on."""

    model_config = _Strict
    way: Literal["mail", "sms"]
    first: date = Field(alias="from")
    starts: Annotated[time, BeforeValidator(_as_time)]
    ends: Annotated[time, BeforeValidator(_as_time)]
    basis: str = ""


class PlaceEntry(BaseModel):
    """One place: an example for previews; personal ones may not stand in an SMS."""

    model_config = _Strict
    example: Any
    personal: bool = False


class WordsEntry(BaseModel):
    """Title and text of one way in one language; an SMS has no title."""

    model_config = _Strict
    title: str = ""
    body: str


class TemplateEntry(BaseModel):
    """One template with the texts of the file."""

    model_config = _Strict
    key: str = Field(pattern=r"^[a-z_]{2,80}$")
    topic: str
    name: Bilingual
    urgent: bool = False
    secret: bool = False
    places: dict[str, PlaceEntry] = {}
    texts: dict[WayName, dict[Literal["vi", "en"], WordsEntry]]

    def plain_texts(self) -> dict[str, dict[str, dict[str, str]]]:
        """The texts as they are stored."""
        return {
            way: {
                language: {"body": one.body.strip()} if way == "sms" else {"title": one.title.strip(), "body": one.body.strip()}
                for language, one in by_language.items()
            }
            for way, by_language in self.texts.items()
        }

    def plain_places(self) -> dict[str, dict[str, object]]:
        """The places as they are stored."""
        return {name: place.model_dump() for name, place in self.places.items()}

    def mistakes(self) -> list[Mistake]:
        """What keeps the texts from being published."""
        return lint(self.plain_texts(), places_of(self.plain_places()))

    def sha(self) -> str:
        """Changes when the texts or places of the file change, and only then."""
        spelled = json.dumps([self.plain_texts(), self.plain_places()], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(spelled.encode()).hexdigest()


def places_of(stored: dict[str, dict[str, object]]) -> dict[str, Place]:
    """Stored places, to lint and to preview."""
    return {name: Place(place.get("example"), bool(place.get("personal"))) for name, place in stored.items()}
