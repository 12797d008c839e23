"""Functions and classes that nothing in a project names: code that nobody runs any more.

Told in Python and Go, and only where nearly all functions of a project are named somewhere. Where many are not,
something else finds them (a framework, another project), or what is reviewed is a heap of pieces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

_LANGUAGES = ("python", "go")
_LEAST, _MOST = 60, 0.1  # functions there must be, and the share of them that nothing names
_WORD = re.compile(r"[A-Za-z_]\w{3,}")
_FUNCTIONS = {
    "python": re.compile(r"(?m)^(?:async )?def (\w+)\("),
    "go": re.compile(r"(?m)^func (\w+)[\[(]"),
}
# What frameworks, servers and platforms call by its name, or tools by a part of it.
_CALLED = re.compile(
    r"(?i)^(?:main|init|app|application|setup\w*|teardown\w*|register\w*|configure\w*|create_app|make_app|includeme|"
    r"(?:\w+_)?handler|load\w*|ready|upgrade|downgrade|run\w*|test\w*|pytest_\w+|(?:on|pre|post|when|before|after|handle|do|"
    r"worker|nworkers|child|validate|clean|receive|visit|resolve)_?\w*)$"
)
# Classes of which something has to name each to use it; others register themselves (tables, commands, plugins).
_TO_BE_NAMED = re.compile(r"(?:Authentication|Permission|Mixin|Middleware|ViewSet|APIView|Serializer)$")
_BY_TEXT = re.compile(r"\bglobals\(\)|getattr\(sys\.modules|__all__\s*\+?=\s*\[?\w*\(")


class Unnamed:
    """What nothing in a project names; words are counted when it is first asked."""

    def __init__(self, project: Callable[[], Project]) -> None:
        """``project`` gives the code of the whole project: it is read when the first question comes."""
        self._asked = project
        self._modules: dict[str, Module | None] = {}

    @cached_property
    def project(self) -> Project:
        return self._asked()

    def around(self, file: SourceFile, line: int) -> tuple[int, int] | None:
        """The first and last line (from 1) of the function or class around a line, if nothing names it."""
        if file.language not in _LANGUAGES or file.role != "production":
            return None
        module = self._module(file)
        node = self._definition(module, line) if module is not None else None
        if module is None or node is None or _BY_TEXT.search(file.text):
            return None
        name = module.text(node.child_by_field_name("name"))
        own = sum(1 for word in _WORD.findall(module.text(node)) if word == name)
        # Most are named in their own file: to know that, no other one has to be read.
        if not self._tells(node, name) or sum(1 for word in _WORD.findall(file.text) if word == name) > own:
            return None
        unnamed = self._words[name] <= own and self._are_named(file.language)
        return (node.start_point[0] + 1, node.end_point[0] + 1) if unnamed else None

    def _module(self, file: SourceFile) -> Module | None:
        if file.path not in self._modules:
            self._modules[file.path] = Project([file]).module(file.path)
        return self._modules[file.path]

    def _definition(self, module: Module, line: int) -> Node | None:
        """The function or class of a module's own around a line; none that is decorated, as the decorator gets it."""
        for node in module.tree.root_node.named_children:
            if node.start_point[0] < line <= node.end_point[0] + 1:
                kinds = {"function_definition", "class_definition", "function_declaration"}
                return node if node.type in kinds else None
        return None

    def _tells(self, node: Node, name: str) -> bool:
        if len(name) < 6 or _CALLED.match(name):
            return False
        return node.type != "class_definition" or _TO_BE_NAMED.search(name) is not None

    def _are_named(self, language: str) -> bool:
        """Whether nearly all functions of a language are named somewhere."""
        total, unnamed = self._shares[language]
        return total >= _LEAST and unnamed <= total * _MOST

    @cached_property
    def _words(self) -> Counter[str]:
        """How often each word stands in the project's files, tests aside."""
        found: Counter[str] = Counter()
        for file in self.project.files.values():
            if file.role != "test":
                found.update(_WORD.findall(file.text))
        return found

    @cached_property
    def _shares(self) -> dict[str, tuple[int, int]]:
        """By language: how many functions there are, and how many of them nothing names."""
        found = dict.fromkeys(_LANGUAGES, (0, 0))
        for file in self.project.files.values():
            pattern = _FUNCTIONS.get(file.language)
            if pattern is None or file.role != "production":
                continue
            total, unnamed = found[file.language]
            for made in pattern.finditer(file.text):
                above = file.text[: made.start()].rstrip().rpartition("\n")[2]
                if len(made[1]) >= 4 and not above.startswith(("@", ")")):
                    total += 1
                    unnamed += self._words[made[1]] <= 1 and not _CALLED.match(made[1])
            found[file.language] = (total, unnamed)
        return found
