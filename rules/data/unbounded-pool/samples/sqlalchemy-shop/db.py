import os

from sqlalchemy import create_engine

# ruleid: unbounded-pool
engine = create_engine(os.environ["DATABASE_URL"], max_overflow=-1)
# ok: unbounded-pool
bounded = create_engine(os.environ["DATABASE_URL"], pool_size=10, max_overflow=10)
# ok: unbounded-pool
default = create_engine(os.environ["REPORTS_URL"])
