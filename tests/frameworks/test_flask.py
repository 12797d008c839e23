"""Flask programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of, paths_of, routes_of


def test_factory_with_nested_blueprints_and_hooks(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": """
            from flask import Flask

            def create_app(settings="shop.config.Production"):
                app = Flask(__name__)
                app.config.from_object(settings)
                register(app)

                @app.before_request
                def count():
                    pass

                return app

            def register(app):
                from shop.api import api
                from shop.pages import bp as pages
                app.register_blueprint(api, url_prefix=app.config["API_PREFIX"])
                for blueprint in (pages,):
                    app.register_blueprint(blueprint)
        """,
        "shop/config.py": """
            class Base:
                API_PREFIX = "/api/v2"
            class Production(Base):
                DEBUG = False
        """,
        "shop/api/__init__.py": """
            from flask import Blueprint
            from shop.api.orders import orders
            from shop.security import require_key

            api = Blueprint("api", __name__, url_prefix="/unused")
            api.register_blueprint(orders)
            api.register_blueprint(orders, url_prefix="/bookings", name="again")
            api.before_request(require_key)
        """,
        "shop/api/orders.py": """
            from flask import Blueprint
            from flask_login import login_required

            orders = Blueprint("orders", __name__, url_prefix="/orders")

            @orders.route("/", methods=["GET", "POST"])
            def index():
                pass

            @orders.get("/<int:order_id>")
            @login_required
            def show(order_id):
                pass

            @login_required
            @orders.delete("/<int:order_id>")
            def drop(order_id):
                pass
        """,
        "shop/pages.py": """
            from flask import Blueprint
            bp = Blueprint("pages", __name__)

            @bp.before_app_request
            def load_user():
                pass

            @bp.route("/")
            @bp.route("/home")
            def home():
                pass
        """,
        "shop/security.py": """
            def require_key():
                pass
        """,
    }
    keys = ("load_user", "count", "require_key")
    both = [
        row
        for prefix in ("/api/v2/bookings", "/api/v2/orders")
        for row in [
            ("DELETE", f"{prefix}/{{order_id}}", "drop", keys),
            ("GET", f"{prefix}/", "index", keys),
            ("GET", f"{prefix}/{{order_id}}", "show", (*keys, "login_required")),
            ("POST", f"{prefix}/", "index", keys),
        ]
    ]
    pages = [("GET", path, "home", ("load_user", "count")) for path in ("/", "/home")]
    assert routes_of(tmp_path, files) == sorted(both + pages)


def test_class_views_by_a_helper_of_the_project(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from flask import Flask
            from views import Items, Legacy, Report, cached
            from flask_login import login_required

            app = Flask(__name__)

            def ping():
                pass

            def register_view(target, routes, view_func, *args, **kwargs):
                for route in routes:
                    target.add_url_rule(route, view_func=view_func, *args, **kwargs)

            register_view(app, routes=["/items", "/items/<slug>"], view_func=Items.as_view("items"))
            app.add_url_rule("/legacy", "legacy", Legacy.as_view("legacy"))
            view = login_required(Report.as_view("report"))
            app.add_url_rule("/reports/<int:id>", view_func=view, methods=["GET"])
            app.add_url_rule("/reports", view_func=view, methods=["POST"])
            app.add_url_rule("/cached", view_func=cached(Report.as_view("cached")), methods=["GET"])
            app.add_url_rule("/ping", view_func=login_required(ping))
        """,
        "views.py": """
            from flask.views import MethodView, View
            from functools import wraps
            from flask_login import login_required

            def cached(view):
                @wraps(view)
                def inner(*args, **kwargs):
                    return view(*args, **kwargs)
                return inner

            class Base(MethodView):
                decorators = [login_required]

                def get(self, slug=None):
                    pass

            class Items(Base):
                def post(self, slug=None):
                    pass

            class Legacy(View):
                methods = ["GET", "POST"]

                def dispatch_request(self):
                    pass

            class Report(MethodView):
                def get(self, id=None):
                    pass
                def post(self):
                    pass
        """,
    }
    login = "flask_login.login_required"
    assert routes_of(tmp_path, files) == [
        ("GET", "/cached", "Report.get", ("inner",)),
        ("GET", "/items", "Items.get", (login,)),
        ("GET", "/items/{slug}", "Items.get", (login,)),
        ("GET", "/legacy", "Legacy", ()),
        ("GET", "/ping", "ping", ("login_required",)),
        ("GET", "/reports/{id}", "Report.get", (login,)),
        ("POST", "/items", "Items.post", (login,)),
        ("POST", "/items/{slug}", "Items.post", (login,)),
        ("POST", "/legacy", "Legacy", ()),
        ("POST", "/reports", "Report.post", (login,)),
    ]


