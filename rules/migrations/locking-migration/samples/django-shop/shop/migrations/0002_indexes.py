from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        # ruleid: locking-migration
        migrations.AddIndex(model_name="order", index=models.Index(fields=["customer"], name="order_customer")),
        migrations.AlterField(
            model_name="order",
            name="number",
            # ok: locking-migration
            field=models.CharField(max_length=40),
        ),
        # ruleid: locking-migration
        migrations.AlterField(model_name="order", name="paid", field=models.IntegerField(default=0, db_index=True)),
        # ruleid: locking-migration
        migrations.AlterUniqueTogether(name="order", unique_together={("shop", "number"), ("shop", "customer")}),
        # ruleid: locking-migration
        migrations.AddConstraint(
            model_name="order", constraint=models.CheckConstraint(check=models.Q(paid__gte=0), name="paid_positive")
        ),
    ]
