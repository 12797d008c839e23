"""What the frameworks have in common: handlers, guards and routes made of the values of a call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.model import guards
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import Guard, Handler, Mount, Place, Route, Router
from backend_review.model.values import Callee, Kind, Library, Native, Thing, Unknown, Value, items_of, options, text_of

_AROUND_RESULTS = {
    *("arguments", "call_expression", "parenthesized_expression", "return_statement", "statement_block"),
    *("arrow_function", "as_expression", "variable_declarator", "function_declaration"),
}
_MAKES = re.compile(r"(?:[mM]iddleware|[hH]andler)$|\b(?:wrap|catch)Async$")
_GRAPHQL = re.compile(r"(?i)graphql|yoga|apollo|schema")
METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")


@dataclass(slots=True, eq=False)
class Startup:
    """A function that a server calls when an application starts; it may add routes, too."""

    function: Value
    app: Thing | None
    called_with_app: bool = True

    def follow(self, evaluator: Evaluator) -> None:
        """Follow the function after the modules, as the server does."""
        args: list[Value] = [self.app] if self.app is not None and self.called_with_app else []
        for item in options(self.function):
            if isinstance(item, Callee) and id(item.function.node) not in evaluator.called:
                evaluator.start(item, args)


def text_of_expr(expr: Expr) -> str:
    """An expression as it is written, on one line; it may be of any file."""
    return " ".join((expr.node.text or b"").decode("utf-8", errors="replace").split())[:80]


def place_of_function(function: Function) -> Place:
    """Where a function begins."""
    return Place(function.module.path, function.line)


def handler_of(call: Call, value: Value | None, expr: Expr | None = None) -> Handler:
    """The handler a value is: for one wrapped in others (``asyncHandler(f)``, ``perm(f, "x")``) the innermost function.

    ``expr`` is the argument as written, which names the handler when its value is not known.
    """
    wrapped = _wrapped(call, expr) if expr is not None and expr.kind == "call" else None
    if wrapped is not None:
        return wrapped
    written = call.scope.module.text(expr.node) if expr is not None and expr.kind != "func" else ""
    for item in options(value) if value is not None else ():
        if isinstance(item, Callee):
            if isinstance(item.bound, Callee):  # Go: a method of a type that is a function: handler(list).serve
                item = item.bound
            function = item.function
            name = function.name or written or known_as(function)
            if item.bound is not None and function.owner is not None:
                name = f"{function.owner.name}.{name}"
            return Handler(name, place_of_function(function), function, callee=item)
        if isinstance(item, Kind):
            return Handler(item.klass.name, Place(item.scope.module.path, item.klass.line))
        if isinstance(item, Thing) and item.made_by is not None:
            for inner in reversed(item.made_by.args):
                if _is_handler(inner):
                    return handler_of(item.made_by, inner)
        if isinstance(item, Library):
            return Handler(item.name.rpartition(".")[2], call.place)
    if isinstance(value, Unknown) and value.expr is not None:
        written = written or text_of_expr(value.expr)
    return Handler(" ".join(written.split())[:80], call.place)


def _wrapped(call: Call, expr: Expr) -> Handler | None:
    """The innermost handler among the arguments of a wrapper's call, as it is written."""
    for argument in reversed(expr.args):
        inner = call.evaluator.evaluate(argument, call.scope)
        if _is_handler(inner):
            return handler_of(call, inner, argument)
    return None


def _handles(call: Call, expr: Expr) -> bool:
    if expr.kind not in {"name", "attr", "call"}:
        return False
    return _is_handler(call.evaluator.evaluate(expr, call.scope))


def _is_handler(value: Value) -> bool:
    return any(
        isinstance(item, Callee)
        or (isinstance(item, Thing) and item.made_by is not None and any(_is_handler(a) for a in item.made_by.args))
        for item in options(value)
    )


