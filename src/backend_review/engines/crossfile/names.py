"""What the project's functions are called by: their own names, what they are kept in, and what importers call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from backend_review.index.program import Function, Module
from backend_review.model.taint import kept_in

_ALL_OF_IT = {"exports", "default"}  # what a function is kept in that is all that its module offers
_WORD = re.compile(r"\w+")


def called_names(function: Function) -> set[str]:
    """What one of stands in every module that calls a function, unless it was renamed: its names, or its file's."""
    own = _own(function)
    by_file = function.module.language == "javascript" and (own & _ALL_OF_IT or _is_default(function))
    return own - {*_ALL_OF_IT, ""} | ({_stem(function.module.path)} if by_file else set())


def names_in(module: Module, function: Function) -> set[str]:
    """The names that calls in a module may call a function by."""
    own = _own(function)
    text = module.file.text
    if module.language == "go":
        return {name for name in own if name in text}
    found: set[str] = set()
    for name in own - {*_ALL_OF_IT, ""}:
        if name in text:
            found |= {name, *re.findall(rf"\b{re.escape(name)}(?:\s+as\s+|\s*:\s*)([A-Za-z_$][\w$]*)", text)}
    if module.language == "javascript" and (own & _ALL_OF_IT or _is_default(function)):
        found |= set(_imported_as(text, function.module.path))
    return found


class Words:
    """In which modules a word stands: to ask each module for each name takes long in large projects."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = list(modules)
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, module in enumerate(self._modules):
            for word in set(_WORD.findall(module.file.text)):
                self._having[word].add(number)

    def having(self, names: Iterable[str]) -> list[Module]:
        """The modules with one of the names, in their order."""
        found: set[int] = set()
        for name in names:
            parts = [self._having.get(word, set()) for word in _WORD.findall(name)]
            found |= set.intersection(*parts) if parts else set()
        return [self._modules[number] for number in sorted(found)]


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


def _own(function: Function) -> set[str]:
    if function.name in {"__init__", "constructor"} and function.owner is not None:
        return {function.owner.name}
    return {function.name} if function.name else set(kept_in(function))


def _is_default(function: Function) -> bool:
    """Whether a function is what its module is about: ``export default``, ``module.exports = run``."""
    node, module = function.node.parent, function.module
    if node is not None and node.type == "export_statement":
        return any(child.type == "default" for child in node.children)
    name = re.escape(function.name)
    return bool(name and re.search(rf"(?:export\s+default\s+|module\.exports\s*=\s*){name}\b", module.file.text))


def _imported_as(text: str, path: str) -> list[str]:
    """What a module calls what it imports from a file."""
    return re.findall(
        rf"\b(?:import|const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?:,\s*\{{[^}}]*\}}\s*)?(?:from|=\s*require\()\s*['\"][^'\"\n]*\b"
        rf"{re.escape(_stem(path))}(?:/index)?(?:\.[cm]?[jt]sx?)?['\"]",
        text,
    )


def _stem(path: str) -> str:
    """The last word by which imports name a file."""
    place = PurePosixPath(path)
    return place.parent.name if place.stem == "index" else place.stem
