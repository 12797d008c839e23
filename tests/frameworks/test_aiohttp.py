"""aiohttp servers as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of, paths_of, routes_of


def test_routes_added_in_every_way(tmp_path: Path) -> None:
    files = {
        "server/main.py": """
            import asyncio
            from aiohttp import web
            from server.routes import setup_routes, table
            from server.admin import make_admin
            from server.middlewares import auth_middleware, errors

            async def init_app(argv=None):
                app = web.Application(middlewares=[errors])
                setup_routes(app)
                app.add_routes(table)
                app.middlewares.append(auth_middleware)
                app.add_subapp("/admin/", make_admin())
                return app

            def main():
                web.run_app(init_app())

            if __name__ == "__main__":
                main()
        """,
        "server/routes.py": """
            from aiohttp import web
            import server.views as views
            from server.views import Handler, Item

            table = web.RouteTableDef()

            @table.get("/health")
            async def health(request):
                return web.Response()

            @table.view("/items/{id:\\\\d+}")
            class ItemView(web.View):
                async def get(self): ...
                async def put(self): ...

            def setup_routes(app):
                router = app.router
                handler = Handler()
                router.add_get("/", views.index, name="index")
                router.add_route("POST", "/", handler.create)
                router.add_route("*", "/any", views.index)
                router.add_view("/item", Item)
                resource = app.router.add_resource("/files/{name}", name="files")
                resource.add_route("DELETE", handler.create)
                app.add_routes([
                    web.get("/a", handler.create),
                    web.route("PATCH", "/b", views.index),
                    *[web.post(f"/many/{name}", views.index) for name in ("x", "y")],
                    web.static("/static", "static"),
                ])
        """,
        "server/views.py": """
            from aiohttp import web
            from server.middlewares import login_required

            @login_required
            async def index(request): ...

            class Handler:
                async def create(self, request): ...

            class Item(web.View):
                async def get(self): ...
                async def post(self): ...
        """,
        "server/admin.py": """
            from aiohttp import web
            from server.views import index

            def make_admin():
                admin = web.Application(middlewares=[only_admins])
                admin.router.add_get("/stats", index)
                return admin

            @web.middleware
            async def only_admins(request, handler):
                return await handler(request)
        """,
        "server/middlewares.py": """
            from aiohttp import web

            @web.middleware
            async def errors(request, handler):
                return await handler(request)

            @web.middleware
            async def auth_middleware(request, handler):
                raise web.HTTPUnauthorized()

            def login_required(f):
                return f
        """,
    }
    both = ("errors", "auth_middleware")
    login = (*both, "login_required")
    assert routes_of(tmp_path, files) == [
        ("*", "/any", "index", login),
        ("DELETE", "/files/{name}", "Handler.create", both),
        ("GET", "/", "index", login),
        ("GET", "/a", "Handler.create", both),
        ("GET", "/admin/stats", "index", (*both, "only_admins", "login_required")),
        ("GET", "/health", "health", both),
        ("GET", "/item", "Item.get", both),
        ("GET", "/items/{id}", "ItemView.get", both),
        ("PATCH", "/b", "index", login),
        ("POST", "/", "Handler.create", both),
        ("POST", "/item", "Item.post", both),
        ("POST", "/many/x", "index", login),
        ("POST", "/many/y", "index", login),
        ("PUT", "/items/{id}", "ItemView.put", both),
    ]


def test_application_class_and_cors(tmp_path: Path) -> None:
    files = {
        "app.py": """
            import aiohttp_cors
            from aiohttp import web

            class Server:
                def __init__(self):
                    self.app = web.Application()
                    self.cors = aiohttp_cors.setup(self.app)
                    self.add("/x", self.x)
                    resource = self.cors.add(self.app.router.add_resource("/y"))
                    self.cors.add(resource.add_route("GET", self.y))

                def add(self, path, handler, *, method="POST"):
                    self.app.router.add_route(method, "/api" + path, handler)

                async def x(self, request): ...
                async def y(self, request): ...

            server = Server()
            web.run_app(server.app)
        """
    }
    assert routes_of(tmp_path, files) == [
        ("GET", "/y", "Server.y", ()),
        ("POST", "/api/x", "Server.x", ()),
    ]


def test_a_project_of_nothing_but_examples(tmp_path: Path) -> None:
    files = {
        "examples/one/app.py": """
            from aiohttp import web
            app = web.Application()
            app.router.add_get("/one", one)
        """
    }
    assert [path for _, path, _, _ in routes_of(tmp_path, files)] == ["/one"]


def test_an_object_that_the_running_program_lets_add_its_routes(tmp_path: Path) -> None:
    files = {
        "api.py": """
            from aiohttp import web

            class Info:
                async def info(self, request): ...

            class RestAPI:
                def __init__(self, core):
                    self.webapp = web.Application()
                    self.info = Info()

                @property
                def versions(self):
                    return {"v1": self.webapp}

                async def load(self):
                    for version in self.enabled():
                        self._register_info(self.versions[version])

                def _register_info(self, app):
                    app.add_routes([web.get("/info", self.info.info)])

            class Other:
                def register(self, app):
                    app.add_routes([web.get("/never", self.get)])
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /info"]


