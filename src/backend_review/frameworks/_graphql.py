"""GraphQL: what its libraries have in common - the schema language, resolvers by the fields they resolve, endpoints.

A library's module puts a ``GraphApi`` into what is found, and gives the program an object that stands for the API's
router, so that web frameworks mount it as they mount any other router. Schema and resolvers are joined at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tree_sitter import Node

from backend_review.frameworks.support import known_as, place_of_function, text_of_expr
from backend_review.index import sdl, syntax
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module
from backend_review.index.project import Project
from backend_review.index.sdl import Sdl, SdlField, SdlType
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.graphql import GraphApi, GraphField, GraphServer
from backend_review.model.routes import Guard, Handler, Place, Router
from backend_review.model.values import Callee, Kind, Library, Table, Thing, Unknown, Value, items_of, options, text_of

SCHEMA = "graphql.Schema"
_TYPE_IN_TEXT = re.compile(
    r"^\s*(?:extend\s+)?(?:type|interface)\s+\w+\s*(?:implements[\w\s&,]*)?(?:@[^{}]*)?\{", re.MULTILINE
)
_TEXTS = {"template_string", "string", "raw_string_literal", "interpreted_string_literal"}
_SUBSTITUTION = re.compile(r"\$\{[^{}]*\}")
_MANIFESTS = ("package.json", "go.mod", "pyproject.toml", "setup.py", "manage.py", "requirements.txt", "Pipfile")
_NOT_ROLES = {"test", "fixture", "frontend", "migration", "seed"}
_MERGES = re.compile(r"(?i)merge|assign|compose|combine|concat|flat|all|wrap")
_DEPTH = 6
# Directives that say something of the schema (the specification's, Federation's, gqlgen's), nothing of callers.
_OF_THE_SCHEMA = {
    "deprecated", "specifiedBy", "oneOf", "key", "external", "requires", "provides", "shareable", "inaccessible", "tag",
    "override", "extends", "link", "doc", "goField", "goModel", "goTag", "goEnum", "goExtraField", "cacheControl",
}  # fmt: skip


# Endpoints and servers


def api_of(evaluator: Evaluator, value: Value | None) -> GraphApi | None:
    """The API that a value stands for: a schema, or a server that was given one."""
    for item in options(value) if value is not None else ():
        model = item.model if isinstance(item, Thing) else None
        if isinstance(model, Router) and model.endpoint:
            return next((api for api in evaluator.found if isinstance(api, GraphApi) and api.router is model), None)
    return None


def new_api(evaluator: Evaluator, framework: str, place: Place) -> GraphApi:
    """A new API among what is found."""
    api = GraphApi(framework, place)
    evaluator.found += [api, api.router]
    return api


def serve(call: Call, api: GraphApi, library: str, type: str = SCHEMA, given: Value | None = None) -> Thing:
    """The object that stands for an API's server; its options are those of the call, or of a table of them."""
    known = dict(call.named)
    for item in options(given) if given is not None else ():
        if isinstance(item, Table):
            known |= item.entries
    api.servers.append(GraphServer(library, call.place, known, call.evaluator.conditional > 0))
    return call.thing(type, api.router)


# Schema-first: texts and files in the schema language


@dataclass(slots=True, eq=False)
class SchemaFirst:
    """An API whose schema is text: what it was given as type definitions and as resolvers, to be joined at the end."""

    api: GraphApi
    types: list[Value] = field(default_factory=list)
    resolvers: list[Value] = field(default_factory=list)


