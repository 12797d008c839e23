from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_feeds")]
    operations = [
        # ok: destructive-migration
        migrations.RemoveField(model_name="feed", name="token"),
        # ok: destructive-migration
        migrations.DeleteModel(name="Feed"),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("token", models.CharField(max_length=20)),
                ("address", models.CharField(max_length=20)),
            ],
            options={"db_table": "shop_feed"},
        ),
        # ruleid: destructive-migration
        migrations.RemoveField(model_name="feed", name="address"),
    ]
