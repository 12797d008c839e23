from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    # Django knows how to take these back.
    # ok: irreversible-migration
    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[("id", models.BigAutoField(primary_key=True)), ("total", models.IntegerField(default=0))],
        ),
    ]
