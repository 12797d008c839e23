"""What cannot be bound, or where nobody knows how."""

import sqlite3

from flask import Flask, request

from elsewhere import gateway

app = Flask(__name__)


@app.get("/notes")
def notes():
    author = request.args["author"]
    order = request.args["order"]
    ids = request.args.getlist("id")
    db = sqlite3.connect("notes.db")
    db.execute(f"SELECT id FROM notes ORDER BY {order}")
    db.execute(f"SELECT {order} FROM notes")
    db.execute(f"SELECT id FROM {author}_notes")
    db.execute("SELECT id FROM notes WHERE id IN (%s)" % ",".join(ids))
    db.execute(f"SELECT id FROM notes WHERE date(made) = date '{author}'")
    db.executescript(f"DELETE FROM notes WHERE author = '{author}'; VACUUM;")
    db.execute(f"CREATE TABLE x (name TEXT DEFAULT '{author}')")
    query = f"SELECT id FROM notes WHERE author = '{author}'"
    author = author.strip()
    db.execute(query)
    db.execute(
        "SELECT id FROM notes "  # all of them
        + "WHERE author = '" + author + "'"
    )
    return []


@app.get("/columns")
def columns():
    name = request.args["name"]
    db = sqlite3.connect("notes.db")
    db.execute(f'SELECT "{name}" FROM notes')
    db.execute(f'SELECT id FROM "{name}"')
    db.execute(f"INSERT INTO '{name}' (id) VALUES (1)")
    db.execute(f"UPDATE notes SET '{name}' = 1")
    return []


@app.get("/escaped")
def escaped():
    name = request.args["name"].replace("'", "''")
    db = sqlite3.connect("notes.db")
    # Bound, it would have its quotes twice.
    db.execute(f"SELECT id FROM notes WHERE author = '{name}'")
    return []
