"""NestJS: the modules below an application, and the routes of the controllers they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus

from backend_review.frameworks._nest_decorators import (
    Applied,
    Mark,
    guards_of,
    last_word,
    marks_of,
    means,
    texts_of,
    versions_of,
)
from backend_review.frameworks._nest_open import keep_closed
from backend_review.frameworks.support import guard_of, place_of_function
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.routes import ANY_METHOD, Guard, Handler, Place, Route, Router, Use
from backend_review.model.values import (
    Callee,
    Items,
    Kind,
    Known,
    Scope,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    items_of,
    options,
    text_of,
)

_VERBS = {
    "Get": "GET", "Post": "POST", "Put": "PUT", "Patch": "PATCH", "Delete": "DELETE", "Head": "HEAD",
    "Options": "OPTIONS", "Search": "SEARCH", "All": ANY_METHOD, "Sse": "GET",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class App:
    """An application: what ``NestFactory.create`` is given, and what is set on the object it makes."""

    root: Value
    place: Place
    prefix: str = ""
    excluded: list[Value] = field(default_factory=list)
    version_prefix: str | None = None  # None: versions are no part of the path
    version: Value | None = None
    guards: list[Guard] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    listens: bool = False

    def weight(self) -> tuple[bool, int]:
        """How much speaks for it among several applications of one module: one that serves, the one most set up."""
        return self.listens, bool(self.prefix) + (self.version_prefix is not None) + len(self.guards) + len(self.uses)


@dataclass(slots=True, eq=False)
class Modules:
    """What the modules below an application's root hold."""

    evaluator: Evaluator
    seen: dict[int, bool] = field(default_factory=dict)  # modules, and whether they are there under a condition only
    controllers: dict[tuple[int, int], tuple[Kind, Kind | None, bool]] = field(default_factory=dict)
    guards: list[Guard] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    paths: dict[int, str] = field(default_factory=dict)
    providers: dict[int, list[Kind]] = field(default_factory=dict)  # classes by the module that provides them

    def visit(self, value: Value | None, scope: Scope | None, conditional: bool = False) -> None:
        """A module, in any of the ways in which another one imports it."""
        several = list(options(value)) if value is not None else []
        modules = {id(item.entries.get("module")) if isinstance(item, Table) else id(item) for item in several}
        maybe = conditional or len(modules) > 1
        for item in several:
            if isinstance(item, Kind):
                self._kind(item, maybe)
            elif isinstance(item, Table):
                module = item.entries.get("module")
                self.visit(module, scope, maybe)
                self._table(item, module if isinstance(module, Kind) else None, scope, maybe)
            elif isinstance(item, Thing) and item.made_by is not None:
                self._made(item.made_by, scope, maybe)
            elif isinstance(item, Unknown) and item.expr is not None and scope is not None:
                self._inherited(item.expr, scope, maybe)

    def _kind(self, kind: Kind, conditional: bool) -> None:
        before = self.seen.get(id(kind))
        if before is not None and (conditional or not before):
            return
        self.seen[id(kind)] = conditional
        for mark in marks_of(self.evaluator, kind.klass.decorators, kind.scope):
            if mark.name == "Module" and mark.args:
                for table in options(mark.args[0]):
                    if isinstance(table, Table):
                        self._table(table, kind, kind.scope, conditional)
        configure = self.evaluator.attribute(Thing(kind=kind), "configure") if before is None else None
        if isinstance(configure, Callee):
            consumer = Thing("nest.Consumer", model=self.applied)
            self.evaluator.start(configure, [consumer])

    def _made(self, call: Call, scope: Scope | None, conditional: bool) -> None:
        """What a library made: a reference to a module, a path for modules, a module under a condition."""
        if call.name.endswith(".forwardRef") and isinstance(call.arg(0), Callee):
            self.visit(self.evaluator.call(call.args[0], [], {}, call.expr, call.scope), call.scope, conditional)
        elif call.name.endswith(("RouterModule.register", "RouterModule.forRoutes")):
            self._route_tree(call.arg(0), "")
        elif call.name.endswith("ConditionalModule.registerWhen"):
            self.visit(call.arg(0), scope, True)
        else:
            self._inherited(call.expr, call.scope, conditional)

    def _inherited(self, expr: Expr, scope: Scope, conditional: bool) -> None:
        """``MailModule.register({})`` where ``register`` comes of a base that a library made."""
        target = expr.target if expr.kind == "call" else None
        owner = self.evaluator.evaluate(target.target, scope) if target is not None and target.kind == "attr" else None
        if isinstance(owner, Kind):
            self.visit(owner, scope, conditional)

    def _route_tree(self, value: Value | None, above: str) -> None:
        for item in (option for way in items_of(value) for option in options(way)):
            if isinstance(item, Kind):
                self.paths[id(item.klass)] = above
            elif isinstance(item, Table):
                path = f"{above}/{as_text(item.entries['path']).strip('/')}" if "path" in item.entries else above
                self._route_tree(item.entries.get("module"), path)
                self._route_tree(item.entries.get("children"), path)

    def _table(self, table: Table, module: Kind | None, scope: Scope | None, conditional: bool) -> None:
        for item in items_of(table.entries.get("imports")):
            self.visit(item, scope, conditional)
        for item in items_of(table.entries.get("controllers")):
            several = list(options(item))
            for one in (option for option in several if isinstance(option, Kind)):
                key = (id(one), id(module))
                before = self.controllers.get(key, (one, module, True))
                self.controllers[key] = (one, module, before[2] and (conditional or len(several) > 1))
        for item in (option for way in items_of(table.entries.get("providers")) for option in options(way)):
            if isinstance(item, Kind) and module is not None:
                self.providers.setdefault(id(module.klass), []).append(item)
            if (
                isinstance(item, Table)
                and last_word(item.entries.get("provide")) in {"APP_GUARD", "APP_PIPE"}
                and module is not None
            ):
                used = [item.entries[key] for key in ("useClass", "useExisting", "useValue") if key in item.entries]
                if "useFactory" in item.entries:
                    expr = Expr("other", module.klass.node)
                    used.append(self.evaluator.call(item.entries["useFactory"], [], {}, expr, module.scope))
                call = Call(self.evaluator, "", None, [], {}, Expr("other", module.klass.node), module.scope)
                known = {(guard.name, guard.place) for guard in self.guards}
                made = [guard_of(call, value) for value in used]
                self.guards += [guard for guard in made if (guard.name, guard.place) not in known]


