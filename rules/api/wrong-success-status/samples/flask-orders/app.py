from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)


@app.post("/orders")
def create():
    order = Order()
    db.session.add(order)
    db.session.commit()
    # ruleid: wrong-success-status
    return jsonify(id=order.id)


@app.post("/v2/orders")
def created():
    order = Order()
    db.session.add(order)
    db.session.commit()
    # ok: wrong-success-status
    return jsonify(id=order.id), 201


@app.delete("/orders/<int:order_id>")
def remove(order_id):
    Order.query.filter_by(id=order_id).delete()
    # ruleid: wrong-success-status
    return "", 200


@app.delete("/v2/orders/<int:order_id>")
def removed(order_id):
    Order.query.filter_by(id=order_id).delete()
    # ok: wrong-success-status
    return "", 204


@app.delete("/v3/orders/<int:order_id>")
def told(order_id):
    Order.query.filter_by(id=order_id).delete()
    # ruleid: wrong-success-status
    return jsonify(deleted=order_id), 204
