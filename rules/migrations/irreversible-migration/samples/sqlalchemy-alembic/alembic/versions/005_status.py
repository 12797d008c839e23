import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"

orders = sa.table("orders", sa.column("id"), sa.column("status"))


def upgrade():
    connection = op.get_bind()
    connection.execute(sa.update(orders).where(orders.c.status == "done").values(status="closed"))


# ok: irreversible-migration
def downgrade():
    connection = op.get_bind()
    connection.execute(sa.update(orders).where(orders.c.status == "closed").values(status="done"))
