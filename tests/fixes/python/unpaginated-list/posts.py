from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)


@app.get("/posts")
def posts():
    """All posts."""
    return jsonify([post.id for post in Post.query.all()])
