"""Next.js: which methods a handler answers that is called for all of them, as its own conditions say."""

from __future__ import annotations

import re

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Function, Module, Statement

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_NAMED = re.compile(rf"(?<!method: )(?<!method:)['\"`](?P<name>{'|'.join(METHODS)})['\"`]")
_KEYED = re.compile(rf"(?:\b(?P<name>{'|'.join(METHODS)})|['\"](?P<text>{'|'.join(METHODS)})['\"])\s*:")
_ASKS = re.compile(r"\bmethod\b|[mM]ethods\b")
_BY_TABLE = re.compile(r"\[[^\[\]]*\bmethod\b[^\[\]]*\]")
_REFUSES = re.compile(r"\b405\b|(?i:not[ _]?(?:allowed|supported))|['\"]Allow['\"]|!==?\s*['\"`][A-Z]+['\"`]")
_ASIDE = {"HEAD", "OPTIONS"}


def methods_of(function: Function | None, written: Expr | None, module: Module) -> tuple[str, ...]:
    """The methods that a handler, or what is written around it, asks for; none where it answers whatever comes.

    A handler that goes on after its conditions, and refuses nothing, answers GET as well.
    """
    texts = [function.module.text(function.node)] if function is not None else []
    texts += [module.text(written.node)] if written is not None and written.kind == "call" else []
    text = "\n".join(texts)
    if not _ASKS.search(text):
        return ()
    found = {item["name"] for item in _NAMED.finditer(text)}
    if function is not None and _BY_TABLE.search(text):
        found |= {item["name"] or item["text"] for item in _KEYED.finditer(function.module.file.text)}
    found = found - _ASIDE
    if found and "GET" not in found and function is not None and not _REFUSES.search(text) and _goes_on(function):
        found.add("GET")
    return tuple(name for name in METHODS if name in found)


def _goes_on(function: Function) -> bool:
    """Whether something comes after the last condition of a handler's body."""
    body: list[Statement] = function.body()
    while body and body[-1].kind in {"try", "block"} and body[-1].blocks:
        body = body[-1].blocks[0]
    return bool(body) and body[-1].kind != "branch"
