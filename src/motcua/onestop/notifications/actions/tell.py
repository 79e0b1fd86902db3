"""Tell people of what happened."""

from collections.abc import Sequence

from django.db import transaction

from motcua.blocks.events.api import Event
from motcua.blocks.notices.api import GUEST, Reader, notify
from motcua.kernel.expressions import Expression
from motcua.onestop.notifications.models import Occasion
from motcua.onestop.notifications.queries.facts import Occurrence, occurrence_of


@transaction.atomic
def tell(event: Event) -> int:
    """Note every message this event brings; returns how many are new. Called again it notes none: the key names the event.

    The turns of a part of a bundle are not told by themselves: the citizen has one dossier, and hears of the whole.
    """
    if event.payload.get("part_of"):
        return 0
    occasions = list(Occasion.objects.filter(event=event.kind))
    if not occasions:
        return 0
    found = occurrence_of(event)
    told = sum(_notify(occasion.template_key, found, reader) for occasion in occasions for reader in _readers(occasion, found))
    return told + sum(_notify_guest(occasion.template_key, found) for occasion in occasions if _holds(occasion, found))


@transaction.atomic
def tell_again(event: Event, template_key: str) -> int:
    """Note one more message about an earlier event, as a reminder; once."""
    found = occurrence_of(event)
    return sum(_notify(template_key, found, party) for party in found.applicants)


def _readers(occasion: Occasion, found: Occurrence) -> Sequence[int]:
    if not _holds(occasion, found):
        return []
    if occasion.to == "person":
        return [found.person] if found.person else []
    if occasion.to == "subject":
        return [found.event.subject_id] if found.event.subject_id else []
    return found.applicants


def _holds(occasion: Occasion, found: Occurrence) -> bool:
    return not occasion.condition or bool(Expression.parse(occasion.condition).evaluate(found.facts))


def _notify_guest(template_key: str, found: Occurrence) -> bool:
    """One who is no party here, but left an address for exactly this matter."""
    if not found.guest:
        return False
    event = found.event
    return notify(
        template_key,
        to=GUEST,
        key=f"event/{event.pk}/{template_key}/guest",
        about=(event.stream, event.stream_id),
        data=found.data,
        contacts=found.guest,
        about_text=found.about_text,
        link=found.link,
    )


def _notify(template_key: str, found: Occurrence, party_id: int) -> bool:
    event = found.event
    return notify(
        template_key,
        to=Reader("party", party_id),
        key=f"event/{event.pk}/{template_key}/party:{party_id}",
        about=(event.stream, event.stream_id),
        data=found.data,
        contacts=found.contacts.get(party_id),
        about_text=found.about_text,
        link=found.link,
    )
