"""Addresses that are taken apart: what a check of the host tells is told of the whole address.

``const { hostname } = new URL(raw)``, ``parsed = urlparse(raw)``, ``u, err := url.Parse(raw)``.
"""

from __future__ import annotations

import re

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Module

_PARSED = re.compile(
    r"(?:await\s+)?(?:new\s+URL|(?:url|urllib\.parse|parse)\.(?:parse|urlparse|urlsplit|Parse|ParseRequestURI)|urlparse|urlsplit)"
    r"\(\s*([A-Za-z_]\w*(?:\??\.\w+)*)(?:\s+as\s+\w+)?\s*[,)]"
)
_HOST = re.compile(r"(?:hostname|host|origin|netloc|Host|Hostname\(\))")
_PART = re.compile(rf"\.({_HOST.pattern})$")


def noted(module: Module, target: Expr, value: Expr) -> dict[str, str]:
    """The variables that an assignment gives an address taken apart, or its host, with the address they are of."""
    written = module.text(value.node)
    found = _PARSED.match(written)
    if found is None:
        return {}
    rest = written[found.end() :].partition(")")[2] if not found.group().endswith(")") else written[found.end() :]
    if target.node.type == "object_pattern":
        names = re.findall(rf"\b{_HOST.pattern}\b(?:\s*:\s*(\w+))?", module.text(target.node))
        told = [
            alias or name.group() for alias, name in zip(names, _HOST.finditer(module.text(target.node)), strict=False)
        ]
        return dict.fromkeys(told, found.group(1))
    if target.kind == "list" and target.args:  # Go: what is parsed, and an error
        target = target.args[0]
    if target.kind != "name" or (rest and not _PART.fullmatch(rest)):
        return {}
    return {target.name: found.group(1)}


def told_of(parsed: dict[str, str], written: str) -> list[str]:
    """What else is known when something is known of a value, as it is written."""
    direct = _PARSED.match(written)
    if direct is not None:
        return [direct.group(1)] if _PART.search(written) else []
    root = written.partition(".")[0]
    if root not in parsed:
        return []
    if written == root:
        return [parsed[root]]
    return [root, parsed[root]] if _PART.search(written) else []
