import sqlalchemy as sa
from alembic import op

revision = "009"
down_revision = "008"
orders = sa.table("orders", sa.column("weight"), sa.column("total"))


def upgrade():
    op.add_column("orders", sa.Column("weight", sa.Integer()))
    op.execute(sa.update(orders).values(weight=0))


# ruleid: irreversible-migration
def downgrade():
    pass
