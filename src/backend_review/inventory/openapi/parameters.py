"""The parameters of an operation: in the path, the query and the headers, as path and handler declare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Parameter
from backend_review.inventory.openapi.components import Components
from backend_review.model.inputs import Inputs
from backend_review.model.routes import FoundRoute

_CONVERTER = re.compile(
    r"<(?P<kind>\w+)(?:\([^)]*\))?:(?P<name>\w+)>|\{(?P<name2>\w+):(?P<kind2>[^{}]+)\}|:(?P<name3>\w+)\((?P<kind3>[^)]*)\)"
)
_INTEGER = re.compile(r"^(int|integer|\\+d[+*]?|\[0-9\][+*]?|\d+)$")
_SCALAR = {"string", "integer", "number", "boolean", "array"}
_MOST = 40


def path_parameters(found: FoundRoute, names: list[str], components: Components) -> list[dict[str, Any]]:
    """One for each name in the path; its type from the path's own converter or the handler's parameter."""
    function = found.route.handler.function
    declared = {parameter.name: parameter for parameter in function.parameters} if function is not None else {}
    converters = {}
    for match in _CONVERTER.finditer(found.route.path):
        name = match["name"] or match["name2"] or match["name3"]
        converters[name] = match["kind"] or match["kind2"] or match["kind3"]
    made = []
    for name in names:
        schema: dict[str, Any] = {"type": "string"}
        if _INTEGER.match(converters.get(name, "")):
            schema = {"type": "integer"}
        elif converters.get(name) == "uuid":
            schema = {"type": "string", "format": "uuid"}
        elif name in declared and function is not None:
            known = _schema(declared[name], function, components)
            schema = known if _is_scalar(known) else schema
        made.append({"name": name, "in": "path", "required": True, "schema": schema})
    return made


def other_parameters(
    found: FoundRoute, names: list[str], components: Components, inputs: Inputs
) -> list[dict[str, Any]]:
    """Those in query, headers and cookies: as the handler declares them, or as it reads them."""
    function = found.route.handler.function
    if function is None:
        return []
    if found.app.framework == "fastapi":
        declared = _fastapi(function, names, components)
    elif found.app.framework == "nestjs":
        declared = _nest(function, components)
    else:
        declared = _read(inputs)
    unique: dict[tuple[str, str], dict[str, Any]] = {}
    for parameter in declared:
        unique.setdefault((parameter["in"], parameter["name"]), parameter)
    return list(unique.values())[:_MOST]


def _read(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """What handler and guards read of the query by name; all that is known of a type is what they make of it."""
    for taken in inputs.takes("query"):
        if re.fullmatch(r"[\w.\[\]-]+", taken.name):
            number = taken.converted is not None or taken.type in {"int", "number", "integer"}
            yield {"name": taken.name, "in": "query", "schema": {"type": "integer" if number else "string"}}


def _fastapi(function: Function, names: list[str], components: Components) -> Iterator[dict[str, Any]]:
    """Scalar parameters are read from the query; ``Header()`` and ``Cookie()`` say that they are not."""
    for parameter in function.parameters:
        if parameter.name in {*names, "self", "cls"} or parameter.kind or parameter.annotation is None:
            continue
        written = f"{parameter.type} {_text(function, parameter.annotation)} {_text(function, parameter.default)}"
        if re.search(
            r"\b(Depends|Security|Body|Form|File|UploadFile|Request|Response|WebSocket|BackgroundTasks)\b", written
        ):
            continue
        schema = _schema(parameter, function, components)
        if not _is_scalar(schema):
            continue
        where = re.search(r"\b(Header|Cookie)\(", written)
        alias = re.search(r"""alias\s*=\s*["']([^"']+)["']""", written)
        place = where[1].lower() if where else "query"
        name = alias[1] if alias else parameter.name.replace("_", "-") if place == "header" else parameter.name
        needed = parameter.default is None or re.search(r"\(\s*\.\.\.", written) is not None
        yield {"name": name, "in": place, **({"required": True} if needed else {}), "schema": schema}


def _nest(function: Function, components: Components) -> Iterator[dict[str, Any]]:
    """``@Query("page") page: number``; ``@Query() query: ListQuery`` takes the fields of the class."""
    for parameter in function.parameters:
        for decorator in parameter.decorators:
            target = decorator.target if decorator.kind == "call" else decorator
            place = {"Query": "query", "Headers": "header"}.get(target.name if target is not None else "")
            if place is None:
                continue
            schema = _schema(parameter, function, components)
            if decorator.args and decorator.args[0].kind == "text":
                known = schema if _is_scalar(schema) else {"type": "string"}
                yield {"name": str(decorator.args[0].value), "in": place, "schema": known}
            else:
                whole = components.schemas.get(str(schema.get("$ref", "")).rpartition("/")[2], {})
                for name, inner in whole.get("properties", {}).items():
                    needed = {"required": True} if name in whole.get("required", ()) else {}
                    yield {"name": name, "in": place, **needed, "schema": inner}


def _schema(parameter: Parameter, function: Function, components: Components) -> dict[str, Any]:
    text = _text(function, parameter.annotation) if parameter.annotation is not None else parameter.type
    return components.schema(text, function.module)


def _text(function: Function, expr: Expr | None) -> str:
    return function.module.text(expr.node) if expr is not None else ""


def _is_scalar(schema: dict[str, Any]) -> bool:
    inner = [part for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    return all(part.get("type") in _SCALAR or "enum" in part for part in inner)
