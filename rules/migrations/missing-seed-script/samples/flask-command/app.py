from flask import Flask
from flask_sqlalchemy import SQLAlchemy

# ok: missing-seed-script
app = Flask(__name__)
db = SQLAlchemy(app)


class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)


@app.cli.command("populate")
def fill():
    db.session.add(Item())
    db.session.commit()


@app.get("/items")
def items():
    return {}
