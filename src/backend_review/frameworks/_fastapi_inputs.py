"""FastAPI: where each parameter of a handler comes from, and what its declaration checks.

https://fastapi.tiangolo.com/reference/parameters/ and https://fastapi.tiangolo.com/tutorial/body/
"""

from __future__ import annotations

import re

from backend_review.index.program import Function, Module, Parameter
from backend_review.model.inputs.data import Check, Depends, Input, Request, Taint
from backend_review.model.inputs.schemas import Types, bounded_by, check_of, checked_by
from backend_review.model.routes import FoundRoute, Place
from backend_review.model.values import Callee, Kind, Thing, Value, options

_MARKER = re.compile(r"\b(?:fastapi\.|params\.)?(Query|Path|Body|Form|File|Header|Cookie|Depends|Security)\(")
_SOURCES = {"Query": "query", "Path": "path", "Body": "body", "Form": "body", "File": "file", "Header": "header",
            "Cookie": "cookie"}  # fmt: skip
_REQUEST = re.compile(r"\b(Request|HTTPConnection|WebSocket)\b")
_OTHERS = re.compile(r"\b(Response|BackgroundTasks|SecurityScopes|AsyncSession|Session)\b")
_SCALARS = re.compile(
    r"^(?:Optional\[|Union\[)?\s*(str|int|float|bool|UUID|uuid\.UUID|datetime|date|Decimal|bytes|Literal|EmailStr)\b"
)
_MAPPINGS = re.compile(r"^(?:Optional\[)?\s*(?:typing\.)?(dict|Dict|Any|list|List|Mapping|object|Json)\b")
_MAX_DEPTH = 4


def takes(found: FoundRoute, function: Function, types: Types) -> dict[str, Taint | Depends]:
    """What the parameters of a handler are filled with."""
    return _takes(found, function, types, 0)


def _takes(found: FoundRoute, function: Function, types: Types, depth: int) -> dict[str, Taint | Depends]:
    given: dict[str, Taint | Depends] = {}
    for parameter in function.parameters:
        if parameter.name and parameter.name not in {"self", "cls"}:
            value = _parameter(found, function.module, parameter, types, depth)
            if value:
                given[parameter.name] = value
    return given


def _parameter(
    found: FoundRoute, module: Module, parameter: Parameter, types: Types, depth: int
) -> Taint | Depends | None:
    default = module.text(parameter.default.node) if parameter.default is not None else ""
    annotation = _written(parameter, module, types)
    marker = _MARKER.search(default) or _MARKER.search(annotation)
    if marker is not None and marker.group(1) in {"Depends", "Security"}:
        return _dependency(found, module, parameter, types, depth)
    if _REQUEST.search(annotation) and marker is None:
        return frozenset({Request("fastapi.Request")})
    if _OTHERS.search(annotation):
        return None
    place = Place(module.path, int(parameter.node.start_point[0]) + 1)
    type = _inner(annotation)
    kind = types.kind(type, module) if type else None
    source = _source(found, parameter, marker.group(1) if marker else "", annotation, type, kind)
    if not source:
        return None
    what = f"{source} {parameter.name}"
    check: Check | None = None
    if source == "body":
        check = check_of(kind, "body")
        if check is None and marker is not None and _SCALARS.match(type):
            check = Check(what, f"FastAPI: {type}", place)
    elif type and type not in {"str", "bytes"}:
        check = Check(what, f"FastAPI: {type}", place)
    enum = kind is not None and any("Enum" in _name(base) for level in kind.lineage() for base in level.bases)
    bounded = bounded_by(f"{default} {annotation}") or enum
    named = "" if source == "body" and not _SCALARS.match(type) else parameter.name
    optional = re.search(r"\bNone\b", default or annotation) is not None
    return frozenset({Input(source, named, place, type, kind, check, bounded, optional=optional)})


def _name(value: Value) -> str:
    return str(getattr(value, "name", "")) or (value.klass.name if isinstance(value, Kind) else "")


