import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"


def upgrade():
    op.add_column("orders", sa.Column("note", sa.Text()))


# ruleid: irreversible-migration
def downgrade():
    pass
