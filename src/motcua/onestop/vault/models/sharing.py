"""Documents shared for a while, and persons who act for an organisation."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class VaultShare(models.Model):
    """Some documents shared until a moment: with whoever has the identity number, or by a link and its code.

    The code is kept as a keyed hash; it is shown to the owner once.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    owner = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    to_number = models.CharField(max_length=20, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)
    documents = models.ManyToManyField("vault.VaultDocument", related_name="shares")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="vault_share_owner"),
            models.Index(fields=["to_number"], name="vault_share_to", condition=~Q(to_number="")),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="vault_share_to_one", condition=Q(to_number="") ^ Q(code_hash="")),
            models.CheckConstraint(name="vault_share_ends_later", condition=Q(until__gt=models.F("made_at"))),
        ]

    @property
    def by_link(self) -> bool:
        """Whether it is opened by link and code."""
        return bool(self.code_hash)


class VaultDelegate(models.Model):
    """A person who acts on the vault of an organisation for a time."""

    class May(models.TextChoices):
        """How far: reading, using in a dossier, sharing with others; each contains the one before."""

        READ = "read"
        USE = "use"
        SHARE = "share"

    organisation = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    may = models.CharField(max_length=6, choices=May.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="vault_delegate_of_another", condition=~Q(organisation=models.F("person"))),
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(ended_at__isnull=True), name="vault_delegate_once_at_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], name="vault_delegate_person", condition=Q(ended_at__isnull=True))]
