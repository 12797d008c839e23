from django.db import migrations, models


def move(apps, schema_editor):
    for order in apps.get_model("shop", "Order").objects.all():
        order.cents = order.total * 100
        order.total = 0
        order.save()


class Migration(migrations.Migration):
    dependencies = [("shop", "0004_currency")]
    operations = [
        migrations.AddField("order", "cents", models.IntegerField(default=0)),
        # ruleid: irreversible-migration
        migrations.RunPython(move),
    ]
