"""connexion: routes that an OpenAPI document declares, answered by the functions that ``operationId`` names.

https://connexion.readthedocs.io/en/latest/routing.html
"""

from __future__ import annotations

from backend_review.frameworks.support import handler_of, router_of
from backend_review.index.openapi import BrokenSpecError, Operation, Spec, read_spec
from backend_review.model.evaluator import Call
from backend_review.model.routes import Guard, Place, Route, Router
from backend_review.model.values import Callee, Unknown, Value, options

TYPES = {f"connexion.{name}": "connexion.App" for name in ("App", "FlaskApp", "AsyncApp", "AioHttpApp")}


def _app(call: Call) -> Value:
    router = Router("connexion", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("connexion.App", router)


def _add_api(call: Call) -> Value | None:
    """``app.add_api("openapi.yaml", base_path="/v1")``."""
    router = router_of(call.receiver)
    name = call.text(0, "specification")
    spec = _document(call, name) if name else None
    if router is None or spec is None:
        return None
    base = call.text(-1, "base_path")
    base = spec.bases[0] if base is None else base.rstrip("/")
    for operation in spec.operations:
        function = _function(call, operation)
        route = Route(
            (operation.method,),
            base + operation.path,
            handler_of(call, function) if function is not None else handler_of(call, Unknown()),
            Place(spec.path, operation.line),
            conditional=call.conditional,
            documented=True,
            as_written=True,
        )
        if function is None:
            route.handler.name = operation.operation_id
        if operation.secured or (operation.secured is None and spec.secured):
            route.guards.append(Guard("authentication by the document's security", Place(spec.path, operation.line)))
        router.entries.append(route)
    return None


def _document(call: Call, name: str) -> Spec | None:
    """The project's document of a name: the one nearest to the file that adds it."""
    wanted = name.removeprefix("./").lstrip("/")
    files = [
        file for path, file in call.evaluator.project.files.items() if path == wanted or path.endswith(f"/{wanted}")
    ]
    here = call.place.path.rpartition("/")[0]
    for file in sorted(files, key=lambda item: (not item.path.startswith(here), len(item.path))):
        try:
            spec = read_spec(file)
        except BrokenSpecError:  # listed among what could not be analysed
            continue
        if spec is not None:
            return spec
    return None


def _function(call: Call, operation: Operation) -> Callee | None:
    """The function that an operation names: ``package.module.function``."""
    full = ".".join(part for part in (operation.controller, operation.operation_id) if part)
    module, _, name = full.rpartition(".")
    if not module:
        return None
    for path in call.evaluator.project.resolve(call.scope.module, module):
        scope = call.evaluator.scope_of(path)
        value = scope.names.get(name) if scope is not None else None
        for item in options(value) if value is not None else ():
            if isinstance(item, Callee):
                return item
    return None


HANDLERS = {
    **dict.fromkeys(TYPES, _app),
    "connexion.App.add_api": _add_api,
}
