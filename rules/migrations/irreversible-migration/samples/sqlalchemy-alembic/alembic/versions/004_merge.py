"""Nothing is done, so there is nothing to undo."""

revision = "004"
down_revision = ("003",)


def upgrade():
    pass


# ok: irreversible-migration
def downgrade():
    pass
