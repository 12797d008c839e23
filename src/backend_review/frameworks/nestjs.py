"""NestJS: controllers by their decorators, as far as modules lead to them from an application.

https://docs.nestjs.com/controllers, /modules, /guards, /middleware, /faq/global-prefix, /techniques/versioning,
/recipes/router-module and /techniques/configuration
"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks._nest_controllers import App, Modules, follow, follow_controllers
from backend_review.frameworks._nest_decorators import Applied, guards_of, last_word
from backend_review.frameworks._nest_inputs import takes
from backend_review.model.evaluator import NOTHING, Call, Evaluator
from backend_review.model.inputs.data import by_name, whole
from backend_review.model.routes import Place, Use
from backend_review.model.values import (
    HOLE,
    Kind,
    Known,
    Library,
    Table,
    Thing,
    Unknown,
    Value,
    as_text,
    items_of,
    options,
    text_of,
)

CONFIG = "@nestjs/config.ConfigService"
TYPES = {CONFIG: CONFIG, "@nestjs/common.INestApplication": "nest.App"}


@dataclass(slots=True, eq=False)
class _Settings:
    """What ``registerAs`` or ``ConfigModule.forRoot({ load })`` makes known to the ``ConfigService``."""

    name: str
    factory: Value


def _create(call: Call) -> Value:
    app = App(call.arg(0) or Unknown(), call.place)
    if not call.name.endswith("createApplicationContext"):
        call.evaluator.found.append(app)
    return call.thing("nest.App", app)


def _set(call: Call) -> Value | None:
    """A method of an application that says something of its routes."""
    app = call.receiver.model if call.receiver is not None else None
    name = call.name.rpartition(".")[2]
    if not isinstance(app, App):
        return call.receiver
    if name == "setGlobalPrefix":
        app.prefix = call.text(0) or ""
        app.excluded = items_of(call.option("exclude", 1))
    elif name == "enableVersioning":
        if last_word(call.option("type", 0)) in {"", "URI"}:
            prefix = call.option("prefix", 0)
            off = isinstance(prefix, Known) and prefix.value is False
            app.version_prefix = "" if off else as_text(prefix) if prefix is not None else "v"
            app.version = call.option("defaultVersion", 0)
    elif name in {"useGlobalGuards", "useGlobalPipes"}:
        app.guards += guards_of(call)
    elif name == "use":
        path = text_of(call.arg(0)) or ""
        app.uses += [Use(guard, path) for guard in guards_of(call)[1 if path else 0 :]]
    elif name in {"listen", "init"}:
        app.listens = True
        return NOTHING
    return call.receiver


def _get(call: Call) -> Value:
    """``app.get(Service)``: an object of it."""
    for item in options(call.arg(0) or Unknown()):
        if isinstance(item, Kind):
            return Thing(kind=item)
        if isinstance(item, Library):
            return Thing(item.name)
    return Unknown(call.expr)


def _apply(call: Call) -> Value:
    return call.thing("nest.Applied", Applied(guards_of(call), call.receiver))


def _exclude(call: Call) -> Value | None:
    if call.receiver is not None:
        call.receiver.model.excluded += call.args
    return call.receiver


def _for_routes(call: Call) -> Value | None:
    applied = call.receiver.model if call.receiver is not None else None
    if not isinstance(applied, Applied) or applied.consumer is None:
        return None
    applied.targets = [item for value in call.args for item in items_of(value)]
    applied.consumer.model.append(applied)
    return applied.consumer


def _register_as(call: Call) -> Value | None:
    call.evaluator.found.append(_Settings(call.text(0) or "", call.arg(1) or Unknown()))
    return call.arg(1)


def _load(call: Call) -> Value:
    call.evaluator.found += [_Settings("", item) for item in items_of(call.option("load", 0))]
    return call.thing(f"{call.name}()")


def _setting(call: Call) -> Value:
    """``configService.get("app.prefix", "api")``: a setting that the program itself gives, or the default."""
    parts = (call.text(0) or HOLE).split(".")
    for settings in (item for item in call.evaluator.found if isinstance(item, _Settings)):
        rest = parts[1:] if settings.name == parts[0] else parts
        if settings.name not in {"", parts[0]}:
            continue
        value: Value | None = call.evaluator.call(settings.factory, [], {}, call.expr, call.scope)
        for part in rest:
            value = value.entries.get(part) if isinstance(value, Table) else None
        if value is not None and not isinstance(value, Unknown):
            return value
    default = call.arg(1)
    return Unknown(call.expr) if default is None or isinstance(default, Table) else default


def finish(evaluator: Evaluator) -> None:
    """The routes of every application, now that all modules are known."""
    apps: dict[int, App] = {}
    for app in (item for item in evaluator.found if isinstance(item, App)):
        for root in options(app.root):
            best = apps.setdefault(id(root), app) if isinstance(root, (Kind, Table)) else app
            if app.weight() > best.weight():
                apps[id(root)] = app
    roots = list(apps.values())
    if not roots:  # no application that can be followed: the modules that no other one imports stand for it
        roots = [App(kind, Place(kind.klass.module.path, kind.klass.line)) for kind in _top_modules(evaluator)]
    for app in roots:
        evaluator.attempt(lambda app=app: follow(evaluator, app))  # type: ignore[misc]
    if not roots:
        evaluator.attempt(lambda: follow_controllers(evaluator))


def _top_modules(evaluator: Evaluator) -> list[Kind]:
    kinds = [kind for kind in evaluator.kinds.values() if any(_is_module(item) for item in kind.decorators)]
    below: set[int] = set()
    for kind in kinds:
        modules = Modules(evaluator)
        evaluator.attempt(lambda modules=modules, kind=kind: modules.visit(kind, kind.scope))  # type: ignore[misc]
        below |= set(modules.seen) - {id(kind)}
    return [kind for kind in kinds if id(kind) not in below]


def _is_module(value: Value) -> bool:
    return isinstance(value, Thing) and value.made_by is not None and value.made_by.name == "@nestjs/common.Module"


HANDLERS = {
    **{f"@nestjs/core.NestFactory.{name}": _create for name in ("create", "createApplicationContext")},
    **{f"nest.App.{name}": _set for name in (
        "setGlobalPrefix", "enableVersioning", "useGlobalGuards", "use", "listen", "init", "select", "enableCors",
        "useGlobalPipes", "useGlobalFilters", "useGlobalInterceptors", "enableShutdownHooks",
    )},
    **dict.fromkeys(("nest.App.get", "nest.App.resolve"), _get),
    "nest.Consumer.apply": _apply,
    "nest.Applied.exclude": _exclude,
    "nest.Applied.forRoutes": _for_routes,
    "@nestjs/config.registerAs": _register_as,
    "@nestjs/config.ConfigModule.forRoot": _load,
    **dict.fromkeys((f"{CONFIG}.get", f"{CONFIG}.getOrThrow"), _setting),
}  # fmt: skip
REQUESTS = {"nestjs.Request": {
    "body": whole("body"), "query": whole("query"), "params": whole("path"), "headers": whole("header"),
    "cookies": whole("cookie"), "file": whole("file"), "files": whole("file"), "get()": by_name("header"),
    "header()": by_name("header"), "rawBody": whole("body"),
}}  # fmt: skip
TAKES = {"nestjs": takes}
