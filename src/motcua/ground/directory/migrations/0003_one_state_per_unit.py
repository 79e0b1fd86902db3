"""Every unit known so far gets the state it is in, from its first to its last day: one statement, however many units."""

from django.db import migrations

_WRITE = """
INSERT INTO directory_unitstate
    (unit_id, valid_from, valid_to, code, kind, territory_kind, level, agency_code, name, name_en, formal_name, short_name,
     path, parent_id, body_id, serves_id)
SELECT id, valid_from, valid_to, code, kind, territory_kind, level, agency_code, name, name_en, formal_name, short_name,
       path, parent_id, body_id, serves_id
FROM directory_unit
WHERE id NOT IN (SELECT unit_id FROM directory_unitstate)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_units_through_time"),
    ]

    operations = [
        migrations.RunSQL(_WRITE, migrations.RunSQL.noop),
    ]
