from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0002_drop")]
    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("token", models.CharField(max_length=20)),
                ("address", models.CharField(max_length=20)),
            ],
            options={"db_table": "shop_old_feed"},
        ),
    ]
