"""A reader opens messages."""

from django.db import transaction

from motcua.blocks.notices.actions.choose_ways import require_own
from motcua.blocks.notices.models import Delivery, Notice
from motcua.blocks.notices.rules.readers import Reader
from motcua.blocks.notices.rules.states import BEFORE, State
from motcua.blocks.notices.rules.ways import Way
from motcua.kernel import clock
from motcua.kernel.actor import Actor


@transaction.atomic
def mark_read(reader: Reader, notice_id: int | None = None, *, actor: Actor) -> int:
    """Mark one message of the reader, or all, as read; returns how many were not before."""
    require_own(reader, actor)
    unread = Notice.objects.filter(audience=reader.audience, reader_id=reader.id, shown=True, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    ids = list(unread.values_list("pk", flat=True)[:1000])
    if ids:
        Notice.objects.filter(pk__in=ids).update(read_at=clock.now())
        rows = Delivery.objects.filter(notice_id__in=ids, way=Way.INBOX, state__in=BEFORE[State.READ])
        rows.update(state=State.READ, changed_at=clock.real_now())
    return len(ids)
