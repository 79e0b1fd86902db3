"""One-time links of a survey: made anew from the key of the house whenever they are printed, kept only as a hash."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import Unit
from motcua.insight.indexes.models import ReformRound, SurveyLink
from motcua.insight.indexes.rights import APPRAISE
from motcua.insight.indexes.rules.reform import SurveySheet
from motcua.kernel.actor import Actor
from motcua.kernel.errors import NotFound, words


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a unit's links of one sheet were used."""

    unit: Unit
    survey: str
    links: int
    used: int


def token_of(secret: str, round_: ReformRound, unit_id: int, survey: str, position: int) -> str:
    """The token of one link; nobody without the key of the house can guess it."""
    text = f"survey/{round_.pk}/{round_.seed}/{unit_id}/{survey}/{position}"
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), text.encode(), "sha256")).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def survey_progress(round_: ReformRound, *, actor: Actor) -> list[Progress]:
    """Links and answers of every unit of the round. Two statements."""
    require(actor, APPRAISE)
    rows = (
        SurveyLink.objects.filter(round=round_)
        .values("unit_id", "survey")
        .annotate(links=Count("pk"), done=Count("pk", filter=Q(used=True)))
    )
    counted = list(rows.order_by("survey", "unit__path"))
    units = Unit.objects.in_bulk({row["unit_id"] for row in counted})
    return [Progress(units[row["unit_id"]], row["survey"], row["links"], row["done"]) for row in counted]


def links_of(round_: ReformRound, unit_id: int, survey: str, *, actor: Actor) -> Iterator[tuple[SurveyLink, str]]:
    """The unused links of a unit with their tokens, for printing. Field leads only."""
    place = Unit.objects.filter(pk=unit_id).first()
    require(actor, APPRAISE, unit_path=place.path if place else "/")
    for link in SurveyLink.objects.filter(round=round_, unit_id=unit_id, survey=survey, used=False).order_by("place"):
        yield link, token_of(settings.SECRET_KEY, round_, unit_id, survey, link.place)


def invitation(token: str) -> tuple[SurveyLink, SurveySheet]:
    """What a link asks; `NotFound` for a link that does not exist, was used, or whose round is published."""
    link = SurveyLink.objects.select_related("round", "unit").filter(token_hash=hash_of(token), used=False).first()
    if link is None or link.round.published_at is not None:
        raise NotFound(words("This link was used already, or the survey has ended."))
    return link, next(one for one in link.round.content.surveys if one.key == link.survey)
