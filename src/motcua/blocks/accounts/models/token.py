"""Access tokens of the API: only a digest is kept."""

from django.db import models

from motcua.blocks.accounts.models.account import Account


class ApiToken(models.Model):
    """A secret that lets a program act for an account, within scopes and until a moment (real time)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="token_expires_after_it_was_made"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
