from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=20))],
        ),
        migrations.RenameModel(old_name="Label", new_name="Tag"),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("number", models.CharField(max_length=20)),
                ("tags", models.ManyToManyField(to="shop.tag")),
                ("watchers", models.ManyToManyField(to=settings.AUTH_USER_MODEL)),
            ],
            options={"indexes": [models.Index(fields=["number"], name="by_number")]},
        ),
    ]
