"""gqlgen: the schema files that ``gqlgen.yml`` names, joined with the methods that its generated code calls.

https://gqlgen.com/config/ and https://gqlgen.com/getting-started/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.frameworks._graphql import Resolver, join, new_api, same_name, serve
from backend_review.frameworks._graphql_sdl import Documents
from backend_review.frameworks.support import place_of_function
from backend_review.index.program import Function, Module
from backend_review.index.sdl import Sdl
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphUse
from backend_review.model.routes import Handler, Place
from backend_review.model.values import Thing, Value
from backend_review.project.source import SourceFile

_HANDLER = "github.com/99designs/gqlgen/graphql/handler"
_CONFIGURATION = re.compile(r"(?:^|/)\.?gqlgen\.ya?ml$")
_RECEIVER = re.compile(r"(?i)resolver$")
_MAX_BYTES = 200_000


def _server(call: Call) -> Value:
    """``handler.New(schema)`` and ``handler.NewDefaultServer(schema)``: their routes come when all is known."""
    known = [item for item in call.evaluator.found if isinstance(item, GraphApi) and item.framework == "gqlgen"]
    api = known[0] if known else new_api(call.evaluator, "gqlgen", call.place)
    made = serve(call, api, call.name.rpartition("/")[2], "gqlgen.Server")
    api.servers[-1].uses.append(GraphUse(call.name.rpartition(".")[2], call.place, call.evaluator.conditional > 0))
    return made


def _use(call: Call) -> Value | None:
    """``server.Use(extension.FixedComplexityLimit(200))``, ``server.Use(extension.Introspection{})``."""
    model = call.receiver.model if call.receiver is not None else None
    for api in (item for item in call.evaluator.found if isinstance(item, GraphApi) and item.router is model):
        for value in call.args:
            name = value.type if isinstance(value, Thing) else ""
            name = name.removesuffix("()").rpartition(".")[2]
            api.servers[-1].uses.append(GraphUse(name, call.place, call.conditional))
    return None


def _playground(call: Call) -> Value:
    """``playground.Handler("GraphQL", "/query")``: a page for people, wherever it is mounted."""
    call.evaluator.found.append(GraphUse("playground", call.place, call.evaluator.conditional > 0))
    return call.thing("gqlgen.Playground")


def finish(evaluator: Evaluator) -> None:
    """The API of every configuration of gqlgen, or the one that stands alone when the server's making was seen."""
    project = evaluator.project
    configured = [file for path, file in sorted(project.files.items()) if _CONFIGURATION.search(path)]
    known = [item for item in evaluator.found if isinstance(item, GraphApi) and item.framework == "gqlgen"]
    if not configured and not known:
        return
    documents = Documents(project)
    for number, file in enumerate(configured or [None]):
        place = Place(file.path, 1) if file is not None else known[0].place
        api = known[0] if known and number == 0 else new_api(evaluator, "gqlgen", place)
        texts = _schema(file, documents) if file is not None else documents.around(place.path)
        resolvers = dict(_resolvers(project.modules("go"), texts, documents.package_of(place.path), documents))
        join(api, texts, resolvers)
        pages = [item for item in evaluator.found if isinstance(item, GraphUse)]
        if number == 0 and api.servers:
            api.servers[-1].uses += pages


def _schema(file: SourceFile, documents: Documents) -> list[Sdl]:
    """The schema files that a configuration names, by patterns from its own folder."""
    import yaml  # late: few projects have such a configuration

    try:
        loaded = yaml.safe_load(file.text) if len(file.data) < _MAX_BYTES else None
    except (yaml.YAMLError, RecursionError):
        loaded = None
    named = loaded.get("schema") if isinstance(loaded, dict) else None
    patterns = [named] if isinstance(named, str) else [item for item in named or [] if isinstance(item, str)]
    folder = file.path.rpartition("/")[0]
    found = []
    for pattern in patterns or ["*.graphql", "*.graphqls"]:
        regex = re.compile(_pattern(f"{folder}/{pattern}".lstrip("/")))
        found += [item for item in documents.files if regex.fullmatch(item.path) and item not in found]
    return found


def _pattern(glob: str) -> str:
    parts: list[str] = []
    for part in glob.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    written = "/".join(parts)
    return re.sub(r"\\\*\\\*/|\\\*|\\\?", lambda m: {"\\*\\*/": "(?:.*/)?", "\\*": "[^/]*", "\\?": "[^/]"}[m.group()],
                  re.escape(written))  # fmt: skip


def _resolvers(
    modules: Iterator[Module], texts: list[Sdl], package: str, documents: Documents
) -> Iterator[tuple[tuple[str, str], Resolver]]:
    """Methods of types called like ``queryResolver``, by the fields whose names they have."""
    names = {same_name(kind.name): kind.name for text in texts for kind in text.types if kind.kind == "object"}
    fields = {
        (kind.name, same_name(item.name)): item.name for text in texts for kind in text.types for item in kind.fields
    }
    for module in modules:
        if module.file.role != "production" or b"esolver)" not in module.file.data:
            continue
        if documents.package_of(module.path) != package:
            continue
        for function in _methods(module):
            type = names.get(same_name(_RECEIVER.sub("", function.receiver[1].lstrip("*"))), "")
            name = fields.get((type, same_name(function.name)))
            if name is not None:
                owner = function.receiver[1].lstrip("*")
                handler = Handler(f"{owner}.{function.name}", place_of_function(function), function)
                yield (type, name), Resolver(handler)


def _methods(module: Module) -> Iterator[Function]:
    for statement in module.body:
        function = statement.function
        if function is not None and _RECEIVER.search(function.receiver[1]):
            yield function


HANDLERS = {
    f"{_HANDLER}.New": _server,
    f"{_HANDLER}.NewDefaultServer": _server,
    "gqlgen.Server.Use": _use,
    "github.com/99designs/gqlgen/graphql/playground.Handler": _playground,
}
