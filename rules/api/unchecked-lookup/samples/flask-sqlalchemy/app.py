from flask import Flask, abort, jsonify, request
from flask_login import current_user, login_required
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
    author_id = db.Column(db.Integer)

    def to_dict(self):
        return {"id": self.id, "title": self.title}


class Profile(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer)


@app.get("/posts/<int:post_id>")
def show(post_id):
    # ruleid: unchecked-lookup
    post = Post.query.filter_by(id=post_id).first()
    return jsonify(post.to_dict())


@app.put("/posts/<int:post_id>")
def rename(post_id):
    # ruleid: unchecked-lookup
    post = db.session.get(Post, post_id)
    post.title = request.json["title"]
    db.session.commit()
    return jsonify({"ok": True})


@app.get("/search")
def search():
    # ruleid: unchecked-lookup
    post = Post.query.filter_by(title=request.args["title"]).first()
    return {"id": post.id}


@app.get("/safe/<int:post_id>")
def safe(post_id):
    # ok: unchecked-lookup
    post = Post.query.get_or_404(post_id)
    return jsonify(post.to_dict())


@app.get("/aborts/<int:post_id>")
def aborts(post_id):
    # ok: unchecked-lookup
    post = Post.query.get(post_id)
    if post is None:
        abort(404)
    return jsonify(post.to_dict())


@app.get("/alias/<int:post_id>")
def alias(post_id):
    # ok: unchecked-lookup
    post = Post.query.get(post_id)
    found = post
    if not found:
        abort(404)
    return jsonify(post.to_dict())


@app.get("/me")
@login_required
def me():
    # ok: unchecked-lookup
    profile = Profile.query.filter_by(user_id=current_user.id).first()
    return {"id": profile.id}
