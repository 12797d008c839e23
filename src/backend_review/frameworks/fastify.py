"""Fastify: instances, plugins with their prefixes and hooks, routes, and folders of plugins.

https://fastify.dev/docs/latest/Reference/ (Routes, Plugins, Hooks, Encapsulation),
https://github.com/fastify/fastify-autoload and https://github.com/fastify/fastify-cli
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.frameworks._fastify_files import folders, started
from backend_review.frameworks._fastify_inputs import takes
from backend_review.frameworks._fastify_options import INSTANCE, entry_of, hooks_of, schema_of, table_of
from backend_review.frameworks.support import METHODS, guard_of, handler_of, router_of, wrapping_guards
from backend_review.index.expressions.data import Expr
from backend_review.model.evaluator import NOTHING, Call, Evaluator
from backend_review.model.inputs.data import whole
from backend_review.model.routes import ANY_METHOD, Mount, Place, Route, Router, Use, join
from backend_review.model.values import (
    HOLE,
    Callee,
    Known,
    Library,
    Namespace,
    Native,
    Table,
    Thing,
    Unknown,
    Value,
    items_of,
    options,
    text_of,
)

TYPES = {"fastify.FastifyInstance": INSTANCE}
_PHASES = ("onRequest", "preParsing", "preValidation", "preHandler")
_AUTOLOAD = re.compile(r"^(@fastify/|fastify-)autoload\b")
_GUARDING = re.compile(r"^(@fastify/|fastify-)(rate-limit|bearer-auth)\b")
_CHAINED = (
    "addSchema", "setErrorHandler", "setNotFoundHandler", "addContentTypeParser", "setValidatorCompiler",
    "setSerializerCompiler", "decorateRequest", "decorateReply", "withTypeProvider", "setSchemaController",
    "setReplySerializer", "setSchemaErrorFormatter", "setGenReqId", "addConstraintStrategy", "addHttpMethod",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class _Instance:
    """What a function is handed: the routes of a plugin's own, or those around it (``shared``: fastify-plugin)."""

    router: Router
    prefix: str
    early: list[Use]  # hooks of the plugin's own body: they hold for all that is registered in it, before or after
    shared: bool = False


def _make(evaluator: Evaluator, place: Place, is_app: bool = True) -> Thing:
    """An instance with a router of its own."""
    router = Router("fastify", place, is_app=is_app, ordered=True)
    evaluator.found.append(router)
    return Thing(INSTANCE, model=_Instance(router, "", []), attributes={"prefix": Known("")})


def _create(call: Call) -> Value:
    made = _make(call.evaluator, call.place)
    return call.thing(INSTANCE, made.model)


def _own(call: Call) -> _Instance | None:
    model = call.receiver.model if call.receiver is not None else None
    return model if isinstance(model, _Instance) else None


def _same(call: Call) -> Value | None:
    return call.receiver


def _decorate(call: Call) -> Value | None:
    name = text_of(call.arg(0))
    if call.receiver is not None and name is not None and len(call.args) > 1:
        call.receiver.attributes[name] = call.args[1]
    return call.receiver


def _hook(call: Call) -> Value | None:
    """``addHook("onRequest", f)``: of the phases before the handler."""
    instance = _own(call)
    if instance is not None and len(call.args) > 1 and text_of(call.args[0]) in _PHASES:
        uses = [Use(guard) for guard in hooks_of(call, call.args[1], call.expr.args[1])]
        if instance.shared:
            instance.router.entries += uses
        else:
            instance.router.entries[len(instance.early) : len(instance.early)] = uses
            instance.early += uses
    return call.receiver


def _verb(call: Call) -> Value | None:
    """``get(path, options, handler)``, where either of the last two may be missing."""
    name = call.name.rpartition(".")[2]
    if call.args:
        given = call.args[1] if len(call.args) > 1 else Unknown()
        table = table_of(given)
        expr = call.expr.args[1] if len(call.expr.args) > 1 else None
        handler = (call.args[-1], call.expr.args[-1]) if len(call.args) > 2 or table is not given else None
        _add(call, (ANY_METHOD if name == "all" else name.upper(),), call.args[0], (table, expr), handler)
    return call.receiver


def _route(call: Call) -> Value | None:
    """``route({ method, url, handler, … })``."""
    for table in options(call.arg(0) or Unknown()):
        if isinstance(table, Table):
            methods = tuple(text.upper() for item in items_of(table.entries.get("method")) if (text := text_of(item)))
            path = table.entries.get("url") or table.entries.get("path") or Unknown()
            _add(call, methods or (ANY_METHOD,), path, (table, call.expr.args[0] if call.expr.args else None), None)
    return call.receiver


