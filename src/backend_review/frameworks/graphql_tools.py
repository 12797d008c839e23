"""GraphQL in JavaScript, schema first: ``makeExecutableSchema`` and its like, ``gql`` texts, and maps of resolvers.

https://the-guild.dev/graphql/tools/docs/generate-schema and https://github.com/apollographql/graphql-tag
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.frameworks._graphql import Resolvers, SchemaFirst, api_of, join, new_api
from backend_review.frameworks._graphql_sdl import Documents, declared_by, read_files, sdl_of
from backend_review.index.program import Module
from backend_review.index.sdl import Sdl
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi
from backend_review.model.routes import Mount
from backend_review.model.values import Library, Namespace, Table, Thing, Unknown, Value, options

_SERVERS = re.compile(
    r"\b(?:new ApolloServer|createYoga|makeExecutableSchema|createSchema|new GraphQLServer|graphqlHTTP|mercurius)\b"
)
_SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".jsx", ".tsx")
_HAS_MAPS = re.compile(r"\b(?:Query|Mutation|Subscription)\b|[rR]esolver")


def _gql(call: Call) -> Value:
    """The ``gql`` tag, and the function of that name."""
    made = call.thing("graphql.Sdl", Sdl(call.place.path))
    if call.expr.args:
        node = call.expr.args[0].node
        holder = node.parent if node.type in {"string_fragment", "template_substitution", "escape_sequence"} else node
        if holder is not None:
            made.model = sdl_of(call.scope.module, holder)
    return made


def schema_first(call: Call, given: Value | None, framework: str) -> GraphApi:
    """The API of a table with ``typeDefs`` and ``resolvers``; the one of its ``schema`` when it has that."""
    table = next((item for item in options(given) if isinstance(item, Table)), None) if given is not None else None
    entries = table.entries if table is not None else {}
    known = api_of(call.evaluator, entries.get("schema"))
    if known is not None:
        return known
    api = new_api(call.evaluator, framework, call.place)
    made = SchemaFirst(api)
    for name in ("typeDefs", "schema"):
        if name in entries:
            made.types.append(entries[name])
    for name in ("resolvers", "rootValue"):
        if name in entries:
            made.resolvers.append(entries[name])
    if "modules" in entries:
        made.types.append(entries["modules"])
        made.resolvers.append(entries["modules"])
    call.evaluator.found.append(made)
    return api


def _make(call: Call) -> Value:
    api = schema_first(call, call.arg(0), "graphql")
    return call.thing("graphql.Schema", api.router)


def _same(call: Call) -> Value:
    """What gives a schema that is made of the one it is given: ``applyMiddleware(schema, permissions)``."""
    for value in call.args:
        api = api_of(call.evaluator, value)
        if api is not None:
            for other in call.args:
                if other is not value:
                    _shield(api, other)
            return call.thing("graphql.Schema", api.router)
    return Unknown(call.expr)


def _shield(api: GraphApi, value: Value) -> None:
    """Middleware around resolvers (graphql-shield): what each field's rule is."""
    api.shields += [item for item in options(value) if isinstance(item, Thing) and item.made_by is not None]


def mount(call: Call, api: GraphApi, app: Value | None, path: str) -> None:
    """``server.applyMiddleware({ app, path })``."""
    for item in options(app) if app is not None else ():
        router = getattr(item.model, "router", item.model) if isinstance(item, Thing) else None
        if router is not None and hasattr(router, "entries"):
            router.entries.append(Mount(path, api.router, call.place, [], call.conditional))


def finish(evaluator: Evaluator) -> None:
    """Join schemas with resolvers, for all APIs that are described by texts."""
    _unfollowed(evaluator)
    waiting = [
        item for item in evaluator.found if isinstance(item, SchemaFirst) and item.api.place.path.endswith(_SCRIPTS)
    ]
    if not waiting:
        return
    documents = Documents(evaluator.project)
    for made in waiting:
        resolvers = Resolvers(evaluator)
        for value in made.resolvers:
            evaluator.attempt(lambda value=value, resolvers=resolvers: resolvers.read(value))  # type: ignore[misc]
        texts = declared_by(evaluator, made.types, documents, made.api.place.path)
        evaluator.attempt(lambda r=resolvers, t=texts, m=made: _scattered(evaluator, r, t, documents, m))  # type: ignore[misc]
        join(made.api, texts, resolvers.found)


def _unfollowed(evaluator: Evaluator) -> None:
    """Servers that are made where the program's start was not followed: what is known without their surroundings."""
    seen = {api.place.path for api in evaluator.found if isinstance(api, GraphApi)}
    if not any("graphql" in name for name in evaluator.handlers):
        return
    for module in evaluator.project.modules("javascript"):
        production = module.file.role in {"production", "script"}
        if production and module.path not in seen and _SERVERS.search(module.file.text):
            evaluator.attempt(lambda module=module: _calls(evaluator, module))  # type: ignore[misc]


