"""What the project's functions are called by: their own names, what they are kept in, and what importers call them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from backend_review.index.program import Function, Module
from backend_review.model.taint import kept_in


def names_in(module: Module, function: Function) -> set[str]:
    """The names that calls in a module may call a function by."""
    own = {function.name} if function.name else set(kept_in(function))
    if function.name in {"__init__", "constructor"} and function.owner is not None:
        own = {function.owner.name}
    text = module.file.text
    if module.language == "go":
        return {name for name in own if name in text}
    found: set[str] = set()
    for name in own - {"exports", "default", ""}:
        if name in text:
            found |= {name, *re.findall(rf"\b{re.escape(name)}(?:\s+as\s+|\s*:\s*)([A-Za-z_$][\w$]*)", text)}
    if module.language == "javascript" and (own & {"exports", "default"} or _is_default(function)):
        found |= set(_imported_as(text, function.module.path))
    return found


def renamed(modules: Iterable[Module], function: Function) -> set[str]:
    """What packages call a function that they pass on under another name: ``from .find import run as find_all``.

    Also variables that hold it with some of its arguments: ``find_first = partial(find, 1)``.
    """
    name = function.name
    if function.module.language != "python" or not name or name.startswith("__"):
        return set()
    own = re.escape(name)
    pattern = re.compile(
        rf"\b{own}\s+as\s+(\w+)|^(\w+)\s*=\s*(?:functools\.)?partial\(\s*(?:\w+\.)*{own}\b", re.MULTILINE
    )
    found = (pair for module in modules if name in module.file.text for pair in pattern.findall(module.file.text))
    return {word for pair in found for word in pair if word}


def _is_default(function: Function) -> bool:
    """Whether a function is what its module is about: ``export default``, ``module.exports = run``."""
    node, module = function.node.parent, function.module
    if node is not None and node.type == "export_statement":
        return any(child.type == "default" for child in node.children)
    name = re.escape(function.name)
    return bool(name and re.search(rf"(?:export\s+default\s+|module\.exports\s*=\s*){name}\b", module.file.text))


def _imported_as(text: str, path: str) -> list[str]:
    """What a module calls what it imports from a file."""
    place = PurePosixPath(path)
    stem = place.parent.name if place.stem == "index" else place.stem
    return re.findall(
        rf"\b(?:import|const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?:,\s*\{{[^}}]*\}}\s*)?(?:from|=\s*require\()\s*['\"][^'\"\n]*\b"
        rf"{re.escape(stem)}(?:/index)?(?:\.[cm]?[jt]sx?)?['\"]",
        text,
    )
