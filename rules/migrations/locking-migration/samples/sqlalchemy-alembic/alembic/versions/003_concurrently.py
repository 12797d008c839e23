from alembic import op

revision = "003"
down_revision = "002"


def upgrade():
    with op.get_context().autocommit_block():
        # ok: locking-migration
        op.create_index("ix_orders_status", "orders", ["status"], postgresql_concurrently=True)


def downgrade():
    op.drop_index("ix_orders_status", "orders")
