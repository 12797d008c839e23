from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))


def page_size(default=20, largest=100):
    asked = request.args.get("per_page", default, type=int)
    return min(asked, largest)


# ruleid: unbounded-page-size
@app.get("/posts")
def posts():
    limit = int(request.args.get("limit", 20))
    rows = Post.query.order_by(Post.id).limit(limit).all()
    return jsonify([row.title for row in rows])


# ok: unbounded-page-size
@app.get("/helper/posts")
def by_helper():
    rows = Post.query.order_by(Post.id).limit(page_size()).all()
    return jsonify([row.title for row in rows])


# ok: unbounded-page-size
@app.get("/clamped/posts")
def clamped():
    limit = request.args.get("limit", 20, type=int)
    if limit > 100:
        limit = 100
    return jsonify([row.title for row in Post.query.limit(limit).all()])


# ok: unbounded-page-size
@app.get("/fixed/posts")
def fixed():
    return jsonify([row.title for row in Post.query.limit(20).all()])
