from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0006_names")]
    operations = [migrations.AddField("order", "note7", models.TextField(default=""))]