def guard_of(call: Call, value: Value, module: Module | None = None, node: Node | None = None) -> Guard:
    """A guard of whatever stands for one: a function, what a library made, a class, a name nothing is known of."""
    place = Place(module.path, int(node.start_point[0]) + 1) if module is not None and node is not None else call.place
    value = next(iter(options(value)), value)
    if isinstance(value, Thing) and value.type == "fastapi.Depends":
        value = next(iter(options(value.model or Unknown())), value)
    if isinstance(value, Callee):
        if isinstance(value.bound, Callee):  # Go: a method of a type that is a function: guard(check).handler
            value = value.bound
        owner = value.function.owner
        name = f"{owner.name}.{value.function.name}" if owner is not None else value.function.name
        return Guard(name or known_as(value.function) or "(function)", place, value.function, value=value)
    if isinstance(value, Kind):
        return Guard(value.klass.name, place, value=value)
    if isinstance(value, Library):
        return Guard(value.name, place, value=value)
    if isinstance(value, Thing):
        made = value.made_by
        texts = tuple(t for a in (made.args if made is not None else []) if (t := text_of(a)) is not None)
        if value.kind is not None:
            return Guard(value.kind.klass.name, place, arguments=texts, value=value)
        return Guard(made.name if made is not None else value.type, place, arguments=texts, value=value)
    expr = value.expr if isinstance(value, Unknown) else None
    if isinstance(value, Native):
        return Guard(value.name, place, value=value)
    return Guard(text_of_expr(expr) if expr is not None else "?", place)


def known_as(function: Function) -> str:
    """What a function without a name is known as: the variable or property that it is given to, or the function that
    returns it (``role`` of ``role = (name) => (req) => …``)."""
    node, returned = function.node.parent, False
    if node is not None and node.type in {"variable_declarator", "pair"}:
        return function.module.text(node.child_by_field_name("name" if node.type == "variable_declarator" else "key"))
    while node is not None and node.type in _AROUND_RESULTS:
        if node.type == "call_expression":  # createMiddleware(async (c, next) => …)
            if _MAKES.search(function.module.text(node.child_by_field_name("function"))) is None:
                return ""
            returned = True
        returned = returned or node.type in {"return_statement", "arrow_function"}
        if node.type in {"variable_declarator", "function_declaration"}:
            name = node.child_by_field_name("name")
            return function.module.text(name) if returned and name is not None else ""
        node = node.parent
    return ""


def guard_of_expr(call: Call, value: Value, expr: Expr | None) -> Guard:
    """A guard that is an argument: named as it is called there when it was made by a call (``auth("admin")``)."""
    if expr is None:
        return guard_of(call, value)
    made = guard_of(call, value, call.scope.module, expr.node)
    if expr.kind == "call" and expr.target is not None and expr.target.name != "bind":
        inner = next((argument for argument in reversed(expr.args) if _handles(call, argument)), None)
        if inner is not None:  # asyncHandler(auth.jwt)
            return guard_of_expr(call, call.evaluator.evaluate(inner, call.scope), inner)
        called = " ".join(call.scope.module.text(expr.target.node).split())
        texts = tuple(t for a in expr.args if (t := text_of(call.evaluator.evaluate(a, call.scope))) is not None)
        return Guard(called, made.place, made.function, texts, made.value)
    if expr.kind != "func":
        made.written = " ".join(call.scope.module.text(expr.node).split())[:80]
        made.name = made.written if made.name in {"?", "(function)"} else made.name
    return made


def guards_of(call: Call, value: Value | None) -> list[Guard]:
    """The guards of a list of them."""
    return [guard_of(call, item) for item in items_of(value)]


