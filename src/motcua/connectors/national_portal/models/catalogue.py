"""What the national list of procedures says, as it was read last."""

from django.db import models


class NationalProcedure(models.Model):
    """A procedure of the national list; `is_public` false: it was taken out of public view there."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=1000)
    field_code = models.CharField(max_length=30, blank=True)
    level = models.CharField(max_length=60, blank=True)
    is_public = models.BooleanField()
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
