"""Figures as the API tells them."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Schema

from motcua.channels.public_api.shapes.common import Bilingual


class FigureOut(Schema):
    """A figure with its parts; null when a ratio has nothing to divide by."""

    key: str
    name: Bilingual
    unit: Bilingual
    kind: str
    formula: Bilingual
    total: Decimal | None
    parts: dict[str, int]


class Figures(Schema):
    """The figures of a unit and everything below it; `cut_off` is the moment up to which they know what happened."""

    unit_id: int
    first: date
    last: date
    cut_off: datetime
    items: list[FigureOut]


class Records(Schema):
    """The records behind a figure, newest first: codes of dossiers, or the words of another kind of record."""

    items: list[str]
    next: str | None


class Me(Schema):
    """Who the token acts for."""

    kind: str
    name: str
    scopes: list[str]
    posts: list["PostOut"]


class PostOut(Schema):
    """A post held today."""

    role: str
    unit_id: int
    on_behalf_of: str
