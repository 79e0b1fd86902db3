"""What an operator did with the exchange is recorded."""

from collections.abc import Mapping

from django.db import transaction

from motcua.blocks.events.api import record
from motcua.kernel import clock
from motcua.kernel.actor import Actor


def note_operation(kind: str, *, actor: Actor, payload: Mapping[str, object]) -> None:
    """One event in the stream of the exchange."""
    with transaction.atomic():
        record("exchange", 0, kind, actor=actor, at=clock.now(), payload=payload)
