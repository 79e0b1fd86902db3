"""The line to the portal: whether it is up, and every call with its reply."""

from django.db import models


class Line(models.Model):
    """The state of the line; one row. All moments are real time.

    `holder` drains until `busy_until`: two drains never send at the same time. `batch` is how many messages the next request
    may carry: it shrinks when the portal answers with an error, so that one bad message is found and not the whole line held.
    """

    name = models.CharField(max_length=30, primary_key=True)
    holder = models.CharField(max_length=36, blank=True)
    busy_until = models.DateTimeField()
    batch = models.PositiveIntegerField()
    failures = models.PositiveIntegerField(default=0)
    down_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField()
    last_success_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name


class Call(models.Model):
    """One request that was answered, with the reply as it came: the proof of delivery of its messages."""

    at = models.DateTimeField()
    service = models.CharField(max_length=30)
    count = models.PositiveIntegerField()
    request_sha256 = models.CharField(max_length=64)
    http_status = models.PositiveSmallIntegerField()
    reply_id = models.CharField(max_length=80, blank=True)
    reply_at = models.CharField(max_length=20, blank=True)
    reply_sha256 = models.CharField(max_length=64)
    reply = models.TextField()

    def __str__(self) -> str:
        return self.reply_id or str(self.pk)
