from django.db import migrations


def fill(apps, schema_editor):
    apps.get_model("shop", "Order").objects.filter(total=None).update(total=0)


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        # ruleid: irreversible-migration
        migrations.RunPython(fill),
    ]
