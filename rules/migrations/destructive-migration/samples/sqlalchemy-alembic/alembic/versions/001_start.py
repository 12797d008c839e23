import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("note", sa.Text()),
        sa.Column("comment", sa.Text()),
        sa.Column("total", sa.Integer()),
        sa.Column("price", sa.Integer()),
        sa.Column("unused", sa.Integer()),
        sa.Column("state", sa.Integer()),
    )
    op.create_table("coupons", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("vouchers", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("vouchers")
    op.drop_table("coupons")
    op.drop_table("orders")
