"""Publish figures: what is said, how it was worked out, and which records it was counted from, sealed."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.blocks.measures.api import registered
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.insight.indicators.events import PUBLICATION, FiguresEvent
from motcua.insight.indicators.models import Publication, PublishedFigure
from motcua.insight.indicators.queries.figures import Period
from motcua.insight.indicators.queries.recount import Recounted, recount
from motcua.insight.indicators.rights import PUBLISH
from motcua.kernel import clock
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, NotFound, words


def publish_figures(keys: Collection[str], *, unit_id: int, first: date, last: date, title: str = "", actor: Actor) -> Publication:
    """Count the figures from their records and keep them as published, with the ordered list of the records and its hash.

    Counting reads every record and happens before anything is written, so that nobody waits for it. A ratio brings its two parts along.
    Errors: `NotFound` for a key that is no figure, `Conflict` for a period that has not ended or a figure of which the past
    cannot be known, `Forbidden`.
    """
    place = unit(unit_id)
    require(actor, PUBLISH, unit_path=place.path)
    unknown = sorted(set(keys) - registered().keys())
    if unknown or not keys:
        raise NotFound(words("There is no such figure: %(figures)s."), params={"figures": ", ".join(unknown) or "–"})
    period = Period(first, last, clock.now())
    if first > last or last > period.now.date():
        raise Conflict(words("Only figures of days that have come can be published."), code="period_to_come")
    counted = recount(place, period, frozenset(keys))
    lost = sorted(key for key, (figure, _records) in counted.items() if not figure.known)
    if lost:
        message = words("How many there were on a day gone by cannot be known from the records: %(figures)s.")
        raise Conflict(message, code="past_unknown", params={"figures": ", ".join(lost)})
    publication = Publication(
        unit=place, first=first, last=last, cut_off=period.moment, title=title, made_at=period.now, made_by=actor.name,
        made_by_id=actor.account_id,
    )  # fmt: skip
    figures = [_published(publication, key, counted[key]) for key in counted]
    publication.sha256 = publication.seal_of(figures)
    return _write(publication, figures, actor)


@transaction.atomic
def _write(publication: Publication, figures: list[PublishedFigure], actor: Actor) -> Publication:
    publication.save()
    PublishedFigure.objects.bulk_create(figures)
    payload = {
        "first": publication.first.isoformat(),
        "last": publication.last.isoformat(),
        "sha256": publication.sha256,
        "figures": {one.key: None if one.value is None else str(one.value) for one in figures},
    }
    record(
        PUBLICATION,
        publication.pk,
        FiguresEvent.PUBLISHED,
        actor=actor,
        at=publication.made_at,
        unit_id=publication.unit_id,
        payload=payload,
    )
    return publication


def _published(publication: Publication, key: str, counted: Recounted) -> PublishedFigure:
    figure, records = counted
    return PublishedFigure(
        publication=publication,
        key=key,
        value=None if figure.total is None else Decimal(figure.total),
        numerator=figure.above,
        denominator=figure.below,
        formula=dict(figure.indicator.formula),
        records_count=records.count if records else None,
        records_sha256=records.sha256 if records else "",
        records=records.packed if records else b"",
    )