def _source(found: FoundRoute, parameter: Parameter, marker: str, annotation: str, type: str, kind: Kind | None) -> str:
    if marker:
        return _SOURCES[marker]
    if f"{{{parameter.name}}}" in found.path:
        return "path"
    if "UploadFile" in annotation:
        return "file"
    if kind is not None and checked_by(kind):
        return "body"
    if _SCALARS.match(type):
        return "query"
    if _MAPPINGS.match(type) and not re.match(r"(?:list|List)\[(?:str|int)", type):
        return "body" if found.methods[0] in {"POST", "PUT", "PATCH"} else ""
    if kind is not None and any("Enum" in _name(base) for level in kind.lineage() for base in level.bases):
        return "query"
    return "query" if not type else ""


def _inner(annotation: str) -> str:
    """The type in ``Annotated[T, …]``, ``Optional[T]``, ``T | None``."""
    text = annotation.strip()
    for _ in range(3):
        wrapped = re.match(r"(?:typing\.)?(?:Annotated|Optional)\s*\[\s*(.*)\]$", text, re.DOTALL)
        if wrapped is None:
            break
        text = _first(wrapped.group(1))
    return text.partition("|")[0].strip() if not text.startswith("None") else text.partition("|")[2].strip()


def _first(text: str) -> str:
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign in "[(") - (sign in "])")
        if sign == "," and depth == 0:
            return text[:index].strip()
    return text.strip()


def _written(parameter: Parameter, module: Module, types: Types) -> str:
    """The annotation; of an alias (``PageSize = Annotated[int, Query(le=100)]``) what that stands for."""
    if parameter.annotation is not None and parameter.annotation.kind in {"name", "attr"}:
        value = types.evaluate(parameter.annotation, module)
        for item in options(value) if value is not None else ():
            parts = item.model if isinstance(item, Thing) and item.type == "typing.Annotated" else ()
            for part in parts if isinstance(parts, (list, tuple)) else ():
                made = part.made_by if isinstance(part, Thing) else None
                node = made.expr.node if made is not None else None
                while node is not None and node.type not in {"subscript", "generic_type"}:
                    node = node.parent
                if made is not None and node is not None:
                    return made.scope.module.text(node)
    return parameter.type


def _dependency(
    found: FoundRoute, module: Module, parameter: Parameter, types: Types, depth: int
) -> Taint | Depends | None:
    if depth >= _MAX_DEPTH:
        return None
    for expr in (parameter.default, parameter.annotation):
        value = types.evaluate(expr, module) if expr is not None else None
        for item in options(value) if value is not None else ():
            parts = item.model if isinstance(item, Thing) and item.type == "typing.Annotated" else [item]
            for part in parts if isinstance(parts, (list, tuple)) else ():
                if isinstance(part, Thing) and part.type == "fastapi.Depends" and isinstance(part.model, Value):
                    given = _given_by(found, part.model, types, depth)
                    if given is not None:
                        return given
    kind = types.kind(_inner(parameter.type), module)
    return _object(found, kind, types, depth) if kind is not None else None


def _given_by(found: FoundRoute, value: Value, types: Types, depth: int) -> Taint | Depends | None:
    for item in options(value):
        if isinstance(item, Callee):
            return Depends(item, tuple(_takes(found, item.function, types, depth + 1).items()))
        if isinstance(item, Kind):
            return _object(found, item, types, depth)
    return None


def _object(found: FoundRoute, kind: Kind, types: Types, depth: int) -> Taint | None:
    """``Depends(Page)``: an object of a class, whose fields are the parameters."""
    if checked_by(kind):
        place = Place(kind.klass.module.path, kind.klass.line)
        return frozenset({Input("query", "", place, kind.klass.name, kind, check_of(kind, "query"))})
    made = next(
        (level.klass.methods["__init__"] for level in kind.lineage() if "__init__" in level.klass.methods), None
    )
    if made is None:
        return None
    inputs: Taint = frozenset()
    for value in _takes(found, made, types, depth + 1).values():
        inputs |= value if isinstance(value, frozenset) else frozenset()
    return inputs
