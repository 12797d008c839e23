"""NestJS's GraphQL module: the resolvers among the providers of an application's modules, code first or schema first.

https://docs.nestjs.com/graphql/quick-start and /graphql/other-features
"""

from __future__ import annotations

from dataclasses import dataclass

from backend_review.frameworks._graphql import new_api
from backend_review.frameworks._graphql_classes import fields_of_class, is_resolver
from backend_review.frameworks._graphql_sdl import Documents
from backend_review.frameworks._nest_controllers import App, Modules
from backend_review.index.sdl import SdlField
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphServer
from backend_review.model.routes import Guard, Place, Use
from backend_review.model.values import Callee, Kind, Known, Table, Thing, Value, items_of, options, text_of

_LIBRARY = "@nestjs/graphql"


@dataclass(slots=True, eq=False)
class _Setup:
    """``GraphQLModule.forRoot({…})``: the options, as far as they are known, and where."""

    call: Call
    tables: list[Table]


def _for_root(call: Call) -> Value:
    tables = [item for value in call.args for item in options(value) if isinstance(item, Table)]
    call.evaluator.found.append(_Setup(call, tables))
    return call.thing(f"{call.name}()")


def _options_of(evaluator: Evaluator, setup: _Setup) -> dict[str, Value]:
    """The options of ``forRoot``, or those that a factory or a class with ``createGqlOptions`` gives."""
    found: dict[str, Value] = {}
    for table in setup.tables:
        found |= table.entries
        made: Value | None = None
        if "useFactory" in table.entries:
            made = evaluator.call(table.entries["useFactory"], [], {}, setup.call.expr, setup.call.scope)
        for name in ("useClass", "useExisting"):
            for kind in options(table.entries[name]) if name in table.entries else ():
                create = evaluator.attribute(Thing(kind=kind), "createGqlOptions") if isinstance(kind, Kind) else None
                if isinstance(create, Callee):
                    made = evaluator.call(create, [], {}, setup.call.expr, setup.call.scope)
        for item in options(made) if made is not None else ():
            if isinstance(item, Table):
                found |= item.entries
    return found


def finish(evaluator: Evaluator) -> None:
    """The resolvers of the project, mounted where the GraphQL module says."""
    kinds = [
        kind
        for kind in list(evaluator.kinds.values())
        if kind.klass.module.file.role in {"production", "script"} and is_resolver(evaluator, kind, _LIBRARY)
    ]
    if not kinds:
        return
    setups = [item for item in evaluator.found if isinstance(item, _Setup)]
    apps = [item for item in evaluator.found if isinstance(item, App)]
    evaluator.attempt(lambda: _collect(evaluator, kinds, setups, apps))


def _collect(evaluator: Evaluator, kinds: list[Kind], setups: list[_Setup], apps: list[App]) -> None:
    documents = Documents(evaluator.project)
    groups: dict[str, list[Kind]] = {}
    for kind in kinds:
        groups.setdefault(documents.package_of(kind.klass.module.path), []).append(kind)
    for package, members in groups.items():
        here = [item for item in setups if documents.package_of(item.call.place.path) == package]
        near = [item for item in apps if documents.package_of(item.place.path) == package]
        place = here[0].call.place if here else Place(members[0].klass.module.path, members[0].klass.line)
        guards = _everywhere(evaluator, near)
        described = {(kind.name, item.name): item for text in documents.around(place.path)
                     for kind in text.types for item in kind.fields}  # fmt: skip
        for setup, own in _parts(evaluator, here, members):
            api = new_api(evaluator, "nestjs-graphql", setup.call.place if setup is not None else place)
            api.router.entries += [Use(guard) for guard in guards]
            if setup is not None:
                known, conditional = _options_of(evaluator, setup), setup.call.conditional
                api.servers.append(GraphServer("@nestjs/graphql", setup.call.place, known, conditional))
            _mount(api, near)
            for kind in own:
                _add(evaluator, api, kind, described)


def _parts(evaluator: Evaluator, setups: list[_Setup], kinds: list[Kind]) -> list[tuple[_Setup | None, list[Kind]]]:
    """Which resolvers belong to which API: all to the only one, or those of the modules that it includes."""
    found: list[tuple[_Setup | None, list[Kind]]] = []
    for setup in setups:
        included = [one for item in items_of(_options_of(evaluator, setup).get("include")) for one in options(item)]
        names: set[int] = set()
        for module in (item for item in included if isinstance(item, Kind)):
            modules = Modules(evaluator)
            modules.visit(module, None)
            names |= {id(item.klass) for item in modules.providers.get(id(module.klass), [])}
        if names:
            found.append((setup, [kind for kind in kinds if id(kind.klass) in names]))
    taken = {id(kind) for _, own in found for kind in own}
    if not taken:
        return [(setups[0] if setups else None, kinds)]
    return [*found, (None, [kind for kind in kinds if id(kind) not in taken])]


def _add(evaluator: Evaluator, api: GraphApi, kind: Kind, described: dict[tuple[str, str], SdlField]) -> None:
    """The fields of a class, with what the schema's text says of them where there is one."""
    for field in fields_of_class(evaluator, kind, _LIBRARY):
        said = described.get((field.parent, field.name))
        if said is not None:
            field.documented = field.documented or said.described
            field.arguments = said.arguments or field.arguments
            field.type, field.is_list = said.type, said.type.startswith("[")
        api.add(field)


def _everywhere(evaluator: Evaluator, apps: list[App]) -> list[Guard]:
    """The guards of the whole application: ``APP_GUARD`` providers and ``useGlobalGuards``."""
    found: list[Guard] = []
    for app in apps:
        modules = Modules(evaluator)
        modules.visit(app.root, None)
        found += [*modules.guards, *app.guards]
    return list({(guard.name, guard.place): guard for guard in found}.values())


def _mount(api: GraphApi, apps: list[App]) -> None:
    """Where the API is: ``path``, below the global prefix only if ``useGlobalPrefix`` says so."""
    path, prefixed = "/graphql", False
    for server in api.servers:
        path = text_of(server.options.get("path")) or path
        setting = server.options.get("useGlobalPrefix")
        prefixed = prefixed or (isinstance(setting, Known) and setting.value is True)
    prefix = next((app.prefix for app in apps if app.prefix), "") if prefixed else ""
    api.router.prefix = f"{prefix.strip('/')}/{path.strip('/')}".strip("/")


HANDLERS = {
    **dict.fromkeys(
        (f"{_LIBRARY}.GraphQLModule.forRoot", f"{_LIBRARY}.GraphQLModule.forRootAsync"), _for_root,
    ),
}  # fmt: skip
