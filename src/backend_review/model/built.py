"""Which of several classes with the same methods a program makes objects of: those that only tests make are nobody's
to call, and where each is made somewhere else, nothing says which of them is behind an interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.values import Kind

_ROLES = {"production", "generated"}
_IMPORTS = {
    "javascript": re.compile(r"^\s*(?:import|export)\s[^;'\"]*?\bfrom\s*['\"][^'\"\n]+['\"]", re.MULTILINE),
    "python": re.compile(r"^\s*from\s[^\n]+?\simport\s*(?:\([^)]*\)|[^\n]*)|^\s*import\s[^\n]*", re.MULTILINE),
}
_COMMENTS = {
    "javascript": re.compile(r"//[^\n]*|/\*[\s\S]*?\*/"),
    "python": re.compile(r"#[^\n]*"),
    "go": re.compile(r"//[^\n]*|/\*[\s\S]*?\*/"),
}
_FUNCTION = re.compile(r"^func (\w+)\s*[(\[][\s\S]*?^\}", re.MULTILINE)  # as gofmt writes them


def built(project: Project, kinds: Sequence[Kind]) -> list[Kind]:
    """Those of some classes that production code makes objects of; all of them where it is not seen to make any."""
    if len(kinds) < 2:
        return list(kinds)
    return [kind for kind in kinds if places(project, kind)] or list(kinds)


def places(project: Project, kind: Kind) -> frozenset[str]:
    """The files of production code that make objects of a class, or have a container make them."""
    klass = kind.klass
    if klass.module.language == "go":
        return frozenset(_of_go(project, klass.name, _folder(klass.module)))
    word = re.compile(rf"(?<!class )\b{re.escape(klass.name)}\b(?!\s*=>)")
    return frozenset(
        module.path
        for module in _production(project, klass.module.language)
        if klass.name in module.file.text and word.search(_plain(module))
    )


def guessed(files: Sequence[frozenset[str]]) -> list[bool]:
    """Of each of several classes, by the files that make them, whether no file makes it beside another of them.

    A file that makes several is one that chooses: any of them is what a program may have.
    """
    return [
        len(files) > 1 and not any(mine & other for place, other in enumerate(files) if place != index)
        for index, mine in enumerate(files)
    ]


def _production(project: Project, language: str) -> Iterator[Module]:
    return (module for module in project.modules(language) if module.file.role in _ROLES)


def _plain(module: Module) -> str:
    """The text of a module without its comments and imports."""
    text = _COMMENTS[module.language].sub("", module.file.text)
    return _IMPORTS[module.language].sub("", text) if module.language in _IMPORTS else text


def _folder(module: Module) -> str:
    return module.path.rpartition("/")[0]


def _of_go(project: Project, name: str, folder: str) -> Iterator[str]:
    """Where a struct is written down, or where functions of its package are named that make one."""
    written = re.escape(name)
    makes = re.compile(
        rf"\b{written}(?:\[[^\]\n]*\])?\{{|\bnew\((?:\w+\.)?{written}\)|\bvar\s+\w+\s+(?:\w+\.)?{written}\b"
    )
    makers: set[str] = set()
    for module in _production(project, "go"):
        if name not in module.file.text:
            continue
        text = _plain(module)
        if _folder(module) == folder:
            for found in list(_FUNCTION.finditer(text)):
                if makes.search(found[0]):
                    makers.add(found[1])
                    text = text.replace(found[0], "")
        if makes.search(text):
            yield module.path
    if makers:
        yield from _naming(project, makers, folder)


def _naming(project: Project, makers: set[str], folder: str) -> Iterator[str]:
    """The files that name one of a package's functions."""
    words = "|".join(sorted(makers))
    inside = re.compile(rf"(?<!func )(?<![\w.])(?:{words})\b")
    outside = re.compile(rf"\b\w+\.(?:{words})\b")
    last = folder.rpartition("/")[2]
    for module in _production(project, "go"):
        if not any(word in module.file.text for word in makers):
            continue
        own = _folder(module) == folder
        if own or f"/{last}" in module.file.text:
            text = _plain(module)
            if (inside if own else outside).search(text):
                yield module.path
