"""Our count beside the ministry's, day by day."""

from django.db import models


class Comparison(models.Model):
    """One number of one day as both sides have it; `theirs` is None when they know nothing of it."""

    day = models.DateField()
    system = models.CharField(max_length=10)
    measure = models.CharField(max_length=12)
    ours = models.PositiveBigIntegerField()
    theirs = models.PositiveBigIntegerField(null=True)
    compared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "system", "measure"], name="comparison_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.system} {self.measure}"

    @property
    def difference(self) -> int | None:
        """Theirs less ours; None when they know nothing."""
        return None if self.theirs is None else self.theirs - self.ours
