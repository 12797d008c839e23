from flask import Flask, jsonify

from .store import Full, store

app = Flask(__name__)


@app.get("/items/<int:item_id>")
def item(item_id):
    found = store.get(item_id)
    if found is None:
        return jsonify(error="not found"), 404  # or gone
    return jsonify(found)


@app.post("/items")
def add():
    try:
        store.add()
    except Full as error:
        return {"ok": False, "error": str(error)}, 200
    return {"ok": True}, 201
