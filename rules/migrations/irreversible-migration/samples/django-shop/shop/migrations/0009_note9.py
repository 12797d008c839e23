from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0008_note8")]
    operations = [migrations.AddField("order", "note9", models.TextField(default=""))]
