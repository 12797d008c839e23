import os

from sqlalchemy import create_engine

password = os.environ["DB_PASSWORD"]
host = os.environ["DB_HOST"]

# ruleid: superuser-connection
engine = create_engine(f"postgresql+psycopg://postgres:{password}@{host}/shop")
# ok: superuser-connection
own = create_engine(f"postgresql+psycopg://shop_app:{password}@{host}/shop")
# ruleid: superuser-connection
reports = create_engine("mysql+pymysql://root@reports.shop-prod.net/reports")
# ok: superuser-connection
other = create_engine(f"postgresql://{os.environ['DB_USER']}:{password}@{host}/shop")
