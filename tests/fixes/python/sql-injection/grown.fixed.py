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
    params = []
    if author:
        query += " AND author = ?"
        params.append(author)
    for word in (term or "").split():
        query += " AND body LIKE ?"  # each of them
        params.append(f"%{word}%")
    query += " ORDER BY id"
    return connect().execute(query, params).fetchall()


@app.get("/kinds")
def kinds():
    kind = request.args["kind"]
    other = request.args.get("other", "")
    query = "SELECT id FROM notes WHERE kind = :kind"
    params = {"kind": kind}
    if other:
        query += " OR kind = :other"
        params["other"] = other
    with engine.connect() as connection:
        return [list(row) for row in connection.execute(text(query), params)]
