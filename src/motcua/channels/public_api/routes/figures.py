"""Figures with the records behind them, and who the caller is."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from motcua.channels.public_api.operations import acting, operation
from motcua.channels.public_api.paging import cursor_of, number_after
from motcua.channels.public_api.routes.dossiers import Cursor
from motcua.channels.public_api.shapes.common import Bilingual, Id, Key, ProcedureCode
from motcua.channels.public_api.shapes.figures import FigureOut, Figures, Me, PostOut, Records
from motcua.channels.public_api.tokens import caller
from motcua.insight.indicators.api import READ, Figure, Period, cut_off, figures, records_behind
from motcua.kernel import clock
from motcua.kernel.errors import FieldError, InvalidInput, words

router = Router(tags=["figures"])
Day = Annotated[date | None, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
PAGE = 100


@operation(router, "GET", "/indicators", any_of=(READ,), answers=Figures)
def indicators(request: HttpRequest, unit_id: Id, first: Day = None, last: Day = None, procedure: ProcedureCode | None = None) -> Figures:
    """Every figure of a unit and all below it, from `first` to `last` (default: this month)."""
    period = _period(first, last, procedure)
    found = figures(actor=acting(request, READ), unit_id=unit_id, period=period)
    items = [_shown(key, figure) for key, figure in found.items()]
    return Figures(unit_id=unit_id, first=period.first, last=period.last, cut_off=cut_off(period.now), items=items)


@operation(router, "GET", "/indicators/{key}/records", any_of=(READ,), answers=Records)
def indicator_records(
    request: HttpRequest,
    key: Key,
    unit_id: Id,
    first: Day = None,
    last: Day = None,
    procedure: ProcedureCode | None = None,
    part: Key | None = None,
    after: Cursor = "",
) -> Records:
    """The records behind one figure: codes of dossiers, or the words by which another kind of record is known."""
    period = _period(first, last, procedure)
    behind = records_behind(actor=acting(request, READ), key=key, unit_id=unit_id, period=period, part=part)
    place = number_after(after)
    if place is not None:
        behind = behind.filter(pk__lt=place)
    rows = list(behind.order_by("-pk")[: PAGE + 1])
    return Records(items=[str(row) for row in rows[:PAGE]], next=cursor_of(rows[PAGE - 1].pk) if len(rows) > PAGE else None)


@operation(router, "GET", "/me", token=True, answers=Me)
def me(request: HttpRequest) -> Me:
    """Who the token acts for, with its scopes and the posts held today."""
    actor = caller(request)
    posts = [PostOut(role=one.role, unit_id=one.unit_id, on_behalf_of=one.on_behalf_of) for one in actor.holdings]
    return Me(kind=actor.kind, name=actor.name, scopes=sorted(actor.scopes or ()), posts=posts)


def _period(first: date | None, last: date | None, procedure: str | None) -> Period:
    now = clock.now()
    last = last or now.date()
    first = first or last.replace(day=1)
    if first > last:
        message = words("The period ends before it begins.")
        raise InvalidInput(message, fields=[FieldError("last", message)])
    return Period(first, last, now, procedure)


def _shown(key: str, figure: Figure) -> FigureOut:
    one = figure.indicator
    return FigureOut(
        key=key,
        name=Bilingual(**one.name),
        unit=Bilingual(**one.unit),
        kind=one.kind,
        formula=Bilingual(**one.formula),
        total=None if figure.total is None else Decimal(figure.total),
        parts=dict(figure.parts),
    )