def decorator_guards(call: Call, function: Callee) -> list[Guard]:
    """The decorators of a handler that guard it: those below the one that registers the route, if one of them does."""
    found = []
    both = list(zip(function.function.decorators, function.decorators, strict=False))
    registers = next((index for index, (expr, _) in enumerate(both) if expr is call.expr), -1)
    for expr, value in both[registers + 1 :]:
        if any(isinstance(item, Native) for item in options(value)):
            continue
        module = function.function.module
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        name = module.text(target.node)
        texts = tuple(t for a in expr.args if (t := text_of(call.evaluator.evaluate(a, function.scope))) is not None)
        guard = guard_of(call, value, module, expr.node)
        found.append(Guard(name, guard.place, guard.function, texts, guard.value))
    return found


def wrapping_guards(call: Call, expr: Expr | None) -> list[Guard]:
    """JavaScript: the wrappers around a handler that keep callers out or limit them, the outermost first
    (``withApiKey(handler)``)."""
    found: list[Guard] = []
    module = call.scope.module
    while module.language == "javascript" and expr is not None and expr.kind == "call" and expr.target is not None:
        value = call.evaluator.evaluate(expr.target, call.scope)
        if any(isinstance(item, (Callee, Library)) for item in options(value)):
            made = guard_of(call, value, module, expr.node)
            target = expr.target
            while target.kind == "call" and target.target is not None:  # withRole("admin")(handler)
                target = target.target
            made.name = " ".join(module.text(target.node).split())[:80]
            if guards.authenticates(made) or guards.limits(made):
                found.append(made)
        inner = [item for item in expr.args if item.kind in {"call", "name", "attr", "func"}]
        expr = next((item for item in reversed(inner) if item.kind == "func" or _handles(call, item)), None)
    return found


def add_route(
    router: Router,
    call: Call,
    methods: Sequence[str],
    path: str,
    handler: Value,
    before: Sequence[Guard] = (),
    expr: Expr | None = None,
) -> Route:
    """Add a route to a router, with the guards ``before`` its handler, and those that are the handler's own decorators
    or wrappers."""
    around = wrapping_guards(call, expr)
    route = Route(tuple(methods), path, handler_of(call, handler, expr), call.place, [*before, *around])
    route.conditional = call.conditional
    route.options |= {name: call.named[name] for name in ("name", "endpoint") if text_of(call.named.get(name))}
    for item in options(handler):
        if isinstance(item, Callee):
            route.guards.extend(decorator_guards(call, item))
            route.documented = route.documented or bool(item.function.documentation)
            break
    router.entries.append(route)
    inner = endpoint_of(handler) or _endpoint_inside(call, handler)
    if inner is not None:  # app.post("/graphql", graphqlHTTP({ schema }))
        router.entries.append(Mount(path, inner, call.place, list(route.guards), route.conditional))
    return route


def _endpoint_inside(call: Call, handler: Value) -> Router | None:
    """The GraphQL API that a handler hands requests to: ``graphql_sync(schema, data)``, ``yoga(req, res)``."""
    if not any(isinstance(item, Router) and item.endpoint for item in call.evaluator.found):
        return None
    for item in options(handler):
        if not isinstance(item, Callee) or _GRAPHQL.search(item.function.module.text(item.function.node)) is None:
            continue
        for inner in item.function.module.calls_in(item.function.node):
            target = inner.target.target if inner.target is not None and inner.target.kind == "attr" else inner.target
            for expr in (target, *inner.args, *inner.named.values()):
                if expr is not None and expr.kind in {"name", "attr"}:
                    found = endpoint_of(call.evaluator.evaluate(expr, item.scope))
                    if found is not None:
                        return found
    return None


def endpoint_of(value: Value | None) -> Router | None:
    """The GraphQL API that a handler answers for: itself, or what ``as_view(schema=…)`` was given."""
    found = router_of(value)
    if found is not None:
        return found if found.endpoint else None
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and item.made_by is not None and item.made_by.name.endswith("as_view"):
            return endpoint_of(item.made_by.named.get("schema"))
    return None


def router_of(value: Value | None) -> Router | None:
    """The router that a value is."""
    for item in options(value) if value is not None else ():
        if isinstance(item, Thing) and isinstance(item.model, Router):
            return item.model
    return None
