from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Player(db.Model):
    id = db.Column(db.Integer, primary_key=True)


@app.post("/players")
def create():
    player = Player()
    db.session.add(player)
    db.session.commit()
    return jsonify(id=player.id)


@app.delete("/players/<int:player_id>")
def remove(player_id):
    Player.query.filter_by(id=player_id).delete()
    return "", 200
