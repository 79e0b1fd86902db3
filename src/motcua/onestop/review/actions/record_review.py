"""Record what an agency reported on the procedures it reviewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from motcua.blocks.events.api import record
from motcua.blocks.permissions.api import require
from motcua.ground.directory.api import unit
from motcua.kernel.actor import Actor
from motcua.kernel.errors import Conflict, FieldError, InvalidInput, words
from motcua.onestop.review.events import REVIEW, ReviewEvent
from motcua.onestop.review.models import AgencyReview, ReviewedProcedure
from motcua.onestop.review.rights import RECORD
from motcua.onestop.review.rules.days import start_of
from motcua.onestop.review.rules.lines import ReviewedLine


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The report of one agency under one yearly plan."""

    agency_id: int
    plan_number: str
    reported_on: date
    procedures: Sequence[ReviewedLine]


@transaction.atomic
def record_review(report: ReviewReport, *, actor: Actor) -> AgencyReview:
    """Store the report with its procedures, all or nothing.

    Errors: `InvalidInput` without a plan or procedures, `Conflict` when the agency's report under this plan is there already,
    `Forbidden`. Source: TT 02/2017/TT-VPCP a.22-30.
    """
    require(actor, RECORD, unit_path=unit(report.agency_id).path)
    if not report.plan_number.strip():
        message = words("Enter the number of the plan.")
        raise InvalidInput(message, fields=[FieldError("plan_number", message)])
    if not report.procedures:
        message = words("List at least one procedure, one per line.")
        raise InvalidInput(message, fields=[FieldError("lines", message)])
    try:
        with transaction.atomic():
            review = AgencyReview.objects.create(
                agency_id=report.agency_id,
                plan_number=report.plan_number.strip(),
                reported_at=start_of(report.reported_on),
                recorded_by=actor.name,
            )
    except IntegrityError as twice:
        raise Conflict(words("The report of this agency under this plan is recorded already."), code="review_known") from twice
    ReviewedProcedure.objects.bulk_create(
        [
            ReviewedProcedure(
                review=review,
                code=line.code,
                name=line.name,
                proposal=line.proposal,
                cost_before=line.cost_before,
                cost_after=line.cost_after,
            )
            for line in report.procedures
        ]
    )
    payload = {"plan": review.plan_number, "procedures": len(report.procedures)}
    record(REVIEW, review.pk, ReviewEvent.REPORTED, actor=actor, at=review.reported_at, unit_id=report.agency_id, payload=payload)
    return review
