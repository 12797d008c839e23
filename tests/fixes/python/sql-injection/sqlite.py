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
    cursor.execute(f"SELECT id, body FROM notes WHERE author = '{author}'")
    cursor.execute("SELECT id FROM notes WHERE author = '%s' AND body LIKE '%%%s%%'" % (author, term))
    cursor.execute("SELECT id FROM notes WHERE author = '{}'".format(author))  # the author's own
    cursor.execute("SELECT id FROM notes WHERE body LIKE '%" + term + "' OR author = \"" + author + "\"")
    query = "SELECT count(*) FROM notes WHERE author = '" + author + "'"
    query_of_all = f"SELECT count(*) FROM {TABLE} WHERE author='{author}' AND seen = ?"
    db.execute(query)
    db.execute(query_of_all, (1,))
    cursor.execute(
        f"""
        SELECT id
        FROM notes
        WHERE author = '{author}'
          AND kind = 'own'
        """
    )
    cursor.execute(
        "SELECT id FROM notes "
        f"WHERE author = '{author}' "
        "ORDER BY id",
    )
    return cursor.fetchall()
