"""What can be counted of ratings (QĐ 766/QĐ-TTg satisfaction; TT 01/2018/TT-VPCP)."""

from functools import partial

from django.db.models import QuerySet

from motcua.blocks.measures.api import Dimension, Indicator, count_of, register
from motcua.onestop.evaluation.events import RATING, EvaluationEvent
from motcua.onestop.evaluation.models import Ballot

SATISFIED = Dimension(
    "satisfied",
    {"vi": "Mức độ hài lòng", "en": "Satisfaction"},
    {
        "3": {"vi": "Rất hài lòng", "en": "Very satisfied"},
        "2": {"vi": "Hài lòng", "en": "Satisfied"},
        "1": {"vi": "Không hài lòng", "en": "Not satisfied"},
    },
)


def _satisfied() -> QuerySet[Ballot]:
    return Ballot.objects.filter(satisfied__gte=Ballot.Satisfied.YES)


def _disliked() -> QuerySet[Ballot]:
    return Ballot.objects.filter(satisfied=Ballot.Satisfied.NO)


_of_ballots = partial(
    count_of,
    unit_name={"vi": "phiếu", "en": "ballots"},
    kind="flow",
    unit="unit_id",
    day="given_at",
    procedure="dossier__procedure__code",
    stream=RATING,
    kinds=[EvaluationEvent.RATED],
)
register(
    _of_ballots(
        "quality.ratings",
        name={"vi": "Phiếu đánh giá", "en": "Ratings"},
        formula={"vi": "Số phiếu đánh giá của người dân, tổ chức trong kỳ", "en": "Ballots given by citizens in the period"},
        rows=Ballot.objects.all,
        dimension=SATISFIED,
        part="satisfied",
    )
)
register(
    _of_ballots(
        "quality.satisfied",
        name={"vi": "Phiếu hài lòng trở lên", "en": "Ratings satisfied or better"},
        formula={"vi": "Phiếu hài lòng và rất hài lòng", "en": "Ballots satisfied and very satisfied"},
        rows=_satisfied,
    )
)
register(
    _of_ballots(
        "quality.disliked",
        name={"vi": "Hồ sơ bị đánh giá không hài lòng", "en": "Dossiers rated not satisfied"},
        formula={"vi": "Phiếu không hài lòng trong kỳ, mỗi hồ sơ một phiếu", "en": "Ballots not satisfied, one for each dossier"},
        rows=_disliked,
    )
)
register(
    Indicator(
        key="quality.satisfied_pct",
        name={"vi": "Tỷ lệ hài lòng", "en": "Share satisfied"},
        unit={"vi": "%", "en": "%"},
        kind="ratio",
        formula={"vi": "Phiếu hài lòng trở lên trên tổng số phiếu", "en": "Ballots satisfied or better out of all"},
        numerator=("quality.satisfied", ""),
        denominator=("quality.ratings", ""),
        decimals=2,
    )
)
