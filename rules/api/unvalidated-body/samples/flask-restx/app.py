from flask import Flask, request
from flask_restx import Api, Namespace, Resource, fields
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)
api = Api(app)
ns = Namespace("posts", path="/posts")
api.add_namespace(ns)
post_model = ns.model("Post", {"title": fields.String(required=True)})


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200))
    sort_index = db.Column(db.Integer)

    @classmethod
    def of_blog(cls, blog_id):
        return cls.query.filter_by(blog_id=blog_id).all()

    @classmethod
    def update_all(cls, mappings):
        db.session.bulk_update_mappings(Post, mappings)
        db.session.commit()


def store():
    db.session.add(Post(title=request.get_json()["title"]))
    db.session.commit()


# ok: unvalidated-body
@ns.route("/validated")
class Validated(Resource):
    @ns.expect(post_model, validate=True)
    def post(self):
        store()
        return {}, 201


# ruleid: unvalidated-body
@ns.route("/described")
class Described(Resource):
    @ns.expect(post_model)
    def post(self):
        store()
        return {}, 201


# ok: unvalidated-body
@ns.route("/read-only", methods=["GET", "OPTIONS"])
class ReadOnly(Resource):
    def get(self):
        return {}

    def post(self):
        store()
        return {}, 201


# ruleid: unvalidated-body
@ns.route("/listed", methods=["GET", "POST"])
class Listed(Resource):
    def post(self):
        store()
        return {}, 201


# ok: unvalidated-body
@ns.route("/blogs/<int:blog_id>/sorted")
class Sorted(Resource):
    def patch(self, blog_id):
        ids = [item.get("id") for item in request.get_json()]
        rows = [{"id": row.id, "sort_index": ids.index(row.id) + 1} for row in Post.of_blog(blog_id)]
        Post.update_all(rows)
        return {}


# ruleid: unvalidated-body
@ns.route("/resorted")
class Resorted(Resource):
    def patch(self):
        rows = [{"id": item.get("id"), "sort_index": item.get("index")} for item in request.get_json()]
        Post.update_all(rows)
        return {}