def _add(
    call: Call, methods: tuple[str, ...], path: Value, given: tuple[Table, Expr | None],
    handler: tuple[Value, Expr] | None,
) -> None:  # fmt: skip
    instance = _own(call)
    if instance is None:
        return
    table, expr = given
    value, written = handler or (table.entries.get("handler"), entry_of(expr, "handler"))
    text = text_of(path)
    text = HOLE if text is None else "" if text == "/" and instance.prefix else text
    route = Route(methods, text, handler_of(call, value, written), call.place, conditional=call.conditional)
    for phase in _PHASES:
        route.guards += hooks_of(call, table.entries.get(phase), entry_of(expr, phase))
    route.guards += wrapping_guards(call, written)
    schema = next(
        (item for item in options(table.entries.get("schema", Unknown())) if isinstance(item, Table)), Table()
    )
    as_written = entry_of(expr, "schema")
    route.request_schema = schema_of(call.scope.module, schema, as_written, "body")
    route.response_schema = schema_of(call.scope.module, schema, as_written, "response")
    route.documented = bool({"summary", "description"} & set(schema.entries))
    websocket = table.entries.get("websocket")
    route.kind = "websocket" if isinstance(websocket, Known) and websocket.value else "http"
    route.options = {name: item for name, item in table.entries.items() if name not in {"handler", *_PHASES}}
    instance.router.entries.append(route)


def _register(call: Call) -> Value | None:
    instance = _own(call)
    given = call.arg(1) or Table()
    if instance is not None and call.receiver is not None:
        if isinstance(given, Callee):
            given = call.evaluator.call(given, [call.receiver], {}, call.expr, call.scope)
        table = table_of(given)
        for plugin in options(call.arg(0) or Unknown()):
            _plug(call, call.receiver, plugin, table)
    return call.receiver


def _plug(call: Call, around: Thing, plugin: Value, given: Table, shared: bool = False) -> None:
    """Run a plugin: on an instance of its own below its prefix, or on the one around it."""
    instance = around.model
    if isinstance(plugin, Namespace):
        found = (call.evaluator.member(path, "default") for path in plugin.paths)
        plugin = next((item for item in found if item is not None), plugin)
    if isinstance(plugin, Table):
        plugin = plugin.entries.get("default", plugin)
    if isinstance(plugin, Thing) and plugin.type == "fastify.Plugin":
        for inner in options(plugin.model):
            _plug(call, around, inner, given, True)
    elif isinstance(plugin, Callee):
        inner = _shared(around) if shared else _child(call, around, _prefix(given))
        call.evaluator.call(plugin, [inner, given, Native("done", lambda _: NOTHING)], {}, call.expr, call.scope)
    elif isinstance(plugin, Library) and _AUTOLOAD.match(plugin.name):
        _autoload(call, around, given)
    elif isinstance(plugin, Library) and _GUARDING.match(plugin.name):
        everywhere = given.entries.get("global")
        if not (isinstance(everywhere, Known) and everywhere.value is False):
            instance.router.entries.append(Use(guard_of(call, plugin)))
    elif isinstance(plugin, (Library, Thing)) and _endpoint(call, around, plugin, given):
        return
    elif not isinstance(plugin, Library):
        call.evaluator.unknown["plugins of unknown functions"] += 1


def _endpoint(call: Call, around: Thing, plugin: Library | Thing, given: Table) -> bool:
    """Mount what a library's plugin makes, when that is an endpoint (Mercurius): whether it did."""
    made: Value = plugin
    if isinstance(plugin, Library):
        if plugin.name not in call.evaluator.handlers:
            return False
        made = call.evaluator.call_library(Call(call.evaluator, plugin.name, None, [given], {}, call.expr, call.scope))
    router = router_of(made)
    if router is not None and router.endpoint:
        around.model.router.entries.append(Mount("", router, call.place, [], call.conditional))
    return router is not None


def _prefix(given: Table) -> str:
    value = given.entries.get("prefix")
    text = text_of(value)
    return "" if value is None or value == NOTHING else HOLE if text is None else text


def _shared(around: Thing) -> Thing:
    """The same instance, as a plugin of fastify-plugin gets it: its hooks hold for what comes after it."""
    model = around.model
    return Thing(INSTANCE, attributes=around.attributes, model=_Instance(model.router, model.prefix, model.early, True))