def test_conditions_constants_and_path_helpers(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from flask import Flask
            from paths import ROOT, scoped, settings

            app = Flask(__name__)
            ENDPOINTS = [("users", "list_users"), ("groups", "list_groups")]

            @app.route(scoped("/login"))
            def login():
                pass

            @app.post(f"{ROOT}/" + "%s/run" % "jobs")
            def run():
                pass

            def view():
                pass

            for path, name in ENDPOINTS:
                app.add_url_rule(f"/{path}", name, view)
            urls = [scoped(url) for url in ["/a", "/b"]]
            for url in urls:
                app.add_url_rule(url, view_func=view)
            if settings.DEBUG:
                app.add_url_rule("/debug", view_func=view)

            def never_called(target):
                @target.route("/never")
                def never():
                    pass
        """,
        "paths.py": """
            import os
            ROOT = "/internal"
            class settings:
                MANY = os.environ.get("MANY") == "1"
                DEBUG = os.environ.get("DEBUG") == "1"
            def scoped(rule):
                if settings.MANY:
                    return "/<org>{}".format(rule)
                return rule
        """,
    }
    assert paths_of(tmp_path, files) == [
        "GET /a",
        "GET /b",
        "GET /debug",
        "GET /groups",
        "GET /login",
        "GET /users",
        "POST /internal/jobs/run",
    ]
    conditional = [found.path for found in backend_of(tmp_path, files).routes if found.conditional]
    assert conditional == ["/debug"]


def test_factory_called_twice_and_plugins(tmp_path: Path) -> None:
    files = {
        "forum/app.py": """
            from flask import Flask
            from forum.plugins import manager

            def create_app(config=None):
                app = Flask(__name__)
                manager.hook.load_blueprints(app=app)
                return app
        """,
        "forum/plugins.py": """
            from pluggy import HookimplMarker, PluginManager
            impl = HookimplMarker("forum")

            class Plugins(PluginManager):
                pass

            manager = Plugins("forum")
        """,
        "forum/auth/views.py": """
            from flask import Blueprint
            from forum.plugins import impl

            def login():
                pass

            @impl(tryfirst=True)
            def load_blueprints(app):
                auth = Blueprint("auth", __name__)
                auth.add_url_rule("/login", view_func=login, methods=("GET", "POST"))
                app.register_blueprint(auth, url_prefix="/auth")

            def load_nothing(app):
                app.add_url_rule("/nothing", view_func=login)
        """,
        "wsgi.py": "from forum.app import create_app\napp = create_app()\n",
        "worker.py": "from forum.app import create_app\napp = create_app('worker')\n",
    }
    assert paths_of(tmp_path, files) == ["GET /auth/login", "POST /auth/login"]


def test_wrappers_do_not_run_what_they_wrap(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from functools import wraps
            from flask import Flask

            app = Flask(__name__)

            def guarded(function):
                @wraps(function)
                def inner(*args, **kwargs):
                    return function(*args, **kwargs)
                return inner

            @app.route("/")
            @guarded
            def index():
                app.add_url_rule("/never", view_func=index)
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /"]
