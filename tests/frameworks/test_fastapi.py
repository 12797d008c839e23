"""FastAPI and Starlette programs as they are written, and the routes they have."""

from __future__ import annotations

from pathlib import Path

from backend_review.model.guards import authentication_of
from frameworks.programs import backend_of, paths_of, routes_of


def test_prefixes_over_files_and_settings(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": "",
        "app/config.py": """
            from pydantic_settings import BaseSettings

            class Settings(BaseSettings):
                API_V1_STR: str = "/api/v1"

            settings = Settings()
        """,
        "app/main.py": """
            from fastapi import FastAPI
            from app.api import api_router
            from app.config import settings

            app = FastAPI()
            app.include_router(api_router, prefix=settings.API_V1_STR)
        """,
        "app/api/__init__.py": """
            from fastapi import APIRouter
            from app.api.routes import users, items as things

            api_router = APIRouter()
            api_router.include_router(users.router, prefix="/users")
            api_router.include_router(things.router)
        """,
        "app/api/routes/__init__.py": "",
        "app/api/routes/users.py": """
            from fastapi import APIRouter

            router = APIRouter()

            @router.get("")
            def users(): ...

            @router.get(
                "/{user_id:int}"
            )
            def user(user_id: int): ...
        """,
        "app/api/routes/items.py": """
            from fastapi import APIRouter

            PREFIX = "/items"
            router = APIRouter(prefix=f"{PREFIX}")

            @router.api_route("/", methods=["GET", "POST"])
            async def items(): ...
        """,
    }
    assert paths_of(tmp_path, files) == [
        "GET /api/v1/items/",
        "GET /api/v1/users",
        "GET /api/v1/users/{user_id}",
        "POST /api/v1/items/",
    ]


def test_dependencies_guard_at_every_level(tmp_path: Path) -> None:
    files = {
        "main.py": """
            from typing import Annotated
            from fastapi import APIRouter, Depends, FastAPI, Security

            def key(): ...
            def current_user(): ...
            def admin(): ...
            def db(): ...

            User = Annotated[dict, Depends(current_user)]
            app = FastAPI(dependencies=[Depends(key)])
            router = APIRouter(dependencies=[Depends(current_user)])

            @router.delete("/a", dependencies=[Depends(admin)])
            def a(session=Depends(db)): ...

            @app.get("/b")
            def b(user: User): ...

            @app.get("/c")
            def c(user: Annotated[dict, Security(admin, scopes=["x"])]): ...

            app.include_router(router, prefix="/x", dependencies=[Depends(admin)])
        """
    }
    assert routes_of(tmp_path, files) == [
        ("DELETE", "/x/a", "a", ("key", "admin", "current_user", "admin", "db")),
        ("GET", "/b", "b", ("key", "current_user")),
        ("GET", "/c", "c", ("key", "admin")),
    ]


