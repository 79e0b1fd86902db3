import zlib

from django.db import models


class ProcessVersion(models.Model):
    """One deployed process, for ever as it was deployed: a database trigger refuses every change (migration 0002)."""

    key = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    xml = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["key", "number"], name="process_version_number"),
            models.UniqueConstraint(fields=["key", "sha256"], name="process_version_content"),
        )

    def __str__(self) -> str:
        return f"{self.key} v{self.number}"

    @property
    def bpmn_xml(self) -> str:
        """The file as it was deployed."""
        return zlib.decompress(bytes(self.xml)).decode()
