from alembic import op

revision = "008"
down_revision = "007"


def upgrade():
    op.execute("SET lock_timeout = '5s'")
    op.execute("ALTER TABLE orders VALIDATE CONSTRAINT orders_status_set")


# ok: irreversible-migration
def downgrade():
    pass
