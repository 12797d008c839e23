from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(200), unique=True)


def by_email(email):
    return User.query.filter_by(email=email).first()


@app.post("/invitations")
def invite():
    found = []
    for email in request.json["emails"]:
        # ruleid: query-in-loop
        user = by_email(email)
        if user:
            found.append(user.id)
    return jsonify(found)


@app.post("/names")
def names():
    # ruleid: query-in-loop
    return jsonify([User.query.get(item["id"]).email for item in request.json["people"]])


@app.post("/known")
def known():
    emails = request.json["emails"]
    # ok: query-in-loop
    rows = User.query.filter(User.email.in_(emails)).all()
    return jsonify([row.id for row in rows if row.email in emails])


def administrator(team):
    app.logger.info("administrator of %s", team)
    return User.query.filter_by(email="admin@example.com").first()


@app.post("/teams")
def teams():
    # The same query in each round: there are no keys to collect.
    # ok: query-in-loop
    return jsonify([administrator(team).id for team in request.json["teams"]])
