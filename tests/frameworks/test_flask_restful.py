"""flask-restful, flask-restx and flask-smorest programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import paths_of, routes_of


def test_resources_with_several_urls_and_a_wrapper(tmp_path: Path) -> None:
    files = {
        "service/app.py": """
            from flask import Flask
            from service.api import api

            def create_app():
                app = Flask(__name__)
                api.init_app(app)
                return app
        """,
        "service/api.py": """
            from flask_restful import Api
            from service.resources import Query, QueryList, Widget

            class ScopedApi(Api):
                def add_scoped_resource(self, resource, *urls, **kwargs):
                    urls = [f"/api{url}" for url in urls]
                    return self.add_resource(resource, *urls, **kwargs)

            api = ScopedApi(prefix="/v1")
            api.add_scoped_resource(QueryList, "/queries", "/queries/recent", endpoint="queries")
            api.add_scoped_resource(Query, "/queries/<query_id>")
            api.add_resource(Widget, "/widgets/<int:id>")

            @api.resource("/ping", "/health")
            class Ping(Widget):
                method_decorators = []
        """,
        "service/resources.py": """
            from flask_restful import Resource
            from service.auth import login_required, permission

            class Base(Resource):
                method_decorators = [login_required]

            class QueryList(Base):
                def get(self): ...
                @permission("create_query")
                def post(self): ...

            class Query(Base):
                def get(self, query_id): ...
                def delete(self, query_id): ...

            class Widget(Resource):
                method_decorators = {"get": [login_required]}
                def get(self, id=None): ...
        """,
        "service/auth.py": """
            def login_required(f):
                return f
            def permission(name):
                def wrap(f):
                    return f
                return wrap
        """,
    }
    login = ("login_required",)
    assert routes_of(tmp_path, files) == [
        ("DELETE", "/v1/api/queries/{query_id}", "Query.delete", login),
        ("GET", "/v1/api/queries", "QueryList.get", login),
        ("GET", "/v1/api/queries/recent", "QueryList.get", login),
        ("GET", "/v1/api/queries/{query_id}", "Query.get", login),
        ("GET", "/v1/health", "Ping.get", ()),
        ("GET", "/v1/ping", "Ping.get", ()),
        ("GET", "/v1/widgets/{id}", "Widget.get", login),
        ("POST", "/v1/api/queries", "QueryList.post", ("login_required", "permission")),
        ("POST", "/v1/api/queries/recent", "QueryList.post", ("login_required", "permission")),
    ]


def test_restx_namespaces(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": """
            from flask import Blueprint, Flask
            from flask_restx import Api
            from app.users import ns as users
            from app.orders import api as orders

            blueprint = Blueprint("api", __name__, url_prefix="/api")
            api = Api(blueprint, title="Shop", prefix="/v1", doc="/docs", decorators=[limit])
            api.add_namespace(users)
            api.add_namespace(orders, path="/bookings")
            jobs = api.namespace("jobs", description="Jobs", path="/batch/jobs")

            @jobs.route("/<string:name>", "/by-name/<string:name>")
            class Job(orders.Resource):
                def get(self, name): ...

            @api.route("/version")
            class Version(orders.Resource):
                def get(self): ...

            app = Flask(__name__)
            app.register_blueprint(blueprint)
        """,
        "app/users.py": """
            from flask_jwt_extended import jwt_required
            from flask_restx import Namespace, Resource

            ns = Namespace("users", description="Users", decorators=[jwt_required()])

            @ns.route("")
            @ns.response(404, "no")
            class Users(Resource):
                @ns.doc("list")
                @ns.marshal_list_with(user)
                def get(self): ...
                @ns.expect(user)
                @jwt_required(fresh=True)
                def post(self): ...
        """,
        "app/orders.py": """
            from flask_restx import Namespace, Resource
            api = Namespace("orders")

            class Order(Resource):
                def get(self, id): ...

            api.add_resource(Order, "/<int:id>", "/<int:id>/full")
        """,
    }
    first = ("limit",)
    jwt = "flask_jwt_extended.jwt_required"
    assert routes_of(tmp_path, files) == [
        ("GET", "/api/v1/batch/jobs/by-name/{name}", "Job.get", first),
        ("GET", "/api/v1/batch/jobs/{name}", "Job.get", first),
        ("GET", "/api/v1/bookings/{id}", "Order.get", first),
        ("GET", "/api/v1/bookings/{id}/full", "Order.get", first),
        ("GET", "/api/v1/users", "Users.get", (*first, jwt)),
        ("GET", "/api/v1/version", "Version.get", first),
        ("POST", "/api/v1/users", "Users.post", (*first, jwt, "jwt_required")),
    ]


def test_smorest_blueprints(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from flask import Flask
            from flask_smorest import Api
            from pets import blp
            from tags import blp as tags

            def create_app():
                app = Flask(__name__)
                api = Api(app)
                api.register_blueprint(blp)
                api.register_blueprint(tags, url_prefix="/labels")
                return app
        """,
        "pets.py": """
            from flask.views import MethodView
            from flask_smorest import Blueprint
            from flask_jwt_extended import jwt_required
            blp = Blueprint("pets", "pets", url_prefix="/pets")

            @blp.route("/")
            class Pets(MethodView):
                @blp.arguments(PetQuery, location="query")
                @blp.response(200, PetSchema(many=True))
                def get(self, args): ...
                @jwt_required()
                @blp.arguments(PetSchema)
                @blp.response(201, PetSchema)
                def post(self, data): ...

            @blp.route("/<pet_id>", methods=["GET"])
            @blp.response(200, PetSchema)
            def show(pet_id): ...
        """,
        "tags.py": """
            from flask_smorest import Blueprint
            blp = Blueprint("tags", "tags", url_prefix="/tags")

            @blp.get("/<name>")
            def show(name): ...
        """,
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/labels/{name}", "show", ()),
        ("GET", "/pets/", "Pets.get", ()),
        ("GET", "/pets/{pet_id}", "show", ()),
        ("POST", "/pets/", "Pets.post", ("jwt_required",)),
    ]


def test_an_api_that_no_application_is_given(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from flask import Flask
            from flask_restful import Api, Resource
            app = Flask(__name__)
            api = Api(app)

            class One(Resource):
                def get(self): ...

            def register_later(api):
                api.add_resource(One, "/later")

            api.add_resource(One, "/one")
        """
    }
    assert paths_of(tmp_path, files) == ["GET /one"]
