"""connexion: routes that an OpenAPI document declares, answered by the functions that ``operationId`` names.

https://connexion.readthedocs.io/en/latest/routing.html
"""

from __future__ import annotations

from backend_review.frameworks._documents import document, route_of
from backend_review.frameworks.support import router_of
from backend_review.index.openapi import Operation
from backend_review.model.evaluator import Call
from backend_review.model.routes import Router
from backend_review.model.values import Callee, Thing, Unknown, Value, options

_BUILDER = "connexion.SpecBuilder"
TYPES = {f"connexion.{name}": "connexion.App" for name in ("App", "FlaskApp", "AsyncApp", "AioHttpApp")}


def _app(call: Call) -> Value:
    router = Router("connexion", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("connexion.App", router)


def _add_api(call: Call) -> Value | None:
    """``app.add_api("openapi.yaml", base_path="/v1")``."""
    router = router_of(call.receiver)
    name = call.text(0, "specification")
    parts = _parts(call.arg(0, "specification")) or ([name] if name else [])
    given = call.text(-1, "base_path")
    for spec in (document(call, part) for part in parts):
        if router is None or spec is None:
            continue
        base = spec.bases[0] if given is None else given.rstrip("/")
        for operation in spec.operations:
            router.entries.append(route_of(call, spec, operation, base, _function(call, operation)))
    return None


def _parts(value: Value | None) -> list[str]:
    """The documents that specsynthase's builder puts together: ``SpecBuilder().add_spec("api.yml")``."""
    found = [item.model for item in options(value or Unknown()) if isinstance(item, Thing) and item.type == _BUILDER]
    return [name for model in found for name in model]


def _builder(call: Call) -> Value:
    return call.thing(_BUILDER, [])


def _add_spec(call: Call) -> Value | None:
    name = call.text(0)
    if call.receiver is not None and name:
        call.receiver.model.append(name)
    return call.receiver


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
    "specsynthase.specbuilder.SpecBuilder": _builder,
    f"{_BUILDER}.add_spec": _add_spec,
}
