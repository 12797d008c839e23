from flask import Flask, jsonify, request
from sqlalchemy import insert, update

from .models import Item, User, db
from .schemas import UserSchema

app = Flask(__name__)


class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    is_admin = db.Column(db.Boolean)


@app.post("/users")
def create_user():
    data = request.get_json()
    # ruleid: mass-assignment
    user = User(**data)
    db.session.add(user)
    db.session.commit()
    return jsonify(id=user.id)


@app.post("/accounts")
def create_account():
    # ruleid: mass-assignment
    account = Account(**request.json)
    try:
        db.session.add(account)
        db.session.commit()
    except ValueError:
        db.session.rollback()
    return jsonify(id=account.id)


@app.put("/users/<int:user_id>")
def update_user(user_id):
    user = User.query.get_or_404(user_id)
    for key, value in request.get_json().items():
        # ruleid: mass-assignment
        setattr(user, key, value)
    db.session.commit()
    return "", 204


@app.patch("/users/<int:user_id>")
def patch_user(user_id):
    payload = request.json
    user = User.query.get_or_404(user_id)
    for name in payload:
        if hasattr(user, name):
            # ruleid: mass-assignment
            setattr(user, name, payload[name])
    db.session.commit()
    return "", 204


@app.put("/items/<int:item_id>")
def update_item(item_id):
    # ruleid: mass-assignment
    Item.query.filter_by(id=item_id).update(request.get_json())
    # ruleid: mass-assignment
    db.session.execute(update(Item).where(Item.id == item_id).values(**request.json))
    # ruleid: mass-assignment
    db.session.add(Item(**request.form.to_dict()))
    # ruleid: mass-assignment
    db.session.execute(insert(Item).values(request.json))
    return "", 204


@app.post("/safe")
def safe():
    data = request.get_json()
    # ok: mass-assignment
    db.session.add(User(name=data["name"], email=data.get("email")))
    # ok: mass-assignment
    db.session.add(User(**UserSchema().load(data)))
    fields = {"name": data["name"], "email": data["email"]}
    # ok: mass-assignment
    db.session.add(User(**fields))
    # ok: mass-assignment
    db.session.add(User(**{key: data[key] for key in ("name", "email")}))
    # ok: mass-assignment
    db.session.add(User(**{k: v for k, v in data.items() if k in User.WRITABLE}))
    return "", 201


@app.patch("/allowed/<int:user_id>")
def allowed(user_id):
    user = User.query.get_or_404(user_id)
    for key, value in request.get_json().items():
        if key in ("name", "email"):
            # ok: mass-assignment
            setattr(user, key, value)
    for key in ("name", "email"):
        # ok: mass-assignment
        setattr(user, key, request.json.get(key))
    return "", 204


@app.post("/search")
def search():
    # ok: mass-assignment
    return jsonify([u.id for u in User.query.filter_by(name=request.json["name"])])
