"""The text that was recognised in a file; the file itself is never touched."""

from typing import ClassVar

from django.db import models


class Recognition(models.Model):
    """Recognition of one content (by hash): how far it is, and a copy with a layer of words to search in."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        MISSING = "missing"
        FAILED = "failed"

    sha256 = models.CharField(max_length=64, unique=True)
    source = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    searchable = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)


class RecognisedPage(models.Model):
    """The text of a page and its words with their boxes (pixels at `density` dots per inch, from the top left)."""

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    search_text = models.TextField(blank=True)
    words = models.JSONField(default=list)
    density = models.PositiveIntegerField(default=0)
    layer = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["recognition", "number"], name="recognised_page_once")]
