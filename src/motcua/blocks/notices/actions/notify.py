"""Tell somebody something."""

from collections.abc import Mapping

import orjson
from django.db import connection

from motcua.blocks.jobs.api import enqueue
from motcua.blocks.notices.rules.job_names import PLAN, key_of
from motcua.blocks.notices.rules.readers import Reader
from motcua.kernel import clock

_INSERT = (
    "INSERT INTO notices_notice (key, audience, reader_id, template_key, topic_key, data, contacts, about_stream, about_id, about_text, "
    "link, created_at, recorded_at, shown) VALUES (%s, %s, %s, %s, '', %s, %s, %s, %s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (key) DO NOTHING RETURNING id"
)


def notify(
    template: str,
    *,
    to: Reader,
    key: str,
    about: tuple[str, int],
    data: Mapping[str, object],
    contacts: Mapping[str, str] | None = None,
    about_text: str = "",
    link: str = "",
) -> bool:
    """Note that somebody shall be told; False when this `key` was noted before.

    Two statements in the caller's transaction: the message stands or falls with the deed. `contacts` are addresses by way
    (`mail`, `sms`) known of the reader; they are used where the reader gave none. `link` is an address of this house.
    The ways are chosen and the message is sent by jobs. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("notify() needs the transaction of the deed it tells of")
    adapt = connection.ops.adapt_datetimefield_value
    known = {way: address for way, address in (contacts or {}).items() if address}
    values: list[str | int | None] = [
        key, to.audience, to.id, template, orjson.dumps(data).decode(), orjson.dumps(known).decode(), about[0], about[1],
        about_text[:60], link[:200], adapt(clock.now()), adapt(clock.real_now()), False,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        added = cursor.fetchall()
    if not added:
        return False
    notice_id = int(added[0][0])
    enqueue(PLAN, notice_id, key=key_of(PLAN, notice_id), serial=f"{PLAN}/{to.serial}" if to.serial else "")
    return True
