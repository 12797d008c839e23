"""aiohttp servers as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import paths_of, routes_of


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
