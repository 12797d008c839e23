import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"


def upgrade():
    op.create_table(
        "readers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.Column("forename", sa.Text()),
    )
    op.add_column("shelves", sa.Column("readers", sa.Text()))


def downgrade():
    op.drop_table("readers")
    op.drop_column("shelves", "readers")
