"""Make `Unit` say what the states say of today."""

from datetime import date

from django.db import connection, transaction

from motcua.ground.directory.rules.keeping import forget_units
from motcua.kernel import clock

_TEXTS = ("kind", "territory_kind", "level", "agency_code", "name", "name_en", "formal_name", "short_name", "path")
_LINKS = ("parent_id", "body_id", "serves_id")
_DIFFERS = " OR ".join(
    f"COALESCE(directory_unit.{name}, {none}) <> COALESCE(s.{name}, {none})"
    for names, none in ((_TEXTS, "''"), (_LINKS, "0"))
    for name in names
)
_ON = "s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to >= %s)"
_WRITE = f"""
UPDATE directory_unit SET {", ".join(f"{name} = s.{name}" for name in (*_TEXTS, *_LINKS))}
FROM directory_unitstate s
WHERE s.unit_id = directory_unit.id AND {_ON} AND ({_DIFFERS})
"""  # noqa: S608 -- names of columns only
_FREE_CODES = f"""
UPDATE directory_unit SET agency_code = ''
WHERE agency_code <> '' AND EXISTS (
    SELECT 1 FROM directory_unitstate s
    WHERE s.agency_code = directory_unit.agency_code AND s.unit_id <> directory_unit.id AND {_ON}
)
"""  # noqa: S608
_FREE_KEYS = f"""
UPDATE directory_unit SET key = SUBSTR(REPLACE(code, '/', '_'), 1, 60)
WHERE id IN (
    SELECT u.id FROM directory_unit u
    JOIN directory_unitstate s ON s.unit_id = u.id AND {_ON}
    JOIN directory_unit other ON other.body_id = s.body_id AND other.key = u.key AND other.id <> u.id
    WHERE COALESCE(u.body_id, 0) <> COALESCE(s.body_id, 0)
)
"""  # noqa: S608


def bring_up_to_date(day: date | None = None) -> int:
    """Write into every unit what its state of that day (today) says; returns how many units changed. Three statements.

    A unit outside its days keeps what it was last, or will be first. An agency code that another agency bears now is taken from
    who bore it; a division that comes into an agency where its key is in use gets its whole code as key.
    """
    at = connection.ops.adapt_datefield_value(day or clock.today())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FREE_CODES, [at, at])
        cursor.execute(_FREE_KEYS, [at, at])
        cursor.execute(_WRITE, [at, at])
        changed = cursor.rowcount
    forget_units()
    transaction.on_commit(forget_units)
    return int(changed)
