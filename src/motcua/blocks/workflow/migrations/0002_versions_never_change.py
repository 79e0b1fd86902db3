"""A deployed process never changes: the database itself refuses, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER workflow_version_never_changes BEFORE UPDATE ON workflow_processversion
BEGIN SELECT RAISE(ABORT, 'a deployed process version never changes'); END
"""
_POSTGRESQL = """
CREATE FUNCTION workflow_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a deployed process version never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER workflow_version_never_changes BEFORE UPDATE ON workflow_processversion
FOR EACH ROW EXECUTE FUNCTION workflow_version_never_changes();
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE)


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER workflow_version_never_changes ON workflow_processversion")
        schema_editor.execute("DROP FUNCTION workflow_version_never_changes()")
    else:
        schema_editor.execute("DROP TRIGGER workflow_version_never_changes")


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
