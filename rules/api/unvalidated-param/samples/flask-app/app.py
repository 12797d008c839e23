from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.get("/orders")
def orders():
    # ruleid: unvalidated-param
    page = int(request.args.get("page", 1))
    return jsonify(page=page)


@app.get("/typed/orders")
def typed():
    # ok: unvalidated-param
    return jsonify(page=request.args.get("page", 1, type=int))


@app.get("/next/orders")
def following():
    page = request.args.get("page", 1, type=int)
    # ok: unvalidated-param
    return jsonify(page=int(page) + 1)


@app.get("/lines/<int:number>")
def line(number):
    # ok: unvalidated-param
    return jsonify(number=int(number))


@app.get("/tried/orders")
def tried():
    try:
        # ok: unvalidated-param
        page = int(request.args["page"])
    except (KeyError, ValueError):
        abort(400)
    return jsonify(page=page)


@app.get("/orders/<int:order_id>")
def order(order_id):
    # ok: unvalidated-param
    return jsonify(id=order_id)
