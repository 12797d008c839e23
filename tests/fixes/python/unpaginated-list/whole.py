from flask import Flask, jsonify, render_template
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Letter(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(20))


@app.get("/letters")
def letters():
    return render_template("letters.html", letters=Letter.query.all())


@app.get("/sorted/letters")
def sorted_letters():
    return jsonify([letter.id for letter in sorted(Letter.query.all(), key=lambda letter: letter.title)])
