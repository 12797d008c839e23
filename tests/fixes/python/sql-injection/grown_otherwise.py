"""Texts that grow in ways that are not followed."""

import sqlite3

from flask import Flask, request

app = Flask(__name__)


@app.get("/notes")
def notes():
    author = request.args.get("author")
    order = request.args.get("order", "id")
    db = sqlite3.connect("notes.db")
    query = "SELECT id FROM notes WHERE seen = ?"
    if author:
        query += f" AND author = '{author}'"
    first = db.execute(query).fetchall()
    other = "SELECT id FROM notes"
    if author:
        other += f" WHERE author = '{author}'"
    other += f" ORDER BY {order}"
    count = len(other)
    return [first, db.execute(other).fetchall(), count]
