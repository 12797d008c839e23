from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        # ok: destructive-migration
        migrations.RenameField(model_name="customer", old_name="mail", new_name="email"),
        # ruleid: destructive-migration
        migrations.RemoveField(model_name="order", name="weight"),
        # ruleid: destructive-migration
        migrations.RemoveField(model_name="order", name="paid"),
        # ok: destructive-migration
        migrations.RemoveField(model_name="order", name="colour"),
        # ruleid: destructive-migration
        migrations.RemoveField(model_name="order", name="buyer"),
    ]