def test_factories_loops_and_conditions(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from fastapi import APIRouter, FastAPI

            def make(kind):
                router = APIRouter(prefix=f"/{kind}")

                @router.get("/list")
                def items(): ...

                return router

            def register(app):
                for router in [make("cats"), make("dogs")]:
                    app.include_router(router)

            def nobody_calls_this(app):
                @app.get("/ghost")
                def ghost(): ...

            def create_app(debug=False):
                app = FastAPI()
                register(app)
                if debug:
                    @app.get("/debug")
                    def show(): ...
                return app
        """
    }
    backend = backend_of(tmp_path, files)
    assert sorted((found.path, found.conditional) for found in backend.routes) == [
        ("/cats/list", False),
        ("/debug", True),
        ("/dogs/list", False),
    ]


def test_a_router_of_ones_own_carries_its_guard(tmp_path: Path) -> None:
    files = {
        "routers.py": """
            from fastapi import APIRouter, Depends

            def admin_only(): ...

            class AdminRouter(APIRouter):
                def __init__(self, prefix):
                    super().__init__(prefix="/admin" + prefix, dependencies=[Depends(admin_only)])
        """,
        "main.py": """
            from fastapi import FastAPI
            from routers import AdminRouter

            router = AdminRouter("/users")

            @router.get("/{id}")
            def user(id): ...

            app = FastAPI()
            app.include_router(router)
        """,
    }
    assert routes_of(tmp_path, files) == [("GET", "/admin/users/{id}", "user", ("admin_only",))]


def test_starlette_lists_of_routes_and_mounts(tmp_path: Path) -> None:
    files = {
        "main.py": """
            from starlette.applications import Starlette
            from starlette.routing import Mount, Route

            async def home(request): ...
            async def user(request): ...

            routes = [
                Route("/", home),
                Mount("/users", routes=[Route("/{name:str}", user, methods=["GET", "DELETE"])]),
            ]
            app = Starlette(routes=routes)
        """
    }
    assert paths_of(tmp_path, files) == ["DELETE /users/{name}", "GET /", "GET /users/{name}"]


def test_what_a_route_takes_and_gives(tmp_path: Path) -> None:
    files = {
        "main.py": '''
            from fastapi import FastAPI, status
            from pydantic import BaseModel

            class Item(BaseModel):
                name: str

            app = FastAPI()

            @app.post("/items", status_code=status.HTTP_201_CREATED)
            def create(item: Item) -> Item:
                """Make one."""
        '''
    }
    (found,) = backend_of(tmp_path, files).routes
    route = found.route
    assert (route.request_schema, route.response_schema, route.status, route.documented) == ("Item", "Item", 201, True)


def test_what_an_application_runs_when_it_starts_adds_routes(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from contextlib import asynccontextmanager
            from fastapi import APIRouter, FastAPI

            router = APIRouter(prefix="/wallets")

            @router.get("")
            async def wallets(): ...

            @asynccontextmanager
            async def lifespan(app: FastAPI):
                app.include_router(router)
                yield

            def create_app() -> FastAPI:
                app = FastAPI(lifespan=lifespan)

                @app.on_event("startup")
                async def more():
                    app.router.add_api_route("/health", health)

                return app

            async def health(): ...

            app = create_app()
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /health", "GET /wallets"]


def test_modules_that_are_found_by_looking_into_folders(tmp_path: Path) -> None:
    module = """
        from fastapi import APIRouter

        router = APIRouter()

        @router.get("/{name}")
        def {name}(): ...
    """
    files = {
        "server/app/main.py": """
            import importlib
            import pkgutil
            from pathlib import Path

            from fastapi import FastAPI

            from app import plugins

            app = FastAPI()
            for file in Path().glob("app/modules/*/endpoints_*.py"):
                found = importlib.import_module(".".join(file.with_suffix("").parts))
                app.include_router(found.router)
            for info in pkgutil.iter_modules(plugins.__path__):
                app.include_router(importlib.import_module(f"app.plugins.{info.name}").router, prefix="/plugins")
            for path in (Path(__file__).parent / "extras").iterdir():
                app.include_router(importlib.import_module(f"app.extras.{path.stem}").router, prefix="/extras")
        """,
        "server/app/plugins/__init__.py": "",
        "server/app/plugins/mail.py": module.replace("{name}", "mail"),
        "server/app/modules/pay/endpoints_pay.py": module.replace("{name}", "pay"),
        "server/app/modules/pay/models_pay.py": module.replace("{name}", "never"),
        "server/app/extras/maps.py": module.replace("{name}", "maps"),
    }
    assert paths_of(tmp_path, files) == ["GET /extras/maps", "GET /pay", "GET /plugins/mail"]


def test_dependencies_of_dependencies_and_of_controllers(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from typing import Annotated
            from fastapi import APIRouter, Depends, FastAPI, HTTPException
            from fastapi.security import APIKeyCookie, OAuth2PasswordBearer

            maybe = APIKeyCookie(name="session", auto_error=False)
            scheme = OAuth2PasswordBearer(tokenUrl="token")

            def caller(token: Annotated[str, Depends(scheme)]): ...

            class Repository:
                def __init__(self, who: Annotated[str, Depends(caller)]): ...

            def visitor(cookie=Depends(maybe)): ...

            app = FastAPI()
            router = APIRouter()

            def controller(router):
                def decorate(kind):
                    return kind
                return decorate

            class Base:
                who: str = Depends(caller)

            @controller(router)
            class Foods(Base):
                @router.get("/foods")
                def foods(self): ...

            @router.get("/rows")
            def rows(repository: Annotated[Repository, Depends()]): ...

            @router.get("/open")
            def opened(who=Depends(visitor)): ...

            app.include_router(router)
        """,
    }
    backend = backend_of(tmp_path, files)
    assert {found.path: bool(authentication_of(found)) for found in backend.routes} == {
        "/foods": True,
        "/rows": True,
        "/open": False,
    }


def test_the_rest_of_the_arguments_may_be_none_at_all(tmp_path: Path) -> None:
    files = {
        "app.py": """
            from fastapi import FastAPI

            app = FastAPI()

            def serve(function, *paths):
                for path in paths:
                    app.add_api_route(path, function)

            def one(): ...
            def two(): ...

            serve(one)
            serve(two, "/two")
        """,
    }
    assert paths_of(tmp_path, files) == ["GET /two"]


def test_options_of_a_route_in_a_dictionary(tmp_path: Path) -> None:
    files = {
        "main.py": """
            from fastapi import FastAPI

            app = FastAPI()
            described = {"response_model": list, "status_code": 201}

            @app.post("/items", **described)
            def add(): ...
        """,
    }
    assert paths_of(tmp_path, files) == ["POST /items"]
