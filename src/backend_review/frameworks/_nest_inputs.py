"""NestJS: where each parameter of a handler comes from, and which pipes check it.

https://docs.nestjs.com/controllers#request-object and https://docs.nestjs.com/techniques/validation
"""

from __future__ import annotations

import re

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Parameter
from backend_review.model.inputs.data import Check, Depends, Input, Request, Taint
from backend_review.model.inputs.schemas import Types, checked_by, decorated
from backend_review.model.routes import FoundRoute, Place

_SOURCES = {"Body": "body", "RawBody": "body", "Query": "query", "Param": "path", "Headers": "header",
            "Cookies": "cookie", "UploadedFile": "file", "UploadedFiles": "file"}  # fmt: skip
_PIPE = re.compile(r"\b\w*Pipe\b")
_VALIDATES = re.compile(r"\b\w*Valid\w*Pipe\b|\b\w*(?:Zod|Joi|Schema)\w*Pipe\b|\bParse\w+Pipe\b")
_PRIMITIVE = re.compile(r"^((string|number|boolean|any|unknown|object|Record|Partial)\b|\{)")


def takes(found: FoundRoute, function: Function, types: Types) -> dict[str, Taint | Depends]:
    """What the parameters of a handler are filled with."""
    given: dict[str, Taint | Depends] = {}
    for parameter in function.parameters:
        for expr in parameter.decorators:
            name = (expr.target or expr).name
            key = parameter.name or f"@{parameter.node.start_byte}"
            if name in {"Req", "Request"}:
                given[key] = frozenset({Request("nestjs.Request")})
            elif name in _SOURCES:
                given[key] = frozenset({_input(found, function, parameter, expr, types)})
    return given


def _input(found: FoundRoute, function: Function, parameter: Parameter, expr: Expr, types: Types) -> Input:
    module = function.module
    source = _SOURCES[(expr.target or expr).name]
    first = expr.args[0] if expr.kind == "call" and expr.args else None
    name = str(first.value) if first is not None and first.kind == "text" else ""
    place = Place(module.path, int(parameter.node.start_point[0]) + 1)
    kind = types.kind(parameter.type, module) if parameter.type and not _PRIMITIVE.match(parameter.type) else None
    what = f"{source} {name}" if name else source
    own = next((item for item in expr.args if _PIPE.search(module.text(item.node))), None)
    check: Check | None = None
    if own is not None and _VALIDATES.search(module.text(own.node)):
        check = Check(what, module.text((own.target or own).node), place)
    else:
        pipe = next((guard for guard in found.guards if _VALIDATES.search(guard.name)), None)
        field = decorated(kind)
        if pipe is not None and kind is not None and checked_by(kind):
            check = Check(what, f"{pipe.name}: {kind.klass.name}", pipe.place)
        elif pipe is not None and field is not None and kind is not None:
            line = int(field.node.start_point[0]) + 1
            check = Check(what, f"{pipe.name}: {kind.klass.name}", Place(kind.klass.module.path, line))
        elif pipe is not None and "ValidationPipe" not in pipe.name.split("."):
            check = Check(what, pipe.name, pipe.place)
    return Input(source, name, place, parameter.type, kind, check)
