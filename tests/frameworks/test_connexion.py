"""connexion: the document's operations, the functions that they name, and what the document requires of callers."""

from __future__ import annotations

from pathlib import Path

from frameworks.programs import backend_of

FILES = {
    "app.py": """
        import connexion

        app = connexion.FlaskApp(__name__, specification_dir="openapi/")
        app.add_api("shop.yaml", base_path="/v1")
    """,
    "openapi/shop.yaml": """
        openapi: 3.0.3
        info: { title: Shop, version: 1.0.0 }
        security: [{ token: [] }]
        paths:
          /orders/{order_id}:
            get:
              operationId: shop.orders.one
              responses: { "200": { description: one } }
            delete:
              x-openapi-router-controller: shop.orders
              operationId: remove
              responses: { "204": { description: gone } }
          /ping:
            get:
              operationId: elsewhere.ping
              security: []
              responses: { "200": { description: pong } }
    """,
    "shop/__init__.py": "",
    "shop/orders.py": """
        def one(order_id):
            return {}


        def remove(order_id):
            return None
    """,
}


def test_operations_are_routes_of_the_functions_that_they_name(tmp_path: Path) -> None:
    found = {(item.methods[0], item.path): item for item in backend_of(tmp_path, FILES).routes}
    assert {key: item.route.handler.name for key, item in found.items()} == {
        ("GET", "/v1/orders/{order_id}"): "one",
        ("DELETE", "/v1/orders/{order_id}"): "remove",
        ("GET", "/v1/ping"): "elsewhere.ping",
    }
    one = found["GET", "/v1/orders/{order_id}"]
    assert (one.route.handler.place.path, one.route.handler.place.line) == ("shop/orders.py", 2)
    assert (one.route.place.path, one.route.place.line) == ("openapi/shop.yaml", 7)
    assert one.guards
    assert not found["GET", "/v1/ping"].guards


def test_a_document_that_is_broken_or_missing_has_no_routes(tmp_path: Path) -> None:
    broken = {**FILES, "openapi/shop.yaml": "openapi: 3.0.0\npaths: [\n"}
    assert backend_of(tmp_path, broken).routes == []


def test_a_factory_that_a_server_calls(tmp_path: Path) -> None:
    app = (
        FILES["app.py"]
        .replace("app = ", "def create():\n            app = ")
        .replace("        app.add", "            app.add")
    )
    assert len(backend_of(tmp_path, {**FILES, "app.py": app}).routes) == 3


def test_a_document_that_a_builder_puts_together_for_a_wsgi_file(tmp_path: Path) -> None:
    files = {
        "shop/__init__.py": "",
        "shop/orders.py": FILES["shop/orders.py"],
        "shop/swagger/api.yml": FILES["openapi/shop.yaml"],
        "shop/swagger/parts.yml": "components: {}\n",
        "shop/base.py": """
            from os import path

            import connexion
            from specsynthase.specbuilder import SpecBuilder

            here = path.dirname(__file__)
            spec = (
                SpecBuilder()
                .add_spec(path.join(here, "swagger/api.yml"))
                .add_spec(path.join(here, "swagger/parts.yml"))
            )


            def create_app():
                made = connexion.App(__name__)
                made.add_api(spec, strict_validation=True)
                return made
        """,
        "shop.wsgi": "from shop.base import create_app\napplication = create_app().app\n",
    }
    found = {f"{item.methods[0]} {item.path}": item.route.handler.name for item in backend_of(tmp_path, files).routes}
    assert found == {
        "GET /orders/{order_id}": "one",
        "DELETE /orders/{order_id}": "remove",
        "GET /ping": "elsewhere.ping",
    }


def test_paths_that_are_said_in_other_files_and_parts_of_a_document(tmp_path: Path) -> None:
    files = FILES | {
        "openapi/shop.yaml": """
            openapi: 3.0.3
            info: { title: Shop, version: 1.0.0 }
            paths:
              $ref: ./paths/index.yaml
        """,
        "openapi/paths/index.yaml": """
            /orders/{order_id}: { $ref: orders.yaml }
            /refunds: { $ref: 'orders.yaml#/others/refunds' }
            /nowhere: { $ref: missing.yaml }
            /ping:
              get: { operationId: shop.orders.one, responses: {} }
        """,
        "openapi/paths/orders.yaml": """
            get:
              operationId: shop.orders.one
              responses: {}
            others:
              refunds:
                delete: { operationId: shop.orders.remove, responses: {} }
        """,
    }
    found = {(item.methods[0], item.path): item.route for item in backend_of(tmp_path, files).routes}
    assert {key: (route.place.path, route.place.line, route.handler.name) for key, route in found.items()} == {
        ("GET", "/v1/orders/{order_id}"): ("openapi/paths/orders.yaml", 2, "one"),
        ("DELETE", "/v1/refunds"): ("openapi/paths/orders.yaml", 7, "remove"),
        ("GET", "/v1/ping"): ("openapi/paths/index.yaml", 6, "one"),
    }
