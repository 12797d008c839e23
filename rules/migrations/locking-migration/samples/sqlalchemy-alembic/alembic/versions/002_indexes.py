import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade():
    # ruleid: locking-migration
    op.create_index("ix_orders_user_id", "orders", ["user_id"])
    op.create_table("payments", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("order_id", sa.Integer()))
    # ok: locking-migration
    op.create_index("ix_payments_order_id", "payments", ["order_id"])
    # ok: locking-migration
    op.create_foreign_key("fk_payments_order", "payments", "orders", ["order_id"], ["id"])
    with op.batch_alter_table("users") as batch_op:
        # ruleid: locking-migration
        batch_op.create_unique_constraint("uq_users_name", ["name"])


def downgrade():
    # ok: locking-migration
    op.create_index("ix_old", "orders", ["status"])
