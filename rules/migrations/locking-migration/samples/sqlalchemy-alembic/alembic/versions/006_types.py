import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"


def upgrade():
    # ok: locking-migration
    op.alter_column("orders", "status", type_=sa.String(50))
    # ok: locking-migration
    op.alter_column("users", "email", type_=sa.Text())
    # ok: locking-migration
    op.alter_column("orders", "total", type_=sa.Numeric(12, 2))
    # ok: locking-migration
    op.alter_column("orders", "note", server_default="")
    # ruleid: locking-migration
    op.alter_column("orders", "id", type_=sa.BigInteger())
    # ruleid: locking-migration
    op.alter_column("users", "name", existing_type=sa.String(), type_=sa.String(50))
    # ruleid: locking-migration
    op.alter_column("orders", "total", type_=sa.Numeric(14, 4))


def downgrade():
    pass
