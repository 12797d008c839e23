import sqlalchemy as sa
from alembic import op

revision = "007"
down_revision = "006"


def upgrade():
    # ruleid: locking-migration
    op.alter_column("orders", "user_id", nullable=False)
    # ruleid: locking-migration
    op.create_foreign_key("fk_orders_user", "orders", "users", ["user_id"], ["id"])
    # ok: locking-migration
    op.create_check_constraint("status_set", "orders", "status IS NOT NULL", postgresql_not_valid=True)
    # ok: locking-migration
    op.alter_column("orders", "region", nullable=False, existing_type=sa.String(2))


def downgrade():
    pass
