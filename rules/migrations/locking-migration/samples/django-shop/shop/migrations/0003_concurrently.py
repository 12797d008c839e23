from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0002_indexes")]
    operations = [
        # ok: locking-migration
        AddIndexConcurrently(model_name="order", index=models.Index(fields=["shop"], name="order_shop")),
        # ok: locking-migration
        AddConstraintNotValid(
            model_name="order",
            constraint=models.CheckConstraint(check=models.Q(customer__isnull=False), name="customer_set"),
        ),
    ]
