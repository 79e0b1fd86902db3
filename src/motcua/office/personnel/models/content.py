"""Rules of the civil service as the province's folder gives them; the newest holds, the earlier ones stay readable."""

from django.db import models


class RulesVersion(models.Model):
    """One loaded version; dates inside say from when each rule holds."""

    sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField()
