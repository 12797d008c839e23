"""The constant that a key is made of, followed through calls, variables and defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from backend_review.index.expressions import Code, Expr, key_text, last_name

_PUBLIC = re.compile(
    r"BEGIN (?:RSA |EC )?PUBLIC KEY|BEGIN CERTIFICATE|^ssh-|^https?://|^file:|\.(?:pem|key|crt|pub|json)$"
)
# Calls that turn a text into a key.
_WRAPPERS = {
    "encode", "bytes", "bytearray", "b64decode", "urlsafe_b64decode", "base64url_decode", "fromhex", "unhexlify",
    "digest", "sha256", "sha512", "hexdigest", "str", "String", "from", "trim", "strip", "toString", "createSecretKey",
    "createPrivateKey", "asKey", "import_key", "from_password", "construct", "TrimSpace", "getBytes", "decode",
    "importJWK", "importPKCS8", "new", "JWK", "OctKey", "TextEncoder", "buffer", "b64encode", "load_pem_private_key",
    "ParseRSAPrivateKeyFromPEM", "ParseECPrivateKeyFromPEM", "FromRaw", "Import", "update", "createHash", "createHmac",
    "SecretStr", "get_secret_value", "resolve", "as_bytes", "dict", "freeze",
}  # fmt: skip
_SETTING = re.compile(r"(?i)env|config|setting|default|lookup|^get|^str$|^string$|^secret$|fallback|^or$|^value$")
_CONDITION = re.compile(r"(?i)prod|debug|test|dev|NODE_ENV|local")
_PLACEHOLDER = re.compile(r"^(?:<.*>|\$\{.*\}|\{\{.*\}\}|%\(?\w+\)?s?|\$\w+|\*+|x{3,}|\.\.\.)$")


@dataclass(slots=True)
class Secret:
    """A constant that is used as a key, and whether only when nothing else is set."""

    expr: Expr
    fallback: bool


def returned(code: Code, function: Expr) -> Iterator[Expr]:
    """What a key function returns: a literal, or one of this file by name."""
    scopes = [code.scopes[function.node.id]] if function.node.id in code.scopes else []
    if function.kind == "name" or function.kind == "attr":
        scopes = code.functions.get(function.name, [])
    elif function.kind == "call":
        scopes = [
            scope
            for outer in code.functions_called(function)
            for scope in code.scopes.values()
            if scope.parent is outer
        ]
    for scope in scopes:
        for values in scope.returns:
            if values and values[0].kind != "constant":
                yield values[0]


def secret_in(code: Code, key: Expr, signs: bool) -> Secret | None:
    """The constant a key is made of; None when it is made of none, as far as the file shows."""
    return _Finder(code, signs).find(key, 0)


class _Finder:
    """Follows a key to the constant it is made of."""

    def __init__(self, code: Code, signs: bool) -> None:
        self.code = code
        self.signs = signs
        self.steps = 300

    def find(self, expr: Expr, depth: int) -> Secret | None:
        self.steps -= 1
        if depth > 12 or self.steps < 0:
            return None
        step = self._steps.get(expr.kind)
        return step(self, expr, depth) if step is not None else None

    def _constant(self, expr: Expr, depth: int) -> Secret | None:
        missing = self.signs and depth == 0 and expr.value is None and not self._is_none_algorithm(expr)
        return Secret(expr, False) if missing else None

    def _joined(self, expr: Expr, depth: int) -> Secret | None:
        if (expr.kind == "binary" and expr.name != "+") or not expr.args:
            return None
        parts = [self.find(item, depth + 1) for item in expr.args]
        return parts[0] if all(parts) else None

    def _dict(self, expr: Expr, depth: int) -> Secret | None:
        for word, value in expr.entries:
            if key_text(word) in {"key", "k", "Key", "value", "private", "current"}:
                return self.find(value, depth + 1)
        return None

    def _list(self, expr: Expr, depth: int) -> Secret | None:
        return self._first((item for item in expr.args if item.kind != "number"), depth)

    def _function(self, expr: Expr, depth: int) -> Secret | None:
        return self._first(returned(self.code, expr), depth)

    def _first(self, items: Iterable[Expr], depth: int) -> Secret | None:
        return next(filter(None, (self.find(item, depth + 1) for item in items)), None)

    def _text(self, expr: Expr, depth: int) -> Secret | None:
        value = str(expr.value)
        if _PUBLIC.search(value.strip()) or _PLACEHOLDER.match(value.strip()):
            return None
        if value.strip() and not re.search(r"\w", value):
            return None  # "{}": not a key
        if not value.strip():
            return Secret(expr, False) if self.signs and depth == 0 and not self._is_none_algorithm(expr) else None
        return Secret(expr, False)

    def _is_none_algorithm(self, expr: Expr) -> bool:
        parent = expr.node.parent
        text = self.code.text(parent.parent if parent is not None and parent.parent is not None else parent)
        return re.search(r"(?i)['\"]none['\"]|UnsafeAllowNone|SigningMethodNone|algorithm\s*=\s*None", text) is not None

    def _behind(self, expr: Expr, depth: int) -> Secret | None:
        values = list(self.code.behind(expr, depth))
        secrets = [self.find(value, depth + 1) for value in values]
        constant = next((item for item in secrets if item is not None), None)
        if constant is None:
            return None
        # Set from elsewhere too (an environment variable, a flag): the constant is what it falls back to.
        return Secret(constant.expr, constant.fallback or any(item is None for item in secrets))

    def _choice(self, expr: Expr, depth: int) -> Secret | None:
        if expr.name == "and" or (expr.name == "if" and _CONDITION.search(expr.condition)):
            return None
        parts = [self.find(item, depth + 1) for item in expr.args]
        constant = next((item for item in parts if item is not None and item.expr.value), None)
        if constant is None:
            return None
        return Secret(constant.expr, constant.fallback or any(item is None for item in parts))

    def _call(self, expr: Expr, depth: int) -> Secret | None:
        word = last_name(expr.target)
        receiver = expr.target.target if expr.target is not None and expr.target.kind == "attr" else None
        whole = self.code.text(expr.target.node) if expr.target is not None else ""
        functions = self.code.functions_called(expr)
        default = (
            expr.named.get("default") or expr.named.get("fallback") or (expr.args[1] if len(expr.args) > 1 else None)
        )
        if default is not None and _SETTING.search(word) and word not in {"from", "decode"}:
            secret = self.find(default, depth + 1) if default.kind != "dict" else None
            if secret is not None and secret.expr.value:
                return Secret(secret.expr, True)
            return None
        if functions:
            return next(
                filter(
                    None,
                    (self.find(values[0], depth + 1) for scope in functions for values in scope.returns if values),
                ),
                None,
            )
        if word in _WRAPPERS:
            if word == "decode" and self.code.qualify(expr.target).startswith(("jwt", "jose")):
                return None
            if "k" in expr.named:
                return self.find(expr.named["k"], depth + 1)
            encoder = receiver is not None and receiver.kind == "call" and last_name(receiver.target) == "TextEncoder"
            inner = (
                expr.args[0]
                if expr.args
                and not (word == "encode" and not encoder and receiver is not None and receiver.kind != "name")
                else receiver
            )
            if (
                word
                in {
                    "encode",
                    "strip",
                    "trim",
                    "toString",
                    "digest",
                    "hexdigest",
                    "decode",
                    "get_secret_value",
                }
                and receiver is not None
                and not encoder
            ):
                inner = receiver
                if word == "decode" and expr.args and not self._resolves(receiver):
                    inner = expr.args[0]
                if word == "encode" and expr.args and re.search(r"(?i)encoder|utf8|base64|te$", whole):
                    inner = expr.args[0]
            return self.find(inner, depth + 1) if inner is not None else None
        return None

    def _resolves(self, expr: Expr) -> bool:
        return expr.kind in {"text", "call"} or (expr.kind == "name" and not self.code.qualify(expr))

    _steps: ClassVar[dict[str, Callable[[_Finder, Expr, int], Secret | None]]] = {
        "text": _text,
        "constant": _constant,
        "choice": _choice,
        "binary": _joined,
        "template": _joined,
        "call": _call,
        "dict": _dict,
        "list": _list,
        "func": _function,
        "name": _behind,
        "attr": _behind,
        "index": _behind,
    }
