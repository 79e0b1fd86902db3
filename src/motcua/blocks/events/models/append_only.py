"""Triggers that keep events and seals append-only, on SQLite and on PostgreSQL.

They stop mistakes and hasty hands. Somebody who owns the database can drop them; then the chain of seals tells.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_FIXED = (
    "id", "stream", "stream_id", "kind", "at", "recorded_at", "actor_kind", "actor_id", "actor_name", "unit_id", "subject_id", "payload",
)  # fmt: skip
_NAMES = {
    "event_not_changed": "events_event",
    "event_not_deleted": "events_event",
    "seal_not_changed": "events_seal",
    "seal_not_deleted": "events_seal",
}


def _sqlite() -> list[str]:
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _FIXED)
    sealing = f"OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL AND {same}"
    refuse = "BEGIN SELECT RAISE(ABORT, '{} are append-only'); END"
    return [
        f"CREATE TRIGGER event_not_changed BEFORE UPDATE ON events_event WHEN NOT ({sealing}) {refuse.format('events')}",
        f"CREATE TRIGGER event_not_deleted BEFORE DELETE ON events_event {refuse.format('events')}",
        f"CREATE TRIGGER seal_not_changed BEFORE UPDATE ON events_seal {refuse.format('seals')}",
        f"CREATE TRIGGER seal_not_deleted BEFORE DELETE ON events_seal {refuse.format('seals')}",
    ]


def _postgresql() -> list[str]:
    old = ", ".join(f"OLD.{column}" for column in _FIXED)
    new = ", ".join(f"NEW.{column}" for column in _FIXED)
    sealing = f"OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL AND ROW({new}) IS NOT DISTINCT FROM ROW({old})"
    refuse = "FOR EACH ROW {} EXECUTE FUNCTION events_append_only()"
    return [
        "CREATE OR REPLACE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        f"CREATE TRIGGER event_not_changed BEFORE UPDATE ON events_event {refuse.format(f'WHEN (NOT ({sealing}))')}",
        f"CREATE TRIGGER event_not_deleted BEFORE DELETE ON events_event {refuse.format('')}",
        f"CREATE TRIGGER seal_not_changed BEFORE UPDATE ON events_seal {refuse.format('')}",
        f"CREATE TRIGGER seal_not_deleted BEFORE DELETE ON events_seal {refuse.format('')}",
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    with connection.cursor() as cursor:
        for statement in _sqlite() if connection.vendor == "sqlite" else _postgresql():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, as somebody with the database in hand could."""
    with connection.cursor() as cursor:
        for name, table in _NAMES.items():
            place = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
