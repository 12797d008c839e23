"""What is known of a value's type: text, bytes, or text that may be missing."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.python._codemod import Parsed

STR, BYTES, OPTIONAL, UNKNOWN = "str", "bytes", "optional", ""
_MOST_STEPS = 8
_TEXT_METHODS = frozenset(
    {"hexdigest", "decode", "strip", "lstrip", "rstrip", "lower", "upper", "format", "join", "removeprefix", "hex"}
)
_TEXT_CALLS = frozenset({"str", "input", "repr", "secrets.token_hex", "secrets.token_urlsafe"})
_BYTES_METHODS = frozenset({"digest", "encode"})
_BYTES_CALL = re.compile(
    r"base64\.\w*(?:encode|decode)\w*|binascii\.\w+|bytes(?:\.fromhex)?|secrets\.token_bytes|os\.urandom"
)
# Where web frameworks keep what a request says as text.
_REQUEST_TEXTS = re.compile(
    r"(?:^|\.)(?:GET|POST|COOKIES|META|args|form|cookies|headers|query_params|path_params|match_info|query|environ)$"
)


def kind_of(module: Parsed, node: cst.BaseExpression | None, steps: int = _MOST_STEPS) -> str:
    """``STR`` or ``BYTES`` for what certainly is; ``OPTIONAL`` for a str or None; ``UNKNOWN`` otherwise."""
    if node is None or steps <= 0:
        return UNKNOWN
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return BYTES if isinstance(node.evaluated_value, bytes) else STR
    if isinstance(node, cst.FormattedString):
        return STR
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, (cst.Add, cst.Modulo)):
        sides = {kind_of(module, node.left, steps - 1), kind_of(module, node.right, steps - 1)}
        return next((kind for kind in (STR, BYTES) if kind in sides), UNKNOWN)
    if isinstance(node, cst.Call):
        return _of_call(module, node, steps)
    if isinstance(node, cst.Subscript) and _REQUEST_TEXTS.search(module.text(node.value)):
        return STR
    if isinstance(node, cst.Name):
        return _of_name(module, node, steps)
    return UNKNOWN


_PREPARED = re.compile(
    r"""(?i)quot(?:e|ing)|escap|sanit|literal|markup|bleach|addslash|\.replace\(\s*["'](?:\\?['"\\\\<&])"""
)


def prepared(module: Parsed, node: cst.BaseExpression) -> bool:
    """Whether a value was quoted or escaped for the text it goes into: handed over by itself it would be so twice.

    A name counts with all that it is given in the file.
    """
    texts = [module.text(node)]
    for name in module.inside(node, cst.Name):
        for use in module.uses(name):
            assign = module.statement(use.node) if use.binds else None
            if isinstance(assign, cst.SimpleStatementLine):
                texts.append(module.text(assign))
    return any(_PREPARED.search(text) for text in texts)


def _of_call(module: Parsed, node: cst.Call, steps: int) -> str:
    called = module.qualified(node.func) or module.text(node.func)
    if called in _TEXT_CALLS:
        return STR
    if _BYTES_CALL.fullmatch(called):
        return BYTES
    if called == "os.getenv" or not isinstance(node.func, cst.Attribute):
        return OPTIONAL if called == "os.getenv" and len(node.args) == 1 else UNKNOWN
    method, of = node.func.attr.value, node.func.value
    if method in _TEXT_METHODS:
        return STR
    if method in _BYTES_METHODS:
        return BYTES
    if method == "get_argument":
        return STR
    if method == "get" and _REQUEST_TEXTS.search(module.text(of)):
        return OPTIONAL if len(node.args) == 1 else kind_of(module, node.args[1].value, steps - 1)
    return UNKNOWN


def _of_name(module: Parsed, node: cst.Name, steps: int) -> str:
    found = module.reaching(node)
    if isinstance(found, (cst.Assign, cst.AnnAssign)):
        return kind_of(module, found.value, steps - 1)
    bound = [use for use in module.uses(node) if use.binds]
    parameter = module.parent(bound[0].node) if len(bound) == 1 else None
    if not isinstance(parameter, cst.Param) or parameter.annotation is None:
        return UNKNOWN
    text = module.text(parameter.annotation.annotation)
    if text in ("str", "bytes"):
        missing = parameter.default is not None and "None" in module.text(parameter.default)
        return (OPTIONAL if text == "str" else UNKNOWN) if missing else text
    return OPTIONAL if text in ("str | None", "None | str", "Optional[str]", "typing.Optional[str]") else UNKNOWN
