"""A file that was taken: its name and kind, and under which hash its bytes are kept."""

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """One taken file. The same bytes taken twice are two rows and one blob. Rows are written once."""

    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    pages = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    checked = models.CharField(max_length=200)
    owner_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_size_positive"),
        ]

    def __str__(self) -> str:
        return self.name

    def receipt(self) -> dict[str, object]:
        """What a person gets as proof of handing in: name, hash, pages, size in bytes, legal moment."""
        return {
            "name": self.name,
            "sha256": self.sha256,
            "pages": self.pages,
            "size": self.size,
            "at": self.created_at.isoformat(timespec="seconds"),
        }
