"""What happened to one thing."""

from django.db.models import QuerySet

from motcua.blocks.events.models import Event


def timeline(stream: str, stream_id: int) -> QuerySet[Event]:
    """The events of one thing, oldest first. Who may see them is for the module that owns the thing to say."""
    return Event.objects.filter(stream=stream, stream_id=stream_id).order_by("id")
