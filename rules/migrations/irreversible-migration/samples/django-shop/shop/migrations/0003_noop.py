from django.db import migrations


def fill(apps, schema_editor):
    apps.get_model("shop", "Order").objects.filter(total=None).update(total=0)


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_totals")]
    operations = [
        # ok: irreversible-migration
        migrations.RunPython(fill, migrations.RunPython.noop),
        # ok: irreversible-migration
        migrations.RunSQL("CREATE VIEW v AS SELECT 1", reverse_sql="DROP VIEW v"),
    ]
