"""Photographs and scans of one paper on their way to one PDF."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Scan(models.Model):
    """Pages that somebody puts together for one component; kept once, then it is a paper.

    Its place is a draft (`draft_key`), a supplement or a dossier at the office (`dossier_code`).
    """

    class Place(models.TextChoices):
        DRAFT = "draft"
        SUPPLEMENT = "supplement"
        OFFICE = "office"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    account_id = models.PositiveBigIntegerField()
    place = models.CharField(max_length=10, choices=Place.choices)
    draft_key = models.UUIDField(null=True)
    dossier_code = models.CharField(max_length=40, blank=True)
    component_key = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="scan_in_one_place",
                condition=Q(place="draft", draft_key__isnull=False, dossier_code="")
                | (~Q(place="draft") & Q(draft_key__isnull=True) & ~Q(dossier_code="")),
            ),
            models.CheckConstraint(
                name="scan_kept_with_file",
                condition=Q(kept_at__isnull=True, file__isnull=True) | Q(kept_at__isnull=False, file__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account_id", "component_key"], name="scan_open", condition=Q(kept_at__isnull=True)),
        ]

    @property
    def at_office(self) -> bool:
        """Whether an official makes it."""
        return self.place == Scan.Place.OFFICE


class ScanPage(models.Model):
    """One page: the file it came in (kept as it came), and the page made of it."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="pages")
    place = models.PositiveIntegerField()
    original = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    original_page = models.PositiveIntegerField(default=0)
    prepared = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    quarters = models.PositiveSmallIntegerField(default=0)
    sheet_width = models.FloatField(default=0)
    sheet_height = models.FloatField(default=0)
    pixels_wide = models.PositiveIntegerField(default=0)
    pixels_high = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)
    tried = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["place", "id"]