class Documents:
    """The texts of a project in the schema language, by the package they are in."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._packages: dict[str, str] = {}

    def package_of(self, path: str) -> str:
        """The folder of the nearest manifest above a file."""
        folder = path.rpartition("/")[0]
        if folder not in self._packages:
            root = next((file.root for file in self.project.files.values()), None)
            here = root is None or any((root / folder / name).is_file() for name in _MANIFESTS)
            self._packages[folder] = folder if here or not folder else self.package_of(folder)
        return self._packages[folder]

    @cached_property
    def files(self) -> list[Sdl]:
        """The schema files that are not of tests."""
        return [
            sdl.parse(file.path, file.text)
            for path, file in sorted(self.project.files.items())
            if file.language == "graphql" and file.role not in _NOT_ROLES and sdl.declares(file.text)
        ]

    @cached_property
    def texts(self) -> list[Sdl]:
        """What string literals of the code declare."""
        return [found for module in self._modules() for found in texts_in(module)]

    def _modules(self) -> Iterator[Module]:
        for path, file in sorted(self.project.files.items()):
            if file.role not in _NOT_ROLES and file.language in syntax.LANGUAGES and _TYPE_IN_TEXT.search(file.text):
                module = self.project.module(path)
                if module is not None:
                    yield module

    def around(self, path: str) -> list[Sdl]:
        """Everything declared in the package of a file; in the whole project when nothing is declared there."""
        package = self.package_of(path)
        every = [item for item in [*self.files, *self.texts] if item.types]
        near = [item for item in every if self.package_of(item.path) == package]
        return near or every


def texts_in(module: Module) -> Iterator[Sdl]:
    """What the string literals of a module declare in the schema language."""
    for node in syntax.walk(module.tree.root_node):
        if node.type in _TEXTS:
            text = module.text(node)
            if _TYPE_IN_TEXT.search(text):
                found = sdl_of(module, node)
                if found.types:
                    yield found


def sdl_of(module: Module, node: Node) -> Sdl:
    """What a string literal declares; what is put into a template is left out."""
    text = module.text(node)
    for quote in ('"""', "'''", "`", '"', "'"):
        start = text.find(quote)
        if 0 <= start <= 3 and text.endswith(quote):
            text = " " * (start + len(quote)) + text[start + len(quote) : -len(quote)]
            break
    return sdl.parse(module.path, _SUBSTITUTION.sub(" ", text), int(node.start_point[0]) + 1)


def declared_by(evaluator: Evaluator, values: Iterable[Value], documents: Documents, path: str) -> list[Sdl]:
    """What values declare that an API was given as type definitions; None of it known: all of the package."""
    texts = {id(item): item for value in values for item in _sdl_values(value, documents, 0)}
    return list(texts.values()) or documents.around(path)


def _sdl_values(value: Value, documents: Documents, depth: int) -> Iterator[Sdl]:
    for item in (one for way in items_of(value) for one in options(way)):
        text = text_of(item)
        if isinstance(item, Thing) and isinstance(item.model, Sdl):
            yield item.model
        elif text is not None:
            yield from _of_text(text, documents)
        elif isinstance(item, Thing) and item.made_by is not None and depth < _DEPTH:  # mergeTypeDefs([a, b])
            for argument in [*item.made_by.args, *item.made_by.named.values()]:
                yield from _sdl_values(argument, documents, depth + 1)


def _of_text(text: str, documents: Documents) -> Iterator[Sdl]:
    """A text that is the schema itself, or says which files hold it."""
    if sdl.declares(text):
        bare = re.sub(r"\s|\{\?\}", "", text)
        known = (item for item in documents.texts if item.types)
        yield from (item for item in known if _has_all(bare, item))
    elif re.search(r"\.(?:graphqls?|gql)$|\*", text):
        pattern = re.compile(_glob(text.rpartition("./")[2].lstrip("/")) + "$")
        yield from (item for item in documents.files if pattern.search("/" + item.path))


def _has_all(bare: str, item: Sdl) -> bool:
    """Whether a text without its white space has the types of a literal."""
    return (
        bool(item.types)
        and all(f"{kind.name}{rest}" in bare for kind in item.types[:3] for rest in ("",) if kind.fields)
        and all(f"{field.name}" in bare for kind in item.types[:3] for field in kind.fields[:3])
    )


def _glob(pattern: str) -> str:
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\{[^{}]*\})", pattern)
    plain = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "/" + "".join(
        plain[part] if part in plain
        else "(?:" + "|".join(re.escape(word) for word in part[1:-1].split(",")) + ")" if part.startswith("{")
        else re.escape(part)
        for part in parts
    )  # fmt: skip


# Resolvers


@dataclass(slots=True, eq=False)
class Resolver:
    """What resolves a field, and the guards that are wrapped around it."""

    handler: Handler
    guards: list[Guard] = field(default_factory=list)


class Resolvers:
    """Resolvers by type and field, as far as maps of them can be followed."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.found: dict[tuple[str, str], Resolver] = {}

    def read(self, value: Value | None, depth: int = 0) -> None:
        """A map of types to maps of fields, in any of the ways in which people put them together."""
        for item in (one for way in items_of(value) for one in options(way)):
            if isinstance(item, Table):
                for name, below in item.entries.items():
                    self.type(name, below)
            elif isinstance(item, Thing) and item.made_by is not None and depth < _DEPTH:
                merges = _MERGES.search(item.made_by.name.rpartition(".")[2])
                for argument in item.made_by.args if merges else ():
                    self.read(argument, depth + 1)

    def type(self, name: str, value: Value) -> None:
        """The fields of one type."""
        for item in options(value):
            if isinstance(item, Table):
                for field_name, resolver in item.entries.items():
                    self.add(name, field_name, resolver)
            elif isinstance(item, Thing) and item.made_by is not None:
                for argument in item.made_by.args:
                    self.type(name, argument)

    def add(self, type: str, name: str, value: Value) -> None:
        """The resolver of a field; ``{ subscribe, resolve }`` counts as its ``resolve`` or ``subscribe``."""
        resolver = resolver_of(self.evaluator, value)
        if resolver is not None:
            self.found.setdefault((type, name), resolver)


def resolver_of(evaluator: Evaluator, value: Value, depth: int = 0) -> Resolver | None:
    """The function that a resolver is, freed of what is wrapped around it (``isAuthenticated(resolve)``)."""
    for item in options(value):
        if isinstance(item, Callee):
            guards = decorators_of(item)
            return Resolver(Handler(_name(item.function), place_of_function(item.function), item.function), guards)
        if isinstance(item, Table):
            inner = item.entries.get("subscribe") or item.entries.get("resolve")
            return resolver_of(evaluator, inner, depth + 1) if inner is not None and depth < _DEPTH else None
        if isinstance(item, Thing) and item.made_by is not None and depth < _DEPTH:
            made = item.made_by
            found = [resolver_of(evaluator, argument, depth + 1) for argument in made.args]
            known = [one for one in found if one is not None]
            if known:
                last = known[-1]
                name = made.name.rpartition("/")[2].rpartition(".")[2]
                around = [Guard(one.handler.name, one.handler.place, one.handler.function) for one in known[:-1]]
                return Resolver(last.handler, [Guard(name, made.place), *around, *last.guards])
        if isinstance(item, Unknown) and item.expr is not None and depth < _DEPTH:
            return _written(evaluator, item.expr)
        if isinstance(item, Library):
            return Resolver(Handler(item.name.rpartition(".")[2], Place("", 0)))
    return None


def _written(evaluator: Evaluator, expr: Expr) -> Resolver | None:
    """A resolver of which only the expression is known: a call whose last argument may be a function."""
    inner = expr.args[-1] if expr.kind == "call" and expr.args else None
    guard = text_of_expr(expr.target) if expr.kind == "call" and expr.target is not None else ""
    if inner is not None and inner.kind == "func" and guard:
        return Resolver(Handler(text_of_expr(expr)[:40], Place("", 0)), [Guard(guard, Place("", 0))])
    return None


def decorators_of(function: Callee) -> list[Guard]:
    """The decorators of a resolver as guards: ``@login_required``."""
    module = function.function.module
    found = []
    for expr, value in zip(function.function.decorators, function.decorators, strict=False):
        target = expr.target if expr.kind == "call" and expr.target is not None else expr
        inner = next((item for item in options(value) if isinstance(item, Callee)), None)
        texts = tuple(text_of_expr(argument) for argument in expr.args)
        place = Place(module.path, int(expr.node.start_point[0]) + 1)
        found.append(
            Guard(module.text(target.node), place, inner.function if inner is not None else None, texts, value)
        )
    return found


def _name(function: Function) -> str:
    owner = f"{function.owner.name}." if function.owner is not None else ""
    return owner + (function.name or known_as(function) or "resolver")


# Joining


def join(api: GraphApi, documents: Iterable[Sdl], resolvers: dict[tuple[str, str], Resolver]) -> None:
    """The fields that texts declare, with what resolves them."""
    texts = list(documents)
    for text in texts:
        for kind in text.types:
            operation = next((found for item in (text, *texts) if (found := item.root_of(kind.name))), "")
            if kind.kind == "object":
                for item in kind.fields:
                    api.add(_field(text, kind, item, operation, resolvers.get((kind.name, item.name))))


def _field(text: Sdl, kind: SdlType, item: SdlField, operation: str, resolver: Resolver | None) -> GraphField:
    place = Place(text.path, item.line)
    guards = [
        Guard(f"@{used.name}", place, arguments=used.arguments)
        for used in (*kind.directives, *item.directives)
        if used.name not in _OF_THE_SCHEMA
    ]
    handler = resolver.handler if resolver is not None and resolver.handler.place.path else None
    if resolver is not None:
        handler = handler or Handler(resolver.handler.name, place)
        guards += resolver.guards
    made = GraphField(kind.name, item.name, item.type, place, operation, item.arguments, handler, guards)
    made.documented, made.is_list = item.described, item.type.startswith("[")
    return made


def same_name(name: str) -> str:
    """A name without the ways in which languages write it: ``userID``, ``user_id``, ``UserId``."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def camel(name: str) -> str:
    """``all_users`` as GraphQL writes it: ``allUsers``."""
    head, *rest = name.lstrip("_").split("_")
    return "_" * (len(name) - len(name.lstrip("_"))) + head + "".join(part[:1].upper() + part[1:] for part in rest)


def kinds_named(evaluator: Evaluator, base: str) -> Iterator[Kind]:
    """The project's classes that derive from a library's class, by the end of its name."""
    for kind in list(evaluator.kinds.values()):
        if any(name.endswith(base) for name in kind.libraries()):
            yield kind
