import sqlite3

import psycopg2
from flask import Flask, g, jsonify, request
from psycopg2 import sql as pgsql
from psycopg2.extras import execute_values

app = Flask(__name__)

SORTABLE = {"name": "u.name", "created": "u.created_at"}
ALLOWED_COLUMNS = ("name", "email")
BASE = "SELECT id, name FROM users"


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect("app.db")
    return g.db


@app.route("/login", methods=["POST"])
def login():
    username = request.form["username"]
    password = request.form.get("password", "")
    cursor = get_db().cursor()
    query = "SELECT id FROM users WHERE username = '" + username + "' AND password = '" + password + "'"
    # ruleid: sql-injection
    cursor.execute(query)
    # ruleid: sql-injection
    row = cursor.execute("SELECT id FROM users WHERE username = '%s'" % username).fetchone()
    # ruleid: sql-injection
    cursor.execute("SELECT id FROM users WHERE username = '%s' AND password = '%s'" % (username, password))
    # ruleid: sql-injection
    cursor.execute("SELECT id FROM users WHERE username = '{}'".format(username))
    # ruleid: sql-injection
    cursor.execute("SELECT id FROM users WHERE username = '{name}'".format(name=username))
    # ok: sql-injection
    # ruleid: plaintext-password
    cursor.execute("SELECT id FROM users WHERE username = ? AND password = ?", (username, password))
    return jsonify(row)


@app.get("/users/<name>")
def show(name):
    db = get_db()
    # ruleid: sql-injection
    db.execute(f"SELECT id FROM users WHERE name = '{name}'")
    # ok: sql-injection
    db.execute("SELECT id FROM users WHERE name = ?", [name])
    # ruleid: sql-injection
    db.executescript(f"""
        UPDATE users SET seen = 1 WHERE name = '{name}';
        DELETE FROM tokens WHERE name = '{name}';
    """)
    return ""


@app.get("/users/<int:user_id>")
def by_id(user_id):
    db = get_db()
    # ok: sql-injection
    return db.execute("SELECT id FROM users WHERE id = ?", (user_id,)).fetchone()


@app.get("/search")
def search():
    args = request.args
    db = psycopg2.connect("dbname=app")
    parts = ["SELECT id FROM products WHERE 1=1"]
    if args.get("q"):
        parts.append("AND title ILIKE '%" + args["q"] + "%'")
    with db.cursor() as cur:
        # ruleid: sql-injection
        cur.execute(" ".join(parts))
        statement = "SELECT id FROM products"
        if "category" in args:
            statement += " WHERE category = '" + args["category"] + "'"
        statement += " ORDER BY id"
        # ruleid: sql-injection
        cur.execute(statement)
        order = request.args.get("sort", "name")
        # ruleid: sql-injection
        cur.execute(BASE + " ORDER BY " + order)
        # ok: sql-injection
        cur.execute(BASE + " ORDER BY " + SORTABLE.get(order, "u.name"))
        column = SORTABLE[order]
        # ok: sql-injection
        cur.execute(f"{BASE} ORDER BY {column}")
        # ok: sql-injection
        cur.execute(pgsql.SQL("SELECT id FROM {}").format(pgsql.Identifier(request.args["table"])))
        # ruleid: sql-injection
        cur.execute(pgsql.SQL("SELECT id FROM " + request.args["table"]))
    return ""


@app.get("/page")
def page():
    limit = int(request.args.get("limit", 10))
    offset = request.args.get("offset", 0, type=int)
    conn = get_db()
    # ok: sql-injection
    conn.execute(f"SELECT id FROM users LIMIT {limit} OFFSET {offset}")
    # ok: sql-injection
    conn.execute("SELECT id FROM users LIMIT %d" % int(request.args["limit"]))
    direction = "DESC" if request.args.get("desc") else "ASC"
    # ok: sql-injection
    conn.execute("SELECT id FROM users ORDER BY id " + direction)
    ids = request.args.getlist("id")
    marks = ",".join(["?"] * len(ids))
    # ok: sql-injection
    conn.execute(f"SELECT id FROM users WHERE id IN ({marks})", ids)
    # ok: sql-injection
    conn.execute("SELECT id FROM users WHERE id IN (%s)" % ",".join("?" for _ in ids), ids)
    # ruleid: sql-injection
    conn.execute("SELECT id FROM users WHERE id IN (%s)" % ",".join(ids))
    column = request.args.get("column")
    if column not in ALLOWED_COLUMNS:
        return "bad column", 400
    # ok: sql-injection
    conn.execute(f"SELECT {column} FROM users")
    return ""


@app.post("/bulk")
def bulk():
    payload = request.get_json()
    conn = get_db()
    filters = []
    values = []
    for field in ("name", "email"):
        if field in payload:
            filters.append(f"{field} = ?")
            values.append(payload[field])
    # ok: sql-injection
    conn.execute("SELECT id FROM users WHERE " + " AND ".join(filters), values)
    for key, value in payload.items():
        # ruleid: sql-injection
        conn.execute(f"UPDATE settings SET {key} = ?", (value,))
    # ok: sql-injection
    execute_values(conn.cursor(), "INSERT INTO t (a, b) VALUES %s", payload["rows"])
    return ""


OUTCOMES = "SELECT name FROM outcomes WHERE matter = {}"


def outcomes_of(matter):
    # ok: sql-injection
    return get_db().execute(OUTCOMES.format(matter)).fetchall()


def appeals_of(number):
    # ruleid: sql-injection
    return get_db().execute(OUTCOMES.format(number)).fetchall()


def all_outcomes():
    conn = get_db()
    row = conn.execute("SELECT matter FROM matters WHERE state = 'open'").fetchone()
    matter = row["matter"]
    return outcomes_of(matter), appeals_of(matter)


@app.get("/appeals")
def appeals():
    return appeals_of(request.args["number"])


def in_order():
    cur = get_db().cursor()
    cur.execute("SELECT id FROM matters ORDER BY rank")
    rows = cur.fetchall()
    keys = unique([row[0] for row in rows])
    order = " ".join(f"WHEN id = {key} THEN {i}" for i, key in enumerate(keys))
    # pedantic: sql-injection
    return cur.execute(f"SELECT id FROM matters ORDER BY CASE {order} END").fetchall()


def in_order_of(keys):
    order = " ".join(f"WHEN id = {key} THEN {i}" for i, key in enumerate(keys))
    # ruleid: sql-injection
    return get_db().execute(f"SELECT id FROM matters ORDER BY CASE {order} END").fetchall()
