import os

import psycopg


def connect():
    return psycopg.connect(
        host=os.environ["PGHOST"],
        # ruleid: superuser-connection
        user="postgres",
        password=os.environ["PGPASSWORD"],
        dbname="shop",
    )


def prepare(conn, name):
    # ruleid: superuser-connection
    conn.execute("GRANT ALL PRIVILEGES ON DATABASE shop TO shop_app")
    # ok: superuser-connection
    conn.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO shop_app")
    # ruleid: superuser-connection
    # ruleid: sql-injection
    conn.execute(f"CREATE ROLE {name} LOGIN SUPERUSER")
    # ok: superuser-connection
    # ruleid: sql-injection
    conn.execute(f"CREATE ROLE {name} LOGIN NOSUPERUSER")