class Controllers:
    """Makes the routes of an application's controllers."""

    def __init__(self, evaluator: Evaluator, app: App, modules: Modules) -> None:
        self.evaluator, self.app, self.modules = evaluator, app, modules
        self.router = Router("nestjs", app.place, is_app=True)
        self.router.entries.extend(app.uses)
        self._known: set[tuple[str, str, int]] = set()

    def add(self, kind: Kind, module: Kind | None, conditional: bool) -> None:
        """The routes of a controller, the inherited ones too."""
        levels = list(kind.lineage())
        marks = [mark for level in levels for mark in marks_of(self.evaluator, level.klass.decorators, level.scope)]
        controller = next((mark for mark in marks if mark.name == "Controller"), None)
        if controller is None:
            return
        methods: dict[str, tuple[Kind, Function]] = {}
        for level in levels:
            for name, function in level.klass.methods.items():
                methods.setdefault(name, (level, function))
        for level, function in methods.values():
            own = marks_of(self.evaluator, function.decorators, level.scope)
            verb = next((mark for mark in own if mark.name in _VERBS), None)
            if verb is not None:
                self._method(kind, module, conditional, (controller, verb), (marks, own), function)

    def _method(
        self, kind: Kind, module: Kind | None, conditional: bool,
        named: tuple[Mark, Mark], marks: tuple[list[Mark], list[Mark]], function: Function,
    ) -> None:  # fmt: skip
        given = named[0].args[0] if named[0].args else None
        given = next(iter(options(given)), None) if given is not None else None
        entries = given.entries if isinstance(given, Table) else {}
        above = texts_of(entries.get("path") if isinstance(given, Table) else given)
        version = next((mark.args[0] for mark in marks[1] if mark.name == "Version" and mark.args), None)
        version = version or entries.get("version") or self.app.version
        versions = versions_of(version) if self.app.version_prefix is not None else [""]
        first = self.modules.paths.get(id(module.klass), "") if module is not None else ""
        method = _VERBS[named[1].name]
        for number in versions:
            for base in above:
                for path in texts_of(named[1].args[0] if named[1].args else None):
                    bare = "/" + "/".join(part for text in (first, base, path) if (part := text.strip("/")))
                    numbered = f"/{self.app.version_prefix}{number}{bare}" if number else bare
                    route = self._route(kind, marks, function, method, bare, numbered.rstrip("/") or "/")
                    route.conditional = conditional
                    if "host" in entries:
                        route.options["host"] = entries["host"]

    def _route(
        self, kind: Kind, marks: tuple[list[Mark], list[Mark]], function: Function,
        method: str, bare: str, path: str,
    ) -> Route:  # fmt: skip
        prefix = self.app.prefix.strip("/")
        if any(means(item, None, method, bare, False) for item in self.app.excluded):
            prefix = ""
        place = place_of_function(function)
        full = (f"/{prefix}" if prefix else "") + path
        handler = Handler(f"{kind.klass.name}.{function.name}", place, function, of=kind)
        route = Route((method,), full.rstrip("/") or "/", handler, _declared_at(function) or place)
        for applied in self.modules.applied:
            if any(means(item, kind, method, path, True) for item in applied.targets) and not any(
                means(item, kind, method, path, False) for item in applied.excluded
            ):
                route.guards += applied.guards
        route.guards += [*self.modules.guards, *self.app.guards]
        for mark in (mark for level in marks for mark in reversed(level)):
            if mark.name in {"UseGuards", "UsePipes"} and mark.call is not None:
                route.guards += guards_of(mark.call)
        self._describe(route, [*marks[1], *marks[0]], function)
        keep_closed(self.evaluator, route)
        key = (method, route.path, id(function))
        if key not in self._known:
            self._known.add(key)
            self.router.entries.append(route)
        return route

    def _describe(self, route: Route, marks: list[Mark], function: Function) -> None:
        """What decorators and types say of a route besides its guards."""
        for mark in marks:
            key = text_of(mark.args[0]) if mark.name == "SetMetadata" and mark.args else None
            if key is not None and len(mark.args) > 1:
                route.options.setdefault(key, mark.args[1])
            route.options.setdefault(f"@{mark.name}", Items(mark.args))
            if mark.name == "HttpCode" and mark.args and route.status is None:
                code = mark.args[0]
                named = HTTPStatus.__members__.get(last_word(code))
                route.status = code.value if isinstance(code, Known) else int(named) if named is not None else None
        route.documented = "@ApiOperation" in route.options or bool(function.documentation)
        for parameter in function.parameters:
            if any((item.target or item).name == "Body" for item in parameter.decorators):
                route.request_schema = route.request_schema or parameter.type
        returned = function.return_type.strip()
        inner = re.fullmatch(r"(?:Promise|Observable)<(.*)>", returned, re.DOTALL)
        route.response_schema = inner.group(1).strip() if inner else returned


def follow(evaluator: Evaluator, app: App) -> None:
    modules = Modules(evaluator)
    modules.visit(app.root, None)
    controllers = Controllers(evaluator, app, modules)
    evaluator.found.append(controllers.router)
    for kind, module, conditional in modules.controllers.values():
        controllers.add(kind, module, conditional)


def follow_controllers(evaluator: Evaluator) -> None:
    """The routes of controllers that no module is there to hold: what is reviewed is a part of a program."""
    kinds = [
        kind
        for kind in evaluator.kinds.values()
        if any(mark.name == "Controller" for mark in marks_of(evaluator, kind.klass.decorators, kind.scope))
    ]
    if not kinds:
        return
    modules = Modules(evaluator)
    app = App(kinds[0], Place(kinds[0].klass.module.path, kinds[0].klass.line))
    controllers = Controllers(evaluator, app, modules)
    controllers.router.is_app = False
    evaluator.found.append(controllers.router)
    for kind in kinds:
        controllers.add(kind, None, False)


def _declared_at(function: Function) -> Place | None:
    """The line of the decorator that says method and path: ``@Get(":id")``."""
    for expr in function.decorators:
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        if target.name in _VERBS:
            return Place(function.module.path, int(expr.node.start_point[0]) + 1)
    return None
