import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(100)),
        sa.Column("name", sa.String()),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer()),
        sa.Column("status", sa.String(20)),
        sa.Column("total", sa.Numeric(8, 2)),
        sa.Column("paid_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text()),
    )
    # ok: locking-migration
    op.create_index("ix_users_email", "users", ["email"], unique=True)


def downgrade():
    op.drop_table("orders")
    op.drop_table("users")
