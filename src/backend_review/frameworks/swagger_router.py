"""Express applications whose routes an OpenAPI document declares: its operations name a controller and a function.

https://github.com/apigee-127/swagger-tools https://github.com/apigee-127/swagger-express
https://github.com/bug-hunters/oas3-tools https://cdimascio.github.io/express-openapi-validator-documentation
"""

from __future__ import annotations

from backend_review.frameworks._documents import document, documents, route_of
from backend_review.frameworks.support import router_of
from backend_review.index.openapi import Operation, Spec
from backend_review.model import javascriptfiles
from backend_review.model.evaluator import Call
from backend_review.model.routes import Mount, Router
from backend_review.model.values import Callee, Table, Thing, Value, options, text_of

_SECURED = "[secured]"
_TOOLS = "swagger-tools.Middleware"
_CONTROLLERS = ("controllers", "operationHandlers", "routing.controllers", "basePath")
_SUFFIXES = (".yaml", ".yml", ".json")
_USUAL = "api/controllers"  # where swagger-node keeps them
_MAX_DEPTH = 4


def _tools(call: Call) -> Value | None:
    """``swaggerTools.initializeMiddleware(document, (middleware) => { app.use(middleware.swaggerRouter(…)) })``."""
    made = call.thing(_TOOLS, call.arg(0))
    for item in options(call.args[-1]) if call.args else ():
        if isinstance(item, Callee):
            call.evaluator.call(item, [made], {}, call.expr, call.scope)
    return made


def _security(call: Call) -> Value:
    if call.receiver is not None:
        call.receiver.attributes[_SECURED] = call.receiver
    return Thing(call.name, made_by=call)


def _tools_router(call: Call) -> Value:
    holder = call.receiver
    secured = holder is not None and _SECURED in holder.attributes
    return _router(call, holder.model if holder is not None else None, _folder(call), secured)


def _validator(call: Call) -> Value:
    """``OpenApiValidator.middleware({ apiSpec, operationHandlers })``; without handlers the routes are written out."""
    if _folder(call) is None:
        return Thing(call.name, made_by=call)
    return _router(call, call.option("apiSpec"), _folder(call), secured=True)


def _application(call: Call) -> Value:
    """``oas3Tools.expressAppConfig(document, { routing: { controllers } }).getApp()``."""
    made = _router(call, call.arg(0), _folder(call), secured=True)
    app = router_of(made)
    if app is not None:
        app.is_app = True
    return made


def _runner(call: Call) -> Value | None:
    """``SwaggerExpress.create({ appRoot: __dirname }, (error, swaggerExpress) => swaggerExpress.register(app))``."""
    made = _router(call, None, None, secured=True)
    for item in options(call.args[-1]) if call.args else ():
        if isinstance(item, Callee) and isinstance(made, Thing):
            runner = Thing("swagger-node.Runner", model=made.model, made_by=call)
            call.evaluator.call(item, [call.evaluator.evaluate(None, call.scope), runner], {}, call.expr, call.scope)
    return None


def _register(call: Call) -> Value | None:
    app, inner = router_of(call.arg(0)), router_of(call.receiver)
    if app is not None and inner is not None:
        app.entries.append(Mount("", inner, call.place, conditional=call.conditional))
    return None


def _router(call: Call, described: Value | None, folder: str | None, secured: bool) -> Value:
    """A router with the operations of a document."""
    router = Router("express", call.place, ordered=True, slash="join")
    call.evaluator.found.append(router)
    spec = _described(call, described)
    if spec is not None:
        named = [operation for operation in spec.operations if operation.controller or operation.operation_id]
        for operation in named:
            function = _function(call, operation, folder or _USUAL)
            router.entries.append(route_of(call, spec, operation, spec.bases[0], function, secured))
    return call.thing("express.Router", router)


def _described(call: Call, value: Value | None) -> Spec | None:
    """The document that a value is or was read from; else the one whose operations name controllers."""
    name = _file_of(value)
    named = document(call, name) if name is not None else None
    if named is not None:
        return named
    return next((spec for spec in documents(call) if any(item.controller for item in spec.operations)), None)


def _file_of(value: Value | None, depth: int = 0) -> str | None:
    """The name of a document's file: as it is, or in the calls that have read it (``YAML.load("./api.yaml")``)."""
    for item in options(value) if value is not None else ():
        text = text_of(item)
        if text is not None and text.endswith(_SUFFIXES):
            return text
        if isinstance(item, Thing) and item.made_by is not None and depth < _MAX_DEPTH:
            for argument in item.made_by.args:
                found = _file_of(argument, depth + 1)
                if found is not None:
                    return found
    return None


def _folder(call: Call) -> str | None:
    """The folder of the controllers, as the options say."""
    for given in call.args:
        for name in _CONTROLLERS:
            value: Value | None = given
            for part in name.split("."):
                value = value.entries.get(part) if isinstance(value, Table) else None
            if isinstance(value, Table):  # operationHandlers: { basePath, resolver }
                value = value.entries.get("basePath")
            text = text_of(value)
            if text is not None:
                return text
    return None


def _function(call: Call, operation: Operation, folder: str) -> Callee | None:
    """The function that an operation names, in the file that it names as its controller."""
    names = [operation.operation_id, operation.method.lower()]
    controller = operation.controller
    if not controller:
        controller, _, rest = operation.operation_id.rpartition(".")
        names.insert(0, rest)
    for path in javascriptfiles.found(call, f"{folder.rstrip('/')}/{controller or 'default'}"):
        for name in filter(None, names):
            value = call.evaluator.member(path, name)
            for item in options(value) if value is not None else ():
                if isinstance(item, Callee):
                    return item
    return None


HANDLERS = {
    "swagger-tools.initializeMiddleware": _tools,
    f"{_TOOLS}.swaggerSecurity": _security,
    f"{_TOOLS}.swaggerRouter": _tools_router,
    **{
        f"express-openapi-validator{name}": _validator
        for name in (".middleware", ".default.middleware", ".OpenApiValidator.middleware")
    },
    "oas3-tools.expressAppConfig": _application,
    **dict.fromkeys(("swagger-express-mw.create", "swagger-express-middleware.create"), _runner),
    "swagger-node.Runner.register": _register,
}
