import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_concurrently")]
    operations = [
        # ruleid: locking-migration
        AddIndexConcurrently(model_name="order", index=models.Index(fields=["paid"], name="order_paid")),
        # ok: locking-migration
        ValidateConstraint(model_name="order", name="customer_set"),
        # ok: locking-migration
        migrations.AlterField(model_name="order", name="customer", field=models.CharField(max_length=100)),
        # ok: locking-migration
        migrations.AddField(model_name="order", name="note", field=models.TextField(null=True)),
        # ok: locking-migration
        migrations.AddField(model_name="order", name="title", field=models.CharField(max_length=20, blank=True)),
        # ok: locking-migration
        migrations.AddField(model_name="order", name="tries", field=models.IntegerField(default=0)),
        # ruleid: locking-migration
        migrations.AddField(model_name="order", name="weight", field=models.IntegerField()),
        # ok: locking-migration
        migrations.AddField(
            model_name="order",
            name="tries_twice",
            field=models.GeneratedField(db_persist=True, expression=models.F("tries") * 2, output_field=models.IntegerField()),
        ),
        # ok: locking-migration
        migrations.AddField(
            model_name="order",
            name="buyer",
            field=models.ForeignKey("shop.customer", null=True, db_index=False, on_delete=django.db.models.deletion.SET_NULL),
        ),
        # ruleid: locking-migration
        migrations.AddField(
            model_name="order",
            name="seller",
            field=models.ForeignKey("shop.customer", null=True, on_delete=django.db.models.deletion.SET_NULL),
        ),
        # ruleid: locking-migration
        migrations.AlterField(model_name="order", name="id", field=models.BigAutoField(primary_key=True)),
        # ruleid: locking-migration
        migrations.AlterField(model_name="order", name="note", field=models.TextField(default="")),
        # ok: locking-migration
        migrations.AlterField(model_name="order", name="title", field=models.TextField(blank=True, help_text="…")),
    ]
