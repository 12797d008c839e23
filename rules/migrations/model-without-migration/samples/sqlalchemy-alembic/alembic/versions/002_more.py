import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade():
    op.alter_column("users", "mail", new_column_name="email")
    # ok: model-without-migration
    op.add_column("orders", sa.Column("user_id", sa.Integer()))
    # ruleid: model-without-migration
    op.add_column("orders", sa.Column("forgotten", sa.Integer()))


def downgrade():
    op.drop_column("orders", "user_id")
