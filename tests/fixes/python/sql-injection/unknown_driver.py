from flask import Flask, request

from elsewhere import gateway

app = Flask(__name__)


@app.get("/notes")
def notes():
    with gateway.cursor() as cursor:
        cursor.execute(f"SELECT id FROM notes WHERE author = '{request.args['author']}'")
        return cursor.fetchall()
