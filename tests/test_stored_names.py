"""Which record a store is told to keep, where a method of a base class keeps ``self``."""

from __future__ import annotations

from pathlib import Path

from backend_review.backend import build
from backend_review.project.files import collect

MODELS = """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class BaseModel(db.Model):
    __abstract__ = True
    def flush(self):
        db.session.add(self)
    def save(self):
        self.flush()
        db.session.commit()
class Survey(BaseModel):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))
class Subscription(BaseModel):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(100))
class Zone(BaseModel):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(100))
"""
APP = """
from flask import Flask, request
from models import Subscription, Survey, Zone
app = Flask(__name__)
@app.post("/surveys")
def add_survey():
    Survey(name=request.json["name"]).save()
    return ""
@app.post("/subscriptions")
def subscribe():
    row = Subscription()
    row.name = request.json["name"]
    row.flush()
    return ""
@app.post("/any")
def any_of_both():
    row = Survey() if request.args.get("survey") else Zone()
    row.name = request.json["name"]
    row.save()
    return ""
"""


def test_a_base_class_stores_objects_of_the_class_that_it_was_called_on(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "app.py").write_text(APP)
    backend = build(collect(tmp_path, [tmp_path]).files)
    kept = {
        found.path: {sink.what for sink in backend.inputs_of(found).sinks if sink.kind == "write"}
        for found in backend.routes
    }
    assert kept == {"/surveys": {"Survey"}, "/subscriptions": {"Subscription"}, "/any": {""}}
