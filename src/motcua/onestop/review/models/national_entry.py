"""A procedure in the national database: when it was entered there, and when it was taken out of public view."""

from typing import ClassVar

from django.db import models


class NationalEntry(models.Model):
    """One procedure of one agency's list; the decision on which the entry rests may be joined later. Moments are legal."""

    code = models.CharField(max_length=40, unique=True)
    unit = models.ForeignKey("directory.Unit", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("review.PublicationDecision", on_delete=models.PROTECT, related_name="+", null=True)
    entered_at = models.DateTimeField()
    unpublished_at = models.DateTimeField(null=True)
    noted_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="national_entry_in_order",
                condition=models.Q(unpublished_at__isnull=True) | models.Q(unpublished_at__gte=models.F("entered_at")),
            )
        ]

    def __str__(self) -> str:
        return self.code