def test_what_an_application_runs_when_it_starts(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from aiohttp import web

            async def hello(request): ...

            async def start(app):
                app.router.add_get("/hello", hello)

            app = web.Application()
            app.on_startup.append(start)
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /hello"]


PLUGINS = {
    "app/__init__.py": "",
    "app/server.py": """
        from aiohttp import web
        from app.container import inject

        async def status(request): ...

        class AdminServer:
            async def make_application(self) -> web.Application:
                app = web.Application()
                app.add_routes([web.get("/status", status)])
                registry = inject("plugins")
                if registry:
                    await registry.register_admin_routes(app)
                return app
    """,
    "app/container.py": """
        held = {}

        def inject(name):
            return held[name]
    """,
    "app/registry.py": """
        from app.loader import load_module

        class PluginRegistry:
            def __init__(self):
                self._plugins = {}

            async def register_admin_routes(self, app):
                for plugin in self._plugins.values():
                    mod = load_module(f"{plugin.__name__}.routes")
                    if mod and hasattr(mod, "register"):
                        await mod.register(app)
    """,
    "app/loader.py": """
        import sys
        from importlib import import_module
        from importlib.util import find_spec, resolve_name

        def load_module(name, package=None):
            full = resolve_name(name, package)
            if full in sys.modules:
                return sys.modules[full]
            return import_module(full)
    """,
    "app/wallet/__init__.py": "",
    "app/wallet/routes.py": """
        from aiohttp import web
        from app.wallet.keys.routes import register as register_keys

        async def wallets(request): ...

        async def register(app: web.Application):
            app.add_routes([web.get("/wallets", wallets)])
            await register_keys(app)
    """,
    "app/wallet/keys/__init__.py": "",
    "app/wallet/keys/routes.py": """
        from aiohttp import web

        async def keys(request): ...

        async def register(app: web.Application):
            app.add_routes([web.get("/keys", keys)])
    """,
    "app/bus.py": """
        from app.events import EventBus

        async def register(bus: EventBus):
            bus.add_routes([("/never", None)])
    """,
}


def test_what_modules_loaded_by_name_register(tmp_path: Path) -> None:
    assert paths_of(tmp_path, PLUGINS) == ["GET /keys", "GET /status", "GET /wallets"]


def test_modules_that_nothing_loads_by_name_register_nothing(tmp_path: Path) -> None:
    loader = """
        def load_module(name, package=None):
            return find(name)
    """
    assert paths_of(tmp_path, {**PLUGINS, "app/loader.py": loader}) == ["GET /status"]


def test_routes_of_plugins_are_conditional(tmp_path: Path) -> None:
    conditional = {found.path: found.conditional for found in backend_of(tmp_path, PLUGINS).routes}
    assert conditional == {"/status": False, "/wallets": True, "/keys": True}


PROGRAM = {
    "bot/__init__.py": "",
    "bot/api.py": """
        from aiohttp import web
        from bot.answers import no_token
        from bot.tokens import check_token

        routes = web.RouteTableDef()

        @web.middleware
        async def auth(request, handler):
            subpath = request.path[len("/api/v1"):]
            if subpath.startswith("/auth/") or subpath == "/features":
                return await handler(request)
            err = check_token(request)
            if err is not None:
                return err
            return await handler(request)

        @web.middleware
        async def errors(request, handler):
            try:
                return await handler(request)
            except web.HTTPUnauthorized as token_error:
                raise web.HTTPUnauthorized(reason=str(token_error))

        @routes.post("/auth/login")
        async def login(request): ...

        @routes.get("/features")
        async def features(request): ...

        @routes.get("/clients")
        async def clients(request): ...

        def init(config, loop):
            app = web.Application(middlewares=[auth, errors])
            app.add_routes(routes)
            return app
    """,
    "bot/answers.py": """
        from aiohttp import web
        no_token = web.json_response({}, status=401)
    """,
    "bot/tokens.py": """
        from bot.answers import no_token

        def check_token(request):
            token = request.headers.get("Authorization", "")
            if not token:
                return no_token
            elif not is_valid_token(token):
                return invalid_token
            return None
    """,
    "bot/server.py": """
        from aiohttp import web

        class Server:
            def __init__(self, api: web.Application, config):
                self.app = web.Application()
                self.app.add_subapp("/api/v1", api)
    """,
    "bot/__main__.py": """
        from framework.program import Program
        from bot.api import init as init_api
        from bot.server import Server

        class Bot(Program):
            def prepare(self):
                super().prepare()
                api = init_api(self.config, self.loop)
                self.server = Server(api, self.config)

        Bot(module="bot").run()
    """,
}


def test_a_program_whose_library_calls_what_puts_it_together(tmp_path: Path) -> None:
    assert paths_of(tmp_path, PROGRAM) == ["GET /api/v1/clients", "GET /api/v1/features", "POST /api/v1/auth/login"]


def test_a_middleware_that_answers_strangers_itself(tmp_path: Path) -> None:
    backend = backend_of(tmp_path, PROGRAM)
    guarded = {found.path: [guard.name for guard in authentication_of(found)] for found in backend.routes}
    assert guarded == {"/api/v1/clients": ["auth"], "/api/v1/features": [], "/api/v1/auth/login": []}


def test_a_base_class_that_is_asked_by_its_name_makes_the_application(tmp_path: Path) -> None:
    text = """
        import aiohttp.web

        class App:
            def __init__(self, *, name):
                self.app = aiohttp.web.Application()

            def route(self, path, *, callback, method):
                self.app.router.add_route(method, path, callback)

        class Base(App):
            def __init__(self, config):
                super().__init__(name="base")

        class Orders(Base):
            def __init__(self, config):
                super().__init__(config)
                self._add_routes()

            def _add_routes(self):
                self.route("/orders", callback=self.orders, method="GET")

            async def orders(self, request):
                return aiohttp.web.json_response([])

        class All(Orders, Base):
            def __init__(self, config):
                Base.__init__(self, config)
                Orders._add_routes(self)

        if __name__ == "__main__":
            aiohttp.web.run_app(All({}).app)
    """
    assert paths_of(tmp_path, {"app.py": text}) == ["GET /orders"]
