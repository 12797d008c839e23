from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0007_note7")]
    operations = [migrations.AddField("order", "note8", models.TextField(default=""))]
