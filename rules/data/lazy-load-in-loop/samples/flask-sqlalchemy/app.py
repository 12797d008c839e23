from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import joinedload, selectinload

app = Flask(__name__)
db = SQLAlchemy(app)


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(100))


class Tag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(100))
    post_id = db.Column(db.Integer, db.ForeignKey("post.id"))


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    author_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    author = db.relationship("User")
    editor_id = db.Column(db.Integer, db.ForeignKey("user.id"))
    editor = db.relationship("User", lazy="joined")
    tags = db.relationship("Tag")

    def to_dict(self):
        return {"id": self.id, "author": self.author.name}


@app.get("/posts")
def posts():
    rows = []
    for post in Post.query.limit(20).all():
        # ruleid: lazy-load-in-loop
        rows.append(post.author.name)
    return jsonify(rows)


@app.get("/posts/dicts")
def dicts():
    # ruleid: lazy-load-in-loop
    return jsonify([post.to_dict() for post in Post.query.limit(20)])


@app.get("/posts/tags")
def tags():
    found = {}
    for post in Post.query.options(joinedload(Post.author)).limit(20).all():
        # ruleid: lazy-load-in-loop
        found[post.author.name] = [tag.name for tag in post.tags]
    return jsonify(found)


@app.get("/posts/loaded")
def loaded():
    found = {}
    for post in Post.query.options(joinedload(Post.author), selectinload(Post.tags)).limit(20).all():
        # ok: lazy-load-in-loop
        found[post.author.name] = [tag.name for tag in post.tags]
    return jsonify(found)


@app.get("/posts/editors")
def editors():
    # The relation itself says that it comes with the row.
    # ok: lazy-load-in-loop
    return jsonify([post.editor.name for post in Post.query.limit(20).all()])
