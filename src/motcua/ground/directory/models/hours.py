"""Named sets of office hours that units use."""

from django.db import models

from motcua.kernel.office_hours import OfficeHours


class OfficeHoursSet(models.Model):
    """Office hours under a name; `definition` is what the province's file says (see `OfficeHours.parse`)."""

    key = models.CharField(max_length=40, unique=True)
    definition = models.JSONField()

    def __str__(self) -> str:
        return self.key

    def hours(self) -> OfficeHours:
        """The hours themselves."""
        return OfficeHours.parse(self.definition)