def _calls(evaluator: Evaluator, module: Module) -> None:
    scope = evaluator.scope_of(module.path)
    if scope is None:
        return
    for call in module.calls_in(module.tree.root_node):
        if call.target is None or not _SERVERS.search(f"{'new ' if call.name else ''}{call.target.name}"):
            continue
        callee = evaluator.evaluate(call.target, scope)
        if any(isinstance(item, Library) and item.name in evaluator.handlers for item in options(callee)):
            evaluator.evaluate(call, scope)


def _scattered(
    evaluator: Evaluator, resolvers: Resolvers, texts: list[Sdl], documents: Documents, made: SchemaFirst
) -> None:
    """Maps of resolvers that a folder's loader puts together: what modules offer whose keys are the schema's fields."""
    fields = {(kind.name, item.name) for text in texts for kind in text.types for item in kind.fields}
    roots = {pair for text in texts for kind in text.types if text.root_of(kind.name)
             for pair in ((kind.name, item.name) for item in kind.fields)}  # fmt: skip
    if not roots or roots <= resolvers.found.keys():
        return
    types = {name for name, _ in fields}
    package = documents.package_of(made.api.place.path)
    for module in evaluator.project.modules("javascript"):
        if module.file.role not in {"production", "script"} or not _HAS_MAPS.search(module.file.text + module.path):
            continue
        if documents.package_of(module.path) != package:
            continue
        for name, value in _offered(evaluator, module):
            _offer(resolvers, name, value, types, fields)


def _offered(evaluator: Evaluator, module: Module) -> Iterator[tuple[str, Value]]:
    scope = evaluator.scope_of(module.path)
    if scope is None:
        return
    stem = module.path.rpartition("/")[2].partition(".")[0]
    for name in ("default", "="):
        value = evaluator.member(module.path, name)
        if value is not None and not isinstance(value, Namespace):
            yield stem, value
    for name, value in list(scope.names.items()):
        if isinstance(value, Table) and name not in {"module", "exports"}:
            yield name, value


def _offer(resolvers: Resolvers, name: str, value: Value, types: set[str], fields: set[tuple[str, str]]) -> None:
    for item in options(value):
        if not isinstance(item, Table):
            continue
        for key, below in item.entries.items():
            if key in types and isinstance(below, Table):
                resolvers.type(key, below)
        own = next((kind for kind in types if kind.lower() == name.lower()), "")
        if own and any((own, key) in fields for key in item.entries):
            resolvers.type(own, item)


_TAGS = (
    "graphql-tag", "graphql-tag.default", "graphql-tag.gql", "apollo-server.gql", "apollo-server-express.gql",
    "apollo-server-koa.gql", "apollo-server-fastify.gql", "apollo-server-lambda.gql", "apollo-server-core.gql",
    "apollo-server-micro.gql", "apollo-server-hapi.gql", "graphql-modules.gql", "mercurius-codegen.gql",
    "@apollo/server.gql", "graphql-yoga.gql", "@graphql-tools/utils.gql",
)  # fmt: skip
_MAKERS = (
    "@graphql-tools/schema.makeExecutableSchema", "graphql-tools.makeExecutableSchema",
    "apollo-server.makeExecutableSchema", "apollo-server-express.makeExecutableSchema", "graphql-yoga.createSchema",
    "@apollo/subgraph.buildSubgraphSchema", "@apollo/federation.buildFederatedSchema",
    "graphql-modules.createApplication",
    "apollo-server-koa.makeExecutableSchema", "apollo-server-fastify.makeExecutableSchema",
    "graphql-yoga.makeExecutableSchema",
)  # fmt: skip
_READERS = (
    "fs.readFileSync", "fs/promises.readFile", "graphql-import.importSchema", "@graphql-tools/load.loadSchemaSync",
    "@graphql-tools/load.loadSchema", "@graphql-tools/load.loadTypedefsSync", "@graphql-tools/load-files.loadFilesSync",
    "@graphql-tools/load-files.loadFiles", "merge-graphql-schemas.fileLoader",
)  # fmt: skip
HANDLERS = {
    **dict.fromkeys(_TAGS, _gql),
    **dict.fromkeys(_MAKERS, _make),
    **dict.fromkeys(_READERS, read_files),
    **dict.fromkeys(
        ("graphql-middleware.applyMiddleware", "@graphql-tools/schema.addResolversToSchema",
         "graphql-constraint-directive.constraintDirective", "@graphql-tools/wrap.wrapSchema"), _same,
    ),
}  # fmt: skip
