from flask import Flask, jsonify, request

from models import Subscription, Survey, db

app = Flask(__name__)
db.init_app(app)


@app.patch("/surveys/<int:survey_id>")
def change(survey_id):
    survey = Survey.change(survey_id, request.get_json())
    return jsonify(name=survey.name)


@app.post("/subscriptions")
def subscribe():
    Subscription(email=request.get_json()["email"]).save()
    return "", 201
