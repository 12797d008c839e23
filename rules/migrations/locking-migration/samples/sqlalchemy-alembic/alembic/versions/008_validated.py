from alembic import op

revision = "008"
down_revision = "007"


def upgrade():
    # ok: locking-migration
    op.execute("ALTER TABLE orders VALIDATE CONSTRAINT status_set")
    # ok: locking-migration
    op.alter_column("orders", "status", nullable=False)
    # ok: locking-migration
    op.execute("UPDATE orders SET note = '' WHERE note IS NULL")
    # ruleid: locking-migration
    op.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE")
    # ok: locking-migration
    op.execute("LOCK TABLE orders IN ROW EXCLUSIVE MODE")


def downgrade():
    pass
