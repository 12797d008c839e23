from django.db import migrations


def rename(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(codename="read_order").update(codename="view_order")


class Migration(migrations.Migration):
    dependencies = [("shop", "0005_cents")]
    operations = [
        # pedantic: irreversible-migration
        migrations.RunPython(rename, elidable=True),
    ]
