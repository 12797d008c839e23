"""Notes of people."""

import sqlite3

from flask import Flask, request

app = Flask(__name__)
TABLE = "notes"


def connect():
    return sqlite3.connect("notes.db")


@app.get("/notes")
def notes():
    author = request.args["author"]
    term = request.args.get("term", "")
    db = connect()
    cursor = db.cursor()
    cursor.execute("SELECT id, body FROM notes WHERE author = ?", (author,))
    cursor.execute("SELECT id FROM notes WHERE author = ? AND body LIKE ?", (author, f"%{term}%"))
    cursor.execute("SELECT id FROM notes WHERE author = ?", (author,))  # the author's own
    cursor.execute("SELECT id FROM notes WHERE body LIKE ? OR author = ?", (f"%{term}", author))
    query = "SELECT count(*) FROM notes WHERE author = ?"
    query_of_all = f"SELECT count(*) FROM {TABLE} WHERE author=? AND seen = ?"
    db.execute(query, (author,))
    db.execute(query_of_all, (author, 1))
    cursor.execute(
        """
        SELECT id
        FROM notes
        WHERE author = ?
          AND kind = 'own'
        """,
        (author,),
    )
    cursor.execute(
        "SELECT id FROM notes "
        "WHERE author = ? "
        "ORDER BY id",
        (author,),
    )
    return cursor.fetchall()
