import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade():
    # ruleid: destructive-migration
    op.drop_column("orders", "note")
    # ok: destructive-migration
    op.drop_column("orders", "unused")
    # ruleid: destructive-migration
    op.drop_column("orders", "total")
    # ruleid: destructive-migration
    op.drop_column("orders", "price")
    # the model has the new name
    # ok: destructive-migration
    op.alter_column("orders", "comment", new_column_name="remark")
    # made again right below
    # ok: destructive-migration
    op.drop_column("orders", "state")
    op.add_column("orders", sa.Column("state", sa.Text()))
    # ruleid: destructive-migration
    op.drop_table("coupons")
    # ok: destructive-migration
    op.drop_table("vouchers")


def downgrade():
    # ok: destructive-migration
    op.drop_column("orders", "state")
