import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("mail", sa.Text()))
    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("alembic_like", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("orders")
    op.drop_table("users")
