from alembic import op

revision = "004"
down_revision = "003"


def upgrade():
    # ruleid: locking-migration
    op.create_index("ix_orders_paid_at", "orders", ["paid_at"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_orders_paid_at", "orders")
