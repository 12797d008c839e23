import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"


def upgrade():
    op.create_table(
        "shelf_readers",
        sa.Column("shelf_id", sa.ForeignKey("shelves.id"), index=True),
        sa.Column("reader_id", sa.ForeignKey("readers.id"), index=True),
    )
    # `Shelf.readers` is a relation that the other side declares
    # ok: destructive-migration
    op.drop_column("shelves", "readers")
    # `Reader.email` is a property
    # ok: destructive-migration
    op.alter_column("readers", "email", new_column_name="_email")
    # PostgreSQL's RENAME without COLUMN: the table keeps its name
    # ok: destructive-migration
    op.execute("ALTER TABLE readers RENAME forename TO first_name")


def downgrade():
    op.drop_table("shelf_readers")
    op.add_column("shelves", sa.Column("readers", sa.Text()))
    op.alter_column("readers", "_email", new_column_name="email")
    op.execute("ALTER TABLE readers RENAME first_name TO forename")
