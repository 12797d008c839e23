"""grpc-gateway: HTTP routes that ``google.api.http`` annotations in ``.proto`` files declare.

https://grpc-ecosystem.github.io/grpc-gateway/ and, with the same annotations, https://go-kratos.dev
A service's annotations are routes when the program registers the service's HTTP handler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from backend_review.frameworks.golang import expr_at, go_route, guards, versions
from backend_review.frameworks.support import place_of_function, router_of
from backend_review.index.protobuf import Method, Service, services_of
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Handler, Place, Route, Router, Use
from backend_review.model.values import HOLE, Callee, Kind, Thing, Value

_RUNTIMES = tuple(f"{path}/runtime" for path in versions("github.com/grpc-ecosystem/grpc-gateway", 2))
_GRPC = "google.golang.org/grpc"
TYPES = {f"{runtime}.ServeMux": "grpc-gateway.Router" for runtime in _RUNTIMES}
_REGISTERS = re.compile(
    r"(?<!func )(?<!\) )\bRegister(\w+?)(?:Handler(?:FromEndpoint|Server|Client)?|HTTPServer)\b(?=\s*[(,)}\n])"
)
_PARAMETER = re.compile(r"\{([\w.]+)(?:=[^{}]*)?\}")


@dataclass(eq=False)
class _Interceptors:
    """What every call of the gRPC server passes."""

    guards: list[Guard] = field(default_factory=list)


def _mux(call: Call) -> Value:
    router = Router("grpc-gateway", call.place, is_app=True)
    call.evaluator.found.append(router)
    return call.thing("grpc-gateway.Router", router)


def _handle_path(call: Call) -> Value | None:
    """``mux.HandlePath("GET", "/healthz", func(w, r, params) {…})``."""
    router = router_of(call.receiver)
    if router is not None and len(call.args) > 2:
        go_route(router, call, (call.text(0) or "*",), call.text(1) or HOLE, call.args[2], (), expr_at(call, 2))
    return None


def _intercept(call: Call) -> Value:
    call.evaluator.found.append(_Interceptors(guards(call, 0)))
    return Thing(f"{call.name}()", made_by=call)


def finish(evaluator: Evaluator) -> None:
    """Add the routes of the annotated services that the program registers."""
    contracts = [file for file in evaluator.project.files.values() if file.path.endswith(".proto")]
    annotated = [file for file in contracts if b"google.api.http" in file.data and file.role != "test"]
    if not annotated:
        return
    registered = dict(_registrations(evaluator))
    routers = [item for item in evaluator.found if isinstance(item, Router) and item.framework == "grpc-gateway"]
    passed = [guard for item in evaluator.found if isinstance(item, _Interceptors) for guard in item.guards]
    implementations = _Implementations(evaluator)
    for file in sorted(annotated, key=lambda item: item.path):
        for service in services_of(file.text):
            place = registered.get(service.name)
            if place is None or not any(method.rules for method in service.methods):
                continue
            router = next((item for item in routers if item.place.path == place.path), None)
            router = router or next(iter(routers), None)
            if router is None:
                router = Router("grpc-gateway", place, is_app=True)
                routers.append(router)
                evaluator.found.append(router)
            known = {id(entry.guard) for entry in router.entries if isinstance(entry, Use)}
            router.entries[:0] = [Use(guard) for guard in passed if id(guard) not in known]
            kind = implementations.of(service)
            for method in service.methods:
                router.entries += _routes(file.path, service, method, kind)


def _registrations(evaluator: Evaluator) -> Iterator[tuple[str, Place]]:
    """Services by name, and where the program registers their HTTP handlers; the first place of each counts."""
    for module in sorted(evaluator.project.modules("go"), key=lambda item: item.path, reverse=True):
        if module.file.role in {"test", "fixture", "generated"} or b"Register" not in module.file.data:
            continue
        for match in reversed(list(_REGISTERS.finditer(module.file.text))):
            yield match[1], Place(module.path, module.file.text.count("\n", 0, match.start()) + 1)


class _Implementations:
    """The project's types by the service they implement: those that embed what protoc makes for it, or have its
    methods."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._kinds: list[Kind] = []
        seen: set[int] = set()
        for module in evaluator.project.modules("go"):
            scope = (
                evaluator.scope_of(module.path) if module.file.role not in {"test", "fixture", "generated"} else None
            )
            for value in (scope.outer or scope).names.values() if scope is not None else ():
                if isinstance(value, Kind) and id(value) not in seen:
                    seen.add(id(value))
                    self._kinds.append(value)

    def of(self, service: Service) -> Kind | None:
        """The type that implements a service; None when the project has none."""
        embedded = {f"Unimplemented{service.name}Server", f"Unsafe{service.name}Server", f"{service.name}Server"}
        for kind in self._kinds:
            if any(item.embedded and item.name in embedded for item in kind.klass.fields.values()):
                return kind
        wanted = {method.name for method in service.methods}
        return next((kind for kind in self._kinds if wanted <= set(kind.attributes) and not kind.klass.interface), None)


def _routes(path: str, service: Service, method: Method, kind: Kind | None) -> Iterator[Route]:
    callee = kind.attributes.get(method.name) if kind is not None else None
    handler = Handler(f"{service.name}.{method.name}", Place(path, method.line))
    if kind is not None and isinstance(callee, Callee):
        name = f"{kind.klass.name}.{method.name}"
        handler = Handler(name, place_of_function(callee.function), callee.function)
    for rule in method.rules:
        yield Route(
            (rule.method,),
            _PARAMETER.sub(r"{\1}", rule.path),
            handler,
            Place(path, rule.line),
            request_schema=method.request if rule.body else "",
            response_schema=method.response,
            documented=method.documented or bool(handler.function is not None and handler.function.documentation),
            as_written=True,
        )


HANDLERS = {
    **{f"{runtime}.NewServeMux": _mux for runtime in _RUNTIMES},
    "grpc-gateway.Router.HandlePath": _handle_path,
    **dict.fromkeys((f"{_GRPC}.UnaryInterceptor", f"{_GRPC}.ChainUnaryInterceptor"), _intercept),
    **{f"{path}.ChainUnaryServer": _intercept for path in versions("github.com/grpc-ecosystem/go-grpc-middleware", 2)},
}
