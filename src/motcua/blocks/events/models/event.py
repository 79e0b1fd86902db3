"""One thing that happened, never changed afterwards."""

from django.db import models


class Event(models.Model):
    """Written in the transaction of the action it tells of; the database refuses to change or delete it.

    `stream` and `stream_id` name the thing it happened to, `at` is legal time, `recorded_at` real time.
    `seal` is empty until the event has been sealed and handed to the subscribers.
    """

    stream = models.CharField(max_length=40)
    stream_id = models.BigIntegerField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    unit_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField(null=True)
    payload = models.JSONField()
    seal = models.ForeignKey("events.Seal", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = (
            models.Index(fields=["stream", "stream_id", "id"], name="event_timeline"),
            models.Index(fields=["id"], condition=models.Q(seal__isnull=True), name="event_unsealed"),
            models.Index(fields=["subject_id", "id"], condition=models.Q(kind="personal_data.read"), name="event_personal_data"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.stream}/{self.stream_id}"
