"""What a handler answers, and the status that goes with it, in FastAPI, Flask and Django."""

from __future__ import annotations

from http import HTTPStatus

import libcst as cst

from backend_review.fixes.python._calls import argument, given
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed

_STATUS = ("fastapi.status", "starlette.status", "rest_framework.status")
_FRAMEWORKS = ("fastapi", "starlette", "flask", "rest_framework", "django")
# Where responses take their status: the place and the name of the argument.
_RESPONSES = {
    "JSONResponse": (1, "status_code"), "ORJSONResponse": (1, "status_code"), "PlainTextResponse": (1, "status_code"),
    "JsonResponse": (99, "status"), "HttpResponse": (99, "status"),
}  # fmt: skip


def framework(module: Parsed) -> str:
    """The web framework that a file imports; "" for none of these, or more than one."""
    roots = {path.split(".")[0] for paths in module.names.imported.values() for path in paths}
    found = [name for name in _FRAMEWORKS if name in roots]
    if found == ["rest_framework", "django"]:
        return "rest_framework"
    if found == ["fastapi", "starlette"]:
        return "fastapi"
    return found[0] if len(found) == 1 else ""


def status(module: Parsed, number: int) -> str:
    """A status as the file writes such: by the framework's names where it imports them."""
    for name in sorted(module.names.imported):
        meant = module.imported(name, anywhere=False)
        if meant in _STATUS:
            return f"{name}.HTTP_{number}_{HTTPStatus(number).name}"
        if meant == "http.HTTPStatus":
            return f"{name}.{HTTPStatus(number).name}"
    return str(number)


def returned_at(module: Parsed, line: int) -> cst.Return | None:
    """The return statement that a line is in."""
    for node in module.of_kind(cst.Return):
        if module.start(node).line <= line <= module.end(node).line:
            return node
    return None


def with_status(module: Parsed, change: Change, node: cst.Return, number: int) -> bool:
    """Give what is returned another status; False where its form is not understood."""
    written, value, kind = status(module, number), node.value, framework(module)
    if isinstance(value, cst.Tuple) and kind == "flask":
        if len(value.elements) < 2 or not isinstance(value.elements[1], cst.Element):
            return False
        change.replace(value.elements[1].value, module.expression(written))
        return True
    option = _option(module, value, kind) if isinstance(value, cst.Call) else None
    if isinstance(value, cst.Call) and option is not None:
        return _in_response(module, change, value, option, written)
    text = module.text(value) if value is not None else ""
    is_json = isinstance(value, cst.Call) and kind == "flask" and module.text(value.func) == "jsonify"
    if value is None or "\n" in text or not (is_json or isinstance(value, cst.Dict)):
        return False
    if kind == "flask":
        change.replace(value, module.expression(f"{text}, {written}"))
        return True
    made = change.reference("fastapi.responses", "JSONResponse") if kind == "fastapi" else None
    if made is not None:
        change.replace(value, module.expression(f"{made}({text}, status_code={written})"))
    return made is not None


def _option(module: Parsed, value: cst.Call, kind: str) -> tuple[int, str] | None:
    """Where a class of responses takes its status."""
    name = value.func.attr.value if isinstance(value.func, cst.Attribute) else module.text(value.func)
    return (1, "status") if name == "Response" and kind == "rest_framework" else _RESPONSES.get(name)


def _in_response(module: Parsed, change: Change, value: cst.Call, option: tuple[int, str], written: str) -> bool:
    if any(item.star for item in value.args):
        return False
    old = argument(value, *option)
    if old is not None:
        change.replace(old.value, module.expression(written))
    else:
        change.replace(value, given(value, option[1], module.expression(written)))
    return True
