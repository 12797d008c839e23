import os

import psycopg


def connect():
    # ruleid: unencrypted-database-connection
    return psycopg.connect(host=os.environ["PGHOST"], dbname="shop", sslmode="disable")


def verified():
    # ok: unencrypted-database-connection
    return psycopg.connect(host=os.environ["PGHOST"], dbname="shop", sslmode="verify-full")


def switched():
    # ok: unencrypted-database-connection
    return psycopg.connect(host=os.environ["PGHOST"], dbname="shop", sslmode=os.environ["PGSSLMODE"])
