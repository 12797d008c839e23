from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)


# ruleid: unpaginated-list
@app.get("/posts")
def posts():
    return jsonify([p.id for p in Post.query.all()])


# ok: unpaginated-list
@app.get("/v2/posts")
def page():
    return jsonify([p.id for p in Post.query.order_by(Post.id).paginate(per_page=20).items])
