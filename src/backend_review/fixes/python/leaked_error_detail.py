"""A text of our own in the place of an error's, which goes to the log."""

from __future__ import annotations

import json
import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._logging import logger_of, title_of

_BEHIND = "Clients no longer get the error's text; look for those that go by it."
_TEXT = "internal error"
_REFUSED = re.compile(r"\b4\d\d\b|HTTP_4\d\d|BAD_REQUEST|CONFLICT|UNPROCESSABLE")
_LOGGED = re.compile(r"\blog(ger|ging)?\.(exception|error|critical|warning)\(|exc_info|capture_exception")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    if module is None or "fine when it was made for the client" in site.finding.message:
        return None
    statement = next(
        (
            line
            for line in module.of_kind(cst.SimpleStatementLine)
            if module.start(line).line <= site.finding.start.line <= module.end(line).line
            and isinstance(line.body[0], (cst.Return, cst.Raise, cst.Expr))
        ),
        None,
    )
    error = _error(module, statement) if statement is not None else None
    if statement is None or error is None:
        return None
    name, around = error
    change = module.change()
    told = [found for node in _reads(module, statement, name) if (found := _whole(module, node)) is not None]
    tops = list(dict.fromkeys(told))
    if len(tops) != 1:
        return None
    fallback = "request failed" if _REFUSED.search(module.text(statement)) else _TEXT
    held = module.reaching(tops[0]) if isinstance(tops[0], cst.Name) else None
    text = _prefix(held.value if held is not None and held.value is not None else tops[0]) or fallback
    change.replace(tops[0], module.expression(json.dumps(text, ensure_ascii=False)))
    _forget(module, change, name, tops[0], around)
    if not _LOGGED.search(module.text(around)) and not _log(module, change, statement, name, around):
        return None
    return Proposal(f"answer with a text of your own (`{text}`)", False, change.edits(), _BEHIND)


def _forget(
    module: Parsed, change: Change, name: str, gone: cst.BaseExpression, around: cst.ExceptHandler | cst.FunctionDef
) -> None:
    """Leave out ``as error`` where nothing reads it any more."""
    if not isinstance(around, cst.ExceptHandler) or around.name is None:
        return
    read = sum(item.value == name for item in module.inside(around.body, cst.Name))
    if read == sum(item.value == name for item in module.inside(gone, cst.Name)):
        change.remove(around.name)


def _error(
    module: Parsed, statement: cst.SimpleStatementLine
) -> tuple[str, cst.ExceptHandler | cst.FunctionDef] | None:
    """The name of the error at hand, and the handler that it is in."""
    handler = module.enclosing(statement, cst.ExceptHandler)
    function = module.enclosing(statement, cst.FunctionDef)
    if handler is not None and (function is None or any(above is function for above in module.ancestors(handler))):
        named = handler.name.name if handler.name is not None else None
        return (named.value if isinstance(named, cst.Name) else "", handler)
    if function is None:
        return None
    for item in function.params.params:
        if item.name.value in {"exc", "e", "err", "error", "exception", "ex"}:
            return item.name.value, function
    return None


def _reads(module: Parsed, statement: cst.SimpleStatementLine, name: str) -> list[cst.BaseExpression]:
    """Where a statement sends the error, what was made of it, or the traceback."""
    found: list[cst.BaseExpression] = []
    for node in module.inside(statement, cst.Name, cst.Call):
        if isinstance(node, cst.Call) and module.qualified(node.func) == "traceback.format_exc":
            found.append(node)
        elif isinstance(node, cst.Name) and not isinstance(module.parent(node), cst.From):
            of_name = node.value == name and not _is_part(module, node)
            if of_name or _made_of(module, node, name):
                found.append(node)
    return found


def _is_part(module: Parsed, node: cst.Name) -> bool:
    """Whether a name is an attribute's or a keyword, not a variable."""
    above = module.parent(node)
    if isinstance(above, cst.Attribute):
        return above.attr is node
    return isinstance(above, cst.Arg) and above.keyword is node


def _made_of(module: Parsed, node: cst.Name, name: str) -> bool:
    """Whether a local variable holds a text with the error in it."""
    if _is_part(module, node) or not any(use.node is node for use in module.names.uses.get(node.value, [])):
        return False
    found = module.reaching(node)
    if found is None or found.value is None or module.function(found) is not module.function(node):
        return False
    inside = [item.value for item in module.inside(found.value, cst.Name)]
    return (bool(name) and name in inside) or "format_exc" in inside


def _whole(module: Parsed, node: cst.BaseExpression) -> cst.BaseExpression | None:
    """The whole text that a part of it belongs to; None where the error goes elsewhere."""
    top: cst.BaseExpression = node
    text = not isinstance(node, cst.Name) or node.value not in {"e", "exc"}
    while True:
        above = module.parent(top)
        if isinstance(above, cst.Attribute) and above.value is top:
            top = above
        elif isinstance(above, cst.FormattedStringExpression):
            string = module.parent(above)
            if not isinstance(string, cst.FormattedString):
                return None
            top, text = string, True
        elif isinstance(above, cst.BinaryOperation) and isinstance(above.operator, (cst.Add, cst.Modulo)):
            top, text = above, True
        elif isinstance(above, cst.ConcatenatedString):
            top = above
        elif isinstance(above, cst.Arg):
            call = module.parent(above)
            name = module.text(call.func) if isinstance(call, cst.Call) else ""
            if name not in {"str", "repr"} and not name.endswith(".format"):
                return top if text or isinstance(top, cst.Attribute) or isinstance(node, cst.Call) else None
            assert isinstance(call, cst.Call)  # noqa: S101
            top, text = call, True
        elif isinstance(above, (cst.Return, cst.Element, cst.DictElement)):
            return top if text else None
        else:
            return None


def _prefix(node: cst.BaseExpression) -> str:
    """The words that a text begins with, before the error."""
    if isinstance(node, cst.FormattedString) and isinstance(node.parts[0], cst.FormattedStringText):
        first = node.parts[0].value
    elif isinstance(node, cst.BinaryOperation) and isinstance(node.left, cst.SimpleString):
        first = str(node.left.evaluated_value)
    elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        first = str(node.func.value.evaluated_value) if isinstance(node.func.value, cst.SimpleString) else ""
    else:
        first = ""
    words = re.split(r"%|\{", first)[0].strip(" :,-(\n")
    return words if re.fullmatch(r"[A-Za-z][\w ,.'-]{5,80}", words) and words.lower() != "error" else ""


def _log(
    module: Parsed,
    change: Change,
    statement: cst.SimpleStatementLine,
    name: str,
    around: cst.ExceptHandler | cst.FunctionDef,
) -> bool:
    logger = logger_of(module, change, statement)
    where = title_of(module, statement)
    if logger is None or not where:
        return False
    if isinstance(around, cst.ExceptHandler):
        change.before(statement, f'{logger[0]}.exception("{where} failed")')
    elif logger[1] == "loguru":
        change.before(statement, f'{logger[0]}.opt(exception={name}).error("{where}")')
    else:
        change.before(statement, f'{logger[0]}.error("unhandled error", exc_info={name})')
    return True
