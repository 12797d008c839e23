import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("number", models.CharField(max_length=20)),
                ("customer", models.CharField(max_length=100, null=True)),
                ("paid", models.IntegerField(default=0)),
                ("shop", models.CharField(max_length=20)),
            ],
            options={"unique_together": {("shop", "number")}},
        ),
        migrations.CreateModel(name="Customer", fields=[("id", models.AutoField(primary_key=True))]),
        # ok: locking-migration
        migrations.AddIndex(model_name="order", index=models.Index(fields=["number"], name="order_number")),
    ]
