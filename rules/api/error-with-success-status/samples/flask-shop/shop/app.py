from http import HTTPStatus

from flask import Flask, abort, jsonify, make_response, render_template

from shop import store

app = Flask(__name__)


@app.get("/items/<int:item_id>")
def item(item_id):
    found = store.get(item_id)
    if found is None:
        # ruleid: error-with-success-status
        return jsonify(error="not found")
    return jsonify(found)


@app.post("/items")
def add():
    try:
        store.add()
    except store.Full as error:
        # ruleid: error-with-success-status
        return {"ok": False, "error": str(error)}, HTTPStatus.OK
    return {"ok": True}, HTTPStatus.CREATED


@app.delete("/items/<int:item_id>")
def drop(item_id):
    if not store.drop(item_id):
        # ok: error-with-success-status
        return jsonify({"error": "not found"}), 404
    return "", 204


@app.put("/items/<int:item_id>")
def put(item_id):
    if not store.put(item_id):
        # ok: error-with-success-status
        return make_response(jsonify(error="locked"), 423)
    return {"ok": True}


@app.get("/items/<int:item_id>/page")
def page(item_id):
    if store.get(item_id) is None:
        # ok: error-with-success-status
        abort(404)
    # ok: error-with-success-status
    return render_template("item.html", error="none")


@app.errorhandler(500)
def broken(error):
    # ok: error-with-success-status
    return jsonify(error="broken"), 500
