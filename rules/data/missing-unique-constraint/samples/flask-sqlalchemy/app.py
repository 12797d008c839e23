from flask import Flask, abort, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Player(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))
    email = db.Column(db.String(120), unique=True)


@app.post("/players")
def register():
    name = request.json["name"]
    if Player.query.filter_by(name=name).first():
        abort(409)
    player = Player(name=name)
    # ruleid: missing-unique-constraint
    db.session.add(player)
    db.session.commit()
    return {"id": player.id}


@app.post("/players/mail")
def register_mail():
    email = request.json["email"]
    if Player.query.filter_by(email=email).count() > 0:
        abort(409)
    # ok: missing-unique-constraint
    db.session.add(Player(email=email))
    db.session.commit()
    return {}
