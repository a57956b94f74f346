"""Row-level security on PostgreSQL; see `liaison.records.fence`. On SQLite nothing is done."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# In a sub-select each setting is read once a query and not once a row.
NODE = """(SELECT coalesce(current_setting('liaison.scope', true), '') = 'node'
                  AND coalesce(current_setting('liaison.readable', true), '') = '')"""
READABLE = """policy_id IN (
    SELECT unnest(string_to_array(current_setting('liaison.readable', true), ',')::bigint[]))"""
AUTHOR = "(SELECT nullif(current_setting('liaison.author', true), '')::bigint)"
OWN_RECORD = f"""EXISTS (SELECT 1 FROM records_record r
    WHERE r.id = {{table}}.record_id AND r.author_id = {AUTHOR})"""
SHOWN_RECORD = "EXISTS (SELECT 1 FROM records_record r WHERE r.batch_id = records_batch.id)"

# Table: (what a View reads, what an author adds). The records that a condition looks up are fenced themselves.
FENCED = {
    "records_statement": (READABLE, OWN_RECORD.format(table="records_statement")),
    "records_formerstatement": (READABLE, OWN_RECORD.format(table="records_formerstatement")),
    "records_record": (READABLE, f"author_id = {AUTHOR}"),
    "records_batch": (SHOWN_RECORD, f"author_id = {AUTHOR}"),
}


def raise_fence(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table, (read, added) in FENCED.items():
            schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"CREATE POLICY fence_read ON {table} FOR SELECT USING ({NODE} OR {read})")
            schema_editor.execute(f"CREATE POLICY fence_add ON {table} FOR INSERT WITH CHECK ({added})")
            schema_editor.execute(f"CREATE POLICY fence_change ON {table} FOR UPDATE USING ({NODE})")
            schema_editor.execute(f"CREATE POLICY fence_delete ON {table} FOR DELETE USING ({NODE})")


def take_fence_down(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in FENCED:
            for policy in ("fence_read", "fence_add", "fence_change", "fence_delete"):
                schema_editor.execute(f"DROP POLICY {policy} ON {table}")
            schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(raise_fence, take_fence_down)]
