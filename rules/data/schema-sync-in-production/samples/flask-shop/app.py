import os

import click
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Order(db.Model):
    __tablename__ = "orders"
    id = db.Column(db.Integer, primary_key=True)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    Migrate(app, db)
    with app.app_context():
        # ruleid: schema-sync-in-production
        db.create_all()

    @app.cli.command("tables")
    @click.argument("name")
    def tables(name):
        # ok: schema-sync-in-production
        db.create_all()

    return app
