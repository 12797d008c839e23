import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True))


# ok: irreversible-migration
def downgrade():
    op.drop_table("orders")
