"""Values of a form whose session had ended."""

from django.db import models


class KeptForm(models.Model):
    """Encrypted values; only the browser that typed them holds the key."""

    key = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    expires_at = models.DateTimeField(db_index=True)