def _child(call: Call, around: Thing, prefix: str) -> Thing:
    """An instance below another one, which has what that one was decorated with."""
    made = _make(call.evaluator, call.place, is_app=False)
    parent: _Instance = around.model
    parent.router.entries.append(Mount(prefix, made.model.router, call.place, [], call.conditional))
    made.model.prefix = join(parent.prefix, prefix)
    made.attributes = {**around.attributes, "prefix": Known(made.model.prefix)}
    return made


def _autoload(call: Call, around: Thing, given: Table) -> None:
    """The plugins of a folder, each below the prefix of its folder."""
    handed = table_of(given.entries.get("options"))
    own = _is_off(given.entries.get("encapsulate"))
    for folder in folders(call, given):
        holder = _child(call, around, "") if folder.hooks and folder.plugins else around
        for path in folder.hooks if folder.plugins else ():
            for hook in _exported(call.evaluator, path):
                _plug(call, holder, hook, handed, True)
        for path in folder.plugins:
            for plugin in _exported(call.evaluator, path):
                _load(call, holder, plugin, path, handed, folder.prefix, own)


def _is_off(value: Value | None) -> bool:
    return isinstance(value, Known) and value.value is False


def _exported(evaluator: Evaluator, path: str) -> Iterator[Value]:
    """The plugin that a file is about."""
    value = evaluator.member(path, "default")
    for item in options(value) if value is not None else ():
        if isinstance(item, (Callee, Library)) or (isinstance(item, Thing) and item.type == "fastify.Plugin"):
            yield item


def _load(call: Call, around: Thing, plugin: Value, path: str, handed: Table, prefix: str, shared: bool) -> None:
    """One file of a folder, with what it says of itself (``autoPrefix``, ``prefixOverride``, ``autoload``)."""

    def said(name: str) -> Value | None:
        value = plugin.attributes.get(name) if isinstance(plugin, (Callee, Thing)) else None
        return value if value is not None else call.evaluator.member(path, name)

    if _is_off(said("autoload")):
        return
    entries = {**table_of(said("autoConfig")).entries, **handed.entries}
    outer = _prefix(Table(entries))
    override, auto = text_of(said("prefixOverride")), text_of(said("autoPrefix"))
    whole = override if override is not None else join(outer, auto if auto is not None else prefix)
    _plug(call, around, plugin, Table({**entries, "prefix": Known(whole)}), shared)


def _plugin(call: Call) -> Value:
    return call.thing("fastify.Plugin", call.arg(0) or Unknown())


def _after(call: Call) -> Value | None:
    """``after(f)`` and ``ready(f)``: called when what was registered before is loaded."""
    function = call.arg(0)
    if isinstance(function, Callee):
        call.evaluator.call(function, [NOTHING], {}, call.expr, call.scope)
    return call.receiver


def finish(evaluator: Evaluator) -> None:
    """Applications that ``fastify start`` makes; then everything in the order in which Fastify comes to it."""
    for path in started(evaluator.project):
        module = evaluator.project.module(path)
        for plugin in _exported(evaluator, path) if module is not None else ():
            function = plugin.model if isinstance(plugin, Thing) else plugin
            if module is None or not isinstance(function, Callee) or id(function.function.node) in evaluator.called:
                continue
            app = _make(evaluator, Place(path, function.function.line))
            evaluator.start(function, [app, Table(), Native("done", lambda _: NOTHING)])
    for router in evaluator.found:
        if isinstance(router, Router) and router.framework == "fastify":
            router.entries.sort(key=lambda entry: isinstance(entry, Route))


HANDLERS = {
    **dict.fromkeys(("fastify", "fastify.default", "fastify.fastify", "fastify.Fastify"), _create),
    **dict.fromkeys(("fastify-plugin", "fastify-plugin.default", "fastify-plugin.fastifyPlugin"), _plugin),
    **{f"{INSTANCE}.{name}": _verb for name in (*METHODS, "all")},
    f"{INSTANCE}.route": _route,
    f"{INSTANCE}.register": _register,
    f"{INSTANCE}.addHook": _hook,
    f"{INSTANCE}.decorate": _decorate,
    **dict.fromkeys((f"{INSTANCE}.after", f"{INSTANCE}.ready"), _after),
    **{f"{INSTANCE}.{name}": _same for name in _CHAINED},
}
# https://fastify.dev/docs/latest/Reference/Request/
REQUESTS = {"fastify.Request": {
    "body": whole("body"), "query": whole("query"), "params": whole("path"), "headers": whole("header"),
    "cookies": whole("cookie"), "file()": whole("file"), "files()": whole("file"), "parts()": whole("file"),
    "raw.body": whole("body"),
}}  # fmt: skip
TAKES = {"fastify": takes}
