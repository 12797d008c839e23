"""GraphQL's schema language: the types and fields that a file or a text declares, parsed with graphql-core.

https://spec.graphql.org/October2021/#sec-Type-System
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphql.language import ast

# Documents of clients declare no types; they are not parsed.
_DECLARES = re.compile(
    r"^[ \t]*(?:extend[ \t]+)?(?:type|schema|interface|input|enum|scalar|union|directive)\b(?![ \t]*[:,(])",
    re.MULTILINE,
)
_MAX_TOKENS = 400_000
ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}


@dataclass(slots=True)
class SdlDirective:
    """A directive on a field or type: ``@auth(requires: ADMIN)``, its arguments as they are written."""

    name: str
    arguments: tuple[str, ...]


@dataclass(slots=True)
class SdlField:
    """A field of a type; ``type`` as it is written (``[User!]!``), ``line`` from 1 in the file that holds it."""

    name: str
    type: str
    line: int
    arguments: tuple[str, ...] = ()
    described: bool = False
    directives: tuple[SdlDirective, ...] = ()


@dataclass(slots=True)
class SdlType:
    """An object or interface type, or an extension of one; enums and the like have no fields."""

    name: str
    kind: str  # object, interface, input, enum, scalar, union
    line: int
    fields: list[SdlField] = field(default_factory=list)
    directives: tuple[SdlDirective, ...] = ()


@dataclass(slots=True)
class Sdl:
    """What a text declares. ``roots`` are the root types by operation where a ``schema { … }`` says so.

    ``error`` is the line and the reason of a text that is not GraphQL; it then declares nothing.
    """

    path: str
    types: list[SdlType] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    error: tuple[int, str] | None = None

    def root_of(self, name: str) -> str:
        """The operation (query, mutation, subscription) whose root type has this name; "" for other types."""
        return next((kind for kind, root in (ROOTS | self.roots).items() if root == name), "")


def declares(text: str) -> bool:
    """Whether a text may declare types."""
    return _DECLARES.search(text) is not None


@lru_cache(maxsize=1024)
def parse(path: str, text: str, first_line: int = 1) -> Sdl:
    """What a text of a file declares; ``first_line`` is the line of the file that it begins on."""
    made = Sdl(path)
    if not declares(text):
        return made
    from graphql import GraphQLError  # late: only projects that use GraphQL need it
    from graphql import parse as parse_document

    try:
        document = parse_document(text, max_tokens=_MAX_TOKENS)
    except GraphQLError as error:
        line = error.locations[0].line if error.locations else 1
        made.error = (line + first_line - 1, error.message)
        return made
    except (RecursionError, ValueError) as error:
        made.error = (first_line, type(error).__name__)
        return made
    for definition in document.definitions:
        _define(made, definition, first_line - 1)
    return made


def _define(made: Sdl, definition: ast.DefinitionNode, offset: int) -> None:
    kind = definition.kind.removesuffix("_definition").removesuffix("_extension").removesuffix("_type")
    if kind == "schema":
        for operation in getattr(definition, "operation_types", ()) or ():
            made.roots[operation.operation.value] = operation.type.name.value
        return
    if kind not in {"object", "interface", "input_object", "enum", "scalar", "union"}:
        return
    name = getattr(definition, "name", None)
    if name is None:
        return
    item = SdlType(name.value, kind.removesuffix("_object"), _line(name, offset), directives=_directives(definition))
    for inner in (getattr(definition, "fields", ()) or ()) if kind in {"object", "interface", "input_object"} else ():
        item.fields.append(
            SdlField(
                inner.name.value,
                _written(inner.type),
                _line(inner.name, offset),
                tuple(argument.name.value for argument in getattr(inner, "arguments", ()) or ()),
                getattr(inner, "description", None) is not None,
                _directives(inner),
            )
        )
    made.types.append(item)


def _directives(node: ast.Node) -> tuple[SdlDirective, ...]:
    return tuple(
        SdlDirective(item.name.value, tuple(_written(argument.value) for argument in item.arguments or ()))
        for item in getattr(node, "directives", ()) or ()
    )


def _written(node: ast.Node) -> str:
    """A node as it is written, on one line."""
    return " ".join(node.loc.source.body[node.loc.start : node.loc.end].split()) if node.loc is not None else ""


def _line(node: ast.Node, offset: int) -> int:
    return offset + (node.loc.start_token.line if node.loc is not None else 1)
