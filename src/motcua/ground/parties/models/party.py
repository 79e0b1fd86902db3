"""A person or an organisation that asks, owns or receives."""

from django.conf import settings
from django.db import models

from motcua.kernel.text import fold


class Party(models.Model):
    """One person or organisation, known once by the citizen number or the tax code.

    `assurance` is the level of the electronic identity at the last login (0: never, registered at a desk).
    `search_text` is the folded name.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"

    class Sex(models.TextChoices):
        MALE = "male"
        FEMALE = "female"
        UNKNOWN = "", "unknown"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    citizen_id = models.CharField(max_length=12, unique=True, null=True, blank=True)
    tax_code = models.CharField(max_length=14, unique=True, null=True, blank=True)
    full_name = models.CharField(max_length=200)
    search_text = models.CharField(max_length=200, db_index=True, editable=False)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, blank=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    commune_code = models.CharField(max_length=5, blank=True)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assurance = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=["person", "organisation"]), name="party_kind"),
            models.CheckConstraint(condition=~models.Q(citizen_id="") & ~models.Q(tax_code=""), name="party_numbers_null_not_empty"),
            models.CheckConstraint(condition=models.Q(kind="person") | models.Q(citizen_id__isnull=True), name="party_citizen_is_person"),
        )

    def __str__(self) -> str:
        return self.full_name

    def set_name(self, full_name: str) -> None:
        """Keep the name as written, and folded for search."""
        self.full_name = " ".join(full_name.split())
        self.search_text = fold(self.full_name)
