from alembic import op

revision = "003"
down_revision = "002"


def upgrade():
    op.drop_column("orders", "note")


# ok: irreversible-migration
def downgrade():
    raise NotImplementedError("the notes are gone; restore them from a backup")
