from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(200))
    password_hash = db.Column(db.String(200))

    def to_dict(self):
        return {column.name: getattr(self, column.name) for column in self.__table__.columns}

    def public(self):
        return {"id": self.id, "email": self.email}

    def check(self, password):
        return self.password_hash == password


@app.get("/users/<int:user_id>")
def show(user_id):
    user = User.query.get_or_404(user_id)
    # ruleid: leaked-model-fields
    return jsonify(user.to_dict())


@app.get("/users")
def every():
    users = User.query.limit(50).all()
    # ruleid: leaked-model-fields
    return jsonify([user.to_dict() for user in users])


@app.get("/v2/users")
def public():
    users = User.query.limit(50).all()
    # ok: leaked-model-fields
    return jsonify([user.public() for user in users])


@app.get("/v2/users/<int:user_id>")
def one(user_id):
    user = db.session.get(User, user_id)
    shown = user.to_dict()
    shown.pop("password_hash")
    # ok: leaked-model-fields
    return jsonify(shown)
