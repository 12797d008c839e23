from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

from schemas import post_brand, validate

app = Flask(__name__)
db = SQLAlchemy(app)


class Brand(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)
    colour = db.Column(db.String)


def save(brand):
    db.session.add(brand)
    db.session.commit()


# ok: unvalidated-body
@app.post("/brands")
def create_brand():
    data = request.get_json()
    validate(data, post_brand)
    brand = Brand(name=data["name"], colour=data.get("colour"))
    save(brand)
    return jsonify(id=brand.id), 201


# ok: unvalidated-body
@app.post("/more-brands")
def create_another():
    form = validate(request.get_json(), post_brand)
    brand = Brand(name=form["name"], colour=form.get("colour"))
    save(brand)
    return jsonify(id=brand.id), 201


# ruleid: unvalidated-body
@app.post("/any-brands")
def create_any():
    data = request.get_json()
    brand = Brand(name=data["name"], colour=data.get("colour"))
    save(brand)
    return jsonify(id=brand.id), 201
