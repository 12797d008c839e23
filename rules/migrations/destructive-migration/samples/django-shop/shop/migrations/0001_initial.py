import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[("id", models.BigAutoField(primary_key=True)), ("mail", models.CharField(max_length=100))],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("number", models.CharField(max_length=20)),
                ("weight", models.IntegerField(default=0)),
                ("paid", models.IntegerField(default=0)),
                ("colour", models.CharField(max_length=20)),
                ("buyer", models.ForeignKey("shop.customer", on_delete=django.db.models.deletion.CASCADE)),
            ],
        ),
    ]
