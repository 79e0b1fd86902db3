"""Choose the ways of a message and queue its deliveries."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction

from motcua.blocks.jobs.api import enqueue
from motcua.blocks.notices.models import Delivery, Notice, OwnAddress, Template
from motcua.blocks.notices.ports import mail_carrier, text_carrier
from motcua.blocks.notices.queries.quiet_hours import quiet_hours
from motcua.blocks.notices.queries.readers import chosen_ways, language_of
from motcua.blocks.notices.rules.job_names import SEND, key_of
from motcua.blocks.notices.rules.quiet import opens_at
from motcua.blocks.notices.rules.readers import Reader
from motcua.blocks.notices.rules.states import State
from motcua.blocks.notices.rules.ways import Way, ways_of
from motcua.kernel import clock
from motcua.kernel.errors import Fault


@transaction.atomic
def plan_notice(notice_id: int) -> list[int]:
    """Take the version in force, choose the ways, queue one delivery per way; a second call changes nothing.

    Raises Fault while no version of the template is published: the job tries again and an operator sees it.
    """
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if notice.version_id is not None:
        return []
    template = Template.objects.select_related("topic", "current").filter(key=notice.template_key).first()
    if template is None or template.current is None:
        raise Fault(f"no message {notice.template_key} is published")
    reader = Reader(notice.audience, notice.reader_id)
    addresses = _addresses(reader, notice.contacts)
    topic = template.topic
    ways = ways_of(
        required=topic.required,
        defaults=topic.default_ways if reader.id else list(Way),  # a guest has no inbox and chose nothing: where he can be reached
        chosen=chosen_ways(reader, topic.pk),
        reachable=addresses,
        written=template.current.texts,
    )
    notice.version, notice.topic_key, notice.shown = template.current, topic.key, Way.INBOX in ways
    notice.save(update_fields=["version", "topic_key", "shown"])
    return _queue(notice, ways, addresses, urgent=template.urgent)


def _queue(notice: Notice, ways: list[Way], addresses: Mapping[str, str], *, urgent: bool) -> list[int]:
    now, reader = clock.real_now(), Reader(notice.audience, notice.reader_id)
    language = language_of(reader)
    rows = Delivery.objects.bulk_create(
        Delivery(
            notice=notice,
            way=way,
            address=addresses[way],
            language=language,
            reference=uuid5(NAMESPACE_OID, f"motcua/{notice.key}/{way}"),  # the same again if this were ever planned twice
            state=State.DELIVERED if way == Way.INBOX else State.QUEUED,
            queued_at=now,
            changed_at=now,
        )
        for way in ways
    )
    for row in rows:
        if row.way != Way.INBOX:
            serial = "" if urgent or not reader.serial else f"notices.{row.way}/{reader.serial}"
            priority = 1 if urgent else 0
            enqueue(SEND, row.pk, key=key_of(SEND, row.pk), serial=serial, priority=priority, run_at=_not_before(row.way, urgent))
    return [row.pk for row in rows]


def _not_before(way: str, urgent: bool) -> datetime:
    """The real moment from which a way may be used: quiet hours are in legal time."""
    now = clock.now()
    wait = timedelta(0) if urgent else opens_at(quiet_hours(), way, now) - now
    return clock.real_now() + wait


def _addresses(reader: Reader, offered: Mapping[str, str]) -> dict[str, str]:
    """Where the reader can be reached, by way: what he verified here goes before what is known of him."""
    own = dict(
        OwnAddress.objects.filter(audience=reader.audience, reader_id=reader.id, verified_at__isnull=False).values_list("way", "value")
    )
    found = {**offered, **{way: value for way, value in own.items() if value}}
    if reader.id:
        found[Way.INBOX] = ""
    carried = {Way.INBOX: True, Way.MAIL: mail_carrier() is not None, Way.SMS: text_carrier() is not None}
    return {way: address for way, address in found.items() if carried.get(Way(way), False)}
