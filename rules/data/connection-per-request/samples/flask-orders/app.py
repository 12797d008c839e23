import os
import sqlite3

import psycopg2
from flask import Flask, g, jsonify
from psycopg2.pool import ThreadedConnectionPool

app = Flask(__name__)
# ok: connection-per-request
pool = ThreadedConnectionPool(1, 10, os.environ["DATABASE_URL"])


def get_db():
    if "db" not in g:
        # ruleid: connection-per-request
        g.db = psycopg2.connect(os.environ["DATABASE_URL"])
    return g.db


def get_files():
    if "files" not in g:
        # ok: connection-per-request
        g.files = sqlite3.connect("files.db")
    return g.files


@app.route("/v1/orders")
def orders():
    cur = get_db().cursor()
    cur.execute("SELECT id FROM orders LIMIT 50")
    return jsonify(cur.fetchall())


@app.route("/v1/files")
def files():
    cur = get_files().cursor()
    cur.execute("SELECT id FROM files LIMIT 50")
    return jsonify(cur.fetchall())


@app.route("/v2/orders")
def pooled():
    conn = pool.getconn()
    try:
        cur = conn.cursor()
        cur.execute("SELECT id FROM orders LIMIT 50")
        return jsonify(cur.fetchall())
    finally:
        pool.putconn(conn)
