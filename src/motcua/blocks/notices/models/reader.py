"""How somebody wants to be told."""

from typing import ClassVar

from django.db import models


class ReaderSettings(models.Model):
    """The language a reader wants messages in."""

    audience = models.CharField(max_length=10)
    reader_id = models.BigIntegerField()
    language = models.CharField(max_length=2, default="vi")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["audience", "reader_id"], name="reader_settings_once")]


class ChosenWay(models.Model):
    """One choice: this kind of news on this way, or not."""

    audience = models.CharField(max_length=10)
    reader_id = models.BigIntegerField()
    topic = models.ForeignKey("notices.Topic", on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8)
    wanted = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["audience", "reader_id", "topic", "way"], name="chosen_way_once")]


class OwnAddress(models.Model):
    """An address the reader gave here; it is used once a code sent to it came back. Times are real."""

    audience = models.CharField(max_length=10)
    reader_id = models.BigIntegerField()
    way = models.CharField(max_length=8)
    value = models.CharField(max_length=254, blank=True)
    verified_at = models.DateTimeField(null=True)
    wished = models.CharField(max_length=254, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    tries_left = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["audience", "reader_id", "way"], name="own_address_once")]
