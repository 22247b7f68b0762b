"""Make a table, then do what `UPGRADE` says."""

import os
import signal

from django.db import migrations


def ruin(apps, schema_editor):
    how = os.environ["UPGRADE"]
    if schema_editor.connection.alias != "default":
        return
    vendor = schema_editor.connection.vendor
    on = "" if vendor == "sqlite" else " ON talks_entryrow"
    if how == "fails":
        raise RuntimeError("half-way")
    if how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if how in {"loses a trigger", "loses an entry"}:
        schema_editor.execute(f"DROP TRIGGER talks_entry_no_delete{on}")
    if how == "loses an entry":
        schema_editor.execute(
            "DELETE FROM talks_entryrow WHERE (lane, number) IN"
            " (SELECT lane, max(number) FROM talks_entryrow GROUP BY lane)"
        )
        from goodoffices.web.talks.table import definition

        for statement in definition(vendor):
            if "talks_entry_no_delete" in statement:
                schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("talks", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE TABLE upgrades_new (name text NOT NULL)"),
        migrations.RunPython(ruin),
    ]
