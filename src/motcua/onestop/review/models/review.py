"""Reviews of procedures by the yearly plan: an agency reports, procedure by procedure, what it proposes."""

from typing import ClassVar

from django.db import models


class AgencyReview(models.Model):
    """What one agency reported under one plan (TT 02/2017/TT-VPCP a.22-30)."""

    agency = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    plan_number = models.CharField(max_length=40)
    reported_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "plan_number"], name="agency_reports_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.plan_number}: {self.agency_id}"


class ReviewedProcedure(models.Model):
    """One procedure reviewed; costs are đồng a year for all who must comply, before and after the proposal."""

    class Proposal(models.TextChoices):
        KEEP = "keep"
        SIMPLIFY = "simplify"
        AMEND = "amend"
        REPLACE = "replace"
        ABOLISH = "abolish"

    review = models.ForeignKey(AgencyReview, on_delete=models.CASCADE, related_name="procedures")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=500)
    proposal = models.CharField(max_length=10, choices=Proposal.choices)
    cost_before = models.PositiveBigIntegerField(default=0)
    cost_after = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "code"], name="reviewed_once_per_report")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
