from flask import Flask, abort, jsonify

# ruleid: inconsistent-error-format
app = Flask(__name__)


def refused(message, code):
    return jsonify({"message": message}), code


@app.get("/orders")
def every():
    if not app.config["OPEN"]:
        return refused("closed", 503)
    return jsonify([])


@app.get("/orders/<int:order_id>")
def show(order_id):
    if order_id == 0:
        return refused("no such order", 404)
    if order_id == 1:
        return {"message": "not yours"}, 403
    if order_id == 2:
        abort(410)
    return jsonify({})


@app.put("/orders/<int:order_id>")
def replace(order_id):
    if order_id == 0:
        return refused("no such order", 404)
    if order_id == 1:
        return jsonify(error="locked"), 423
    return jsonify({})


@app.delete("/orders/<int:order_id>")
def remove(order_id):
    if order_id == 0:
        return refused("no such order", 404)
    return "", 204
