import sqlite3

from flask import Flask, request

app = Flask(__name__)


@app.post("/orders")
def create():
    owner = request.json["owner"]
    connection = sqlite3.connect("shop.db")
    cursor = connection.cursor()
    cursor.execute("INSERT INTO orders (owner) VALUES (?)", (owner,))
    # Nothing is kept before the commit.
    # ok: missing-transaction
    cursor.execute("INSERT INTO carts (owner) VALUES (?)", (owner,))
    connection.commit()
    return {}


@app.post("/orders/apart")
def create_apart():
    owner = request.json["owner"]
    connection = sqlite3.connect("shop.db")
    cursor = connection.cursor()
    cursor.execute("INSERT INTO orders (owner) VALUES (?)", (owner,))
    connection.commit()
    # ruleid: missing-transaction
    cursor.execute("INSERT INTO carts (owner) VALUES (?)", (owner,))
    connection.commit()
    return {}
