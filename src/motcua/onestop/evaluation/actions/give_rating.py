"""A citizen says how a dossier was resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.kernel import clock
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, NotFound, words
from motcua.onestop.dossiers.api import Dossier, public_tracking
from motcua.onestop.evaluation.events import RATING, EvaluationEvent
from motcua.onestop.evaluation.models import Ballot
from motcua.onestop.evaluation.queries.editions import edition_on
from motcua.onestop.evaluation.queries.proof import is_proof
from motcua.onestop.evaluation.queries.to_rate import to_rate
from motcua.onestop.evaluation.rights import RATE, RATE_IN_PUBLIC

LONGEST = 2000
_TWICE = words("This dossier has been rated already. Thank you.")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was answered: 1 not satisfied, 2 satisfied, 3 very satisfied; points by index; own words."""

    satisfied: int
    points: Mapping[str, int] = field(default_factory=dict)
    words: str = ""
    way: str = Ballot.Way.WEB


@transaction.atomic
def give_rating(code: str, *, opinion: Opinion, actor: Actor) -> Ballot:
    """The owner or submitter, logged in, rates an ended dossier once.

    Errors: `NotFound` when it is not his, `Conflict` when it has not ended or is rated already, `InvalidInput` naming the question.
    Source: NĐ 61/2018/NĐ-CP chapter V.
    """
    return _keep(_visible(code, actor), opinion)


def check_rateable(code: str, *, actor: Actor) -> None:
    """Refuse, before anything is asked, what `give_rating` would refuse: a dossier that is not his, not ended, or rated already."""
    _check_ended(_visible(code, actor))


@transaction.atomic
def give_rating_in_public(code: str, identity_number: str, *, opinion: Opinion, actor: Actor = SYSTEM) -> Ballot:
    """The same for one who proves to know the dossier by its code and identity number (kiosk, QR on the slip).

    Errors: as `give_rating`; one and the same `NotFound` whichever of code and number is wrong. Channels limit the rate.
    """
    require(actor, RATE_IN_PUBLIC)
    dossier = Dossier.objects.get(code=public_tracking(code, identity_number).code)
    return _keep(dossier, opinion)


@transaction.atomic
def give_rating_by_slip(code: str, proof: str, *, opinion: Opinion, actor: Actor = SYSTEM) -> Ballot:
    """The same for one who holds the slip: the proof stands in its QR code. Errors: as `give_rating`; `NotFound` for a wrong proof."""
    require(actor, RATE_IN_PUBLIC)
    return _keep(_by_slip(code, proof), opinion)


def check_slip(code: str, proof: str) -> None:
    """Refuse, before anything is asked, what `give_rating_by_slip` would refuse."""
    _check_ended(_by_slip(code, proof))


@transaction.atomic
def give_rating_at_desk(code: str, unit_id: int, *, opinion: Opinion, actor: Actor = SYSTEM) -> Ballot:
    """The same at the tablet of a desk, for a result handed over there a moment ago.

    Errors: as `give_rating`; `NotFound` for a dossier that this tablet does not offer. Channels let only a device of that hall in.
    """
    require(actor, RATE_IN_PUBLIC)
    offered = next((one for one in to_rate(unit_id, clock.now()) if one.code == code), None)
    if offered is None:
        raise NotFound(
            words("This dossier is not offered here any more."), way_out=words("Rate it with its code and the identity number instead.")
        )
    return _keep(offered, opinion)


def _by_slip(code: str, proof: str) -> Dossier:
    dossier = Dossier.objects.filter(code=code).first() if is_proof(code, proof) else None
    if dossier is None:
        raise NotFound(words("This code does not belong to a slip of ours."), way_out=words("Scan the code on the slip again."))
    return dossier


def _visible(code: str, actor: Actor) -> Dossier:
    require(actor, RATE)
    dossier = Dossier.objects.visible_to(actor).filter(code=code).first()
    if dossier is None:
        raise NotFound(words("There is no dossier with this code that you may see."))
    return dossier


def _check_ended(dossier: Dossier) -> None:
    if dossier.ended_at is None:
        raise Conflict(
            words("This dossier is still being handled; it can be rated when it has ended."),
            code="not_ended",
            way_out=words("Come back when you have your result."),
        )
    if dossier.parent_id is not None:
        raise Conflict(
            words("This is a part of a larger dossier."), code="part", way_out=words("Rate the whole, when all its parts have ended.")
        )
    if Ballot.objects.filter(dossier=dossier).exists():
        raise Conflict(_TWICE, code="rated_already")


def _keep(dossier: Dossier, opinion: Opinion) -> Ballot:
    now = clock.now()
    _check_ended(dossier)
    _check(opinion, dossier)
    try:
        with transaction.atomic():
            ballot = Ballot.objects.create(
                dossier=dossier,
                unit_id=dossier.competent_id,
                satisfied=opinion.satisfied,
                points=dict(opinion.points),
                words=opinion.words.strip(),
                way=opinion.way,
                given_at=now,
            )
    except IntegrityError as twice:
        raise Conflict(_TWICE, code="rated_already") from twice
    payload = {"dossier": dossier.code, "satisfied": ballot.satisfied}
    # the ballot names nobody: its event has no person either
    record(RATING, ballot.pk, EvaluationEvent.RATED, actor=SYSTEM, at=now, unit_id=dossier.competent_id, payload=payload)
    return ballot


def _check(opinion: Opinion, dossier: Dossier) -> None:
    faults = []
    if opinion.satisfied not in Ballot.Satisfied.values:
        faults.append(FieldError("satisfied", words("Say how satisfied you are.")))
    asked = {
        index.key: {answer.points for answer in index.answers} for index in edition_on((dossier.ended_at or clock.now()).date()).asked()
    }
    for key, points in opinion.points.items():
        if points not in asked.get(key, set()):
            faults.append(FieldError(f"points_{key}", words("Choose one of the answers.")))
    if len(opinion.words) > LONGEST:
        faults.append(FieldError("words", words("At most %(most)s characters, please."), {"most": LONGEST}))
    if faults:
        raise InvalidInput(words("Some answers need your attention."), fields=faults)
