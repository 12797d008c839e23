from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from marshmallow import Schema, fields

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))


class PostSchema(Schema):
    title = fields.String(required=True)


class PostService:
    def create(self, title):
        post = Post(title=title)
        db.session.add(post)
        db.session.commit()
        return post


service = PostService()


# ruleid: unvalidated-body
@app.post("/posts")
def create():
    data = request.get_json()
    post = Post(title=data["title"])
    db.session.add(post)
    db.session.commit()
    return jsonify(id=post.id), 201


# ruleid: unvalidated-body
@app.post("/service/posts")
def create_by_service():
    post = service.create(request.json["title"])
    return jsonify(id=post.id), 201


# ok: unvalidated-body
@app.post("/schema/posts")
def create_by_schema():
    data = PostSchema().load(request.get_json())
    post = Post(title=data["title"])
    db.session.add(post)
    db.session.commit()
    return jsonify(id=post.id), 201


# ok: unvalidated-body
@app.post("/checked/posts")
def create_checked():
    title = (request.get_json() or {}).get("title")
    if not title or len(title) > 200:
        return jsonify(error="title"), 400
    db.session.add(Post(title=title))
    db.session.commit()
    return "", 201


# ok: unvalidated-body
@app.post("/echo")
def echo():
    return jsonify(request.get_json())
