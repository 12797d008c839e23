import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"


def upgrade():
    # ok: locking-migration
    op.add_column("orders", sa.Column("currency", sa.String(3), nullable=False, server_default="EUR"))
    # ok: locking-migration
    op.add_column("orders", sa.Column("comment", sa.Text()))
    # ok: locking-migration
    op.add_column("orders", sa.Column("made_at", sa.DateTime(), nullable=False, server_default=sa.func.now()))
    # ruleid: locking-migration
    op.add_column("orders", sa.Column("region", sa.String(2), nullable=False))
    # the program's default does nothing for the rows that are there
    # ruleid: locking-migration
    op.add_column("orders", sa.Column("tries", sa.Integer(), nullable=False, default=0))
    # ruleid: locking-migration
    op.add_column("orders", sa.Column("token", sa.UUID(), server_default=sa.text("gen_random_uuid()")))


def downgrade():
    op.drop_column("orders", "currency")
