from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))


@app.get("/posts")
def posts():
    limit = min(int(request.args.get("limit", 20)), 100)  # titles are short
    return jsonify([row.title for row in Post.query.order_by(Post.id).limit(limit).all()])


@app.get("/typed/posts")
def typed_posts():
    size = min(request.args.get("size", default=200, type=int), 200)
    return jsonify([row.title for row in Post.query.order_by(Post.id).limit(size).all()])
