import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"


def upgrade():
    op.create_table("shelves", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("files", sa.JSON()))


def downgrade():
    op.drop_table("shelves")
