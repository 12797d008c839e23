import sqlite3

from flask import Flask, request
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine("sqlite://")


def connect():
    return sqlite3.connect("notes.db")


@app.get("/notes")
def notes():
    author = request.args.get("author")
    term = request.args.get("term")
    query = "SELECT id FROM notes WHERE 1 = 1"
    if author:
        query += f" AND author = '{author}'"
    for word in (term or "").split():
        query += " AND body LIKE '%" + word + "%'"  # each of them
    query += " ORDER BY id"
    return connect().execute(query).fetchall()


@app.get("/kinds")
def kinds():
    kind = request.args["kind"]
    other = request.args.get("other", "")
    query = f"SELECT id FROM notes WHERE kind = '{kind}'"
    if other:
        query += f" OR kind = '{other}'"
    with engine.connect() as connection:
        return [list(row) for row in connection.execute(text(query))]
