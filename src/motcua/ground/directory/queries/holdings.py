"""The posts an account holds on a day: one statement, because every request of an official asks it.

Plain SQL: the same question through the ORM is two statements and costs several times as much to put together.
"""

from datetime import date

from django.db import connection

from motcua.kernel.actor import Holding

_OWN = """
SELECT post.role, post.unit_id, unit.path, post.id, '', 1, tenure.id
FROM directory_tenure tenure
JOIN directory_post post ON post.id = tenure.post_id
JOIN directory_unit unit ON unit.id = post.unit_id
WHERE tenure.account_id = %(account)s
  AND tenure.valid_from <= %(day)s AND (tenure.valid_to IS NULL OR tenure.valid_to >= %(day)s)
  AND unit.valid_from <= %(day)s AND (unit.valid_to IS NULL OR unit.valid_to >= %(day)s)
"""
_DELEGATED = """
SELECT post.role, post.unit_id, unit.path, post.id, absent.name, 0, delegation.id
FROM directory_delegation delegation
JOIN directory_tenure tenure ON tenure.id = delegation.tenure_id
JOIN accounts_account absent ON absent.id = tenure.account_id
JOIN directory_post post ON post.id = tenure.post_id
JOIN directory_unit unit ON unit.id = post.unit_id
WHERE delegation.account_id = %(account)s
  AND delegation.valid_from <= %(day)s AND delegation.valid_to >= %(day)s
  AND tenure.valid_from <= %(day)s AND (tenure.valid_to IS NULL OR tenure.valid_to >= %(day)s)
  AND unit.valid_from <= %(day)s AND (unit.valid_to IS NULL OR unit.valid_to >= %(day)s)
"""
_BOTH = f"{_DELEGATED} UNION ALL {_OWN} ORDER BY 6, 7"


def holdings_on(account_id: int, day: date) -> tuple[Holding, ...]:
    """Own posts and those the account stands in for; a post held both ways counts as one's own."""
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, {"account": account_id, "day": connection.ops.adapt_datefield_value(day)})
        rows = cursor.fetchall()
    held = {post_id: Holding(role, unit_id, path, post_id, absent) for role, unit_id, path, post_id, absent, _, _ in rows}
    return tuple(held.values())
