from flask import Flask, jsonify
from flask_login import login_required

app = Flask(__name__)


@app.get("/notes")
@login_required
def notes():
    return jsonify([])


@app.post("/notes")
@login_required
def create():
    return jsonify({}), 201


# ruleid: unauthenticated-route
@app.delete("/notes/<int:note_id>")
def delete(note_id):
    return "", 204


# ok: unauthenticated-route
@app.put("/notes/<int:note_id>")
@login_required
def update(note_id):
    return jsonify({})
