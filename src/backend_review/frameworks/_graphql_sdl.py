"""GraphQL: the texts and files in the schema language that a project has, and which of them an API was given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from tree_sitter import Node

from backend_review.index import sdl, syntax
from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.index.sdl import Sdl
from backend_review.model.evaluator import Call, Evaluator
from backend_review.model.values import Items, Thing, Unknown, Value, items_of, options, text_of

_TYPE_IN_TEXT = re.compile(
    r"^\s*(?:extend\s+)?(?:type|interface)\s+\w+\s*(?:implements[\w\s&,]*)?(?:@[^{}]*)?\{", re.MULTILINE
)
_TEXTS = {"template_string", "string", "raw_string_literal", "interpreted_string_literal"}
_SUFFIX = re.compile(r"\.(?:graphqls?|gql)$")
_SUBSTITUTION = re.compile(r"\$\{[^{}]*\}")
_NOT_ROLES = {"test", "fixture", "frontend", "migration", "seed"}
_DEPTH = 6


class Documents:
    """The texts of a project in the schema language, by the package they are in."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def package_of(self, path: str) -> str:
        """The folder of the nearest manifest above a file."""
        return self.project.folder_of_manifest(path)

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
        """Everything declared in the package of a file; or in the only other package that declares anything."""
        package = self.package_of(path)
        every = [item for item in [*self.files, *self.texts] if item.types]
        near = [item for item in every if self.package_of(item.path) == package]
        return near or (every if len({self.package_of(item.path) for item in every}) == 1 else [])


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


def read_files(call: Call) -> Value:
    """What ``load_schema_from_path(FOLDER / "x")`` or ``readFileSync(join(__dirname, "x.graphql"))`` reads."""
    texts = [text for value, expr in zip(call.args, call.expr.args, strict=False)
             for text in _paths(call.evaluator, value, expr)]  # fmt: skip
    documents = Documents(call.evaluator.project)
    found: list[Value] = []
    for text in texts:
        wanted = re.compile(
            _glob(text.rpartition("./")[2].strip("/")) + (r"$" if _SUFFIX.search(text) else r"(?:$|/.*)")
        )
        near = call.place.path.split("/")[0]
        hits = [item for item in documents.files if text.strip("./") and wanted.search("/" + item.path)]
        hits = [item for item in hits if item.path.split("/")[0] == near] or hits
        found += [Thing("graphql.Sdl", model=item) for item in hits]
    return Items(found) if found else Thing(f"{call.name}()", made_by=call)


def _paths(evaluator: Evaluator, value: Value, expr: Expr | None) -> Iterator[str]:
    """The end of a path that an expression puts together, as far as it is written: ``HERE / "a" / "b"``."""
    for item in (one for way in items_of(value) for one in options(way)):
        text = text_of(item)
        if text is not None:
            yield text.replace("{?}", "")
        elif isinstance(item, Unknown) and item.expr is not None:
            yield _written_path(evaluator, item.expr, 0)
        elif isinstance(item, Thing) and item.made_by is not None:
            yield "/".join(text for argument in item.made_by.args if (text := text_of(argument)))


def _written_path(evaluator: Evaluator, expr: Expr, depth: int) -> str:
    if expr.kind == "text":
        return str(expr.value)
    if expr.kind == "binary" and expr.name == "/" and depth < _DEPTH:
        return "/".join(part for item in expr.args if (part := _written_path(evaluator, item, depth + 1)))
    if expr.kind == "call":
        return "/".join(str(item.value) for item in expr.args if item.kind == "text")
    return ""


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
