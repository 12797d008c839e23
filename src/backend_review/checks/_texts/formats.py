"""Texts that are formatted: ``%``, ``format``, ``Sprintf``."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.checks._texts.data import Hole, Part, merged
from backend_review.checks._texts.names import Names
from backend_review.checks._texts.nodes import text_of

if TYPE_CHECKING:
    from tree_sitter import Node


_PYTHON_VERB = re.compile(r"%(?:\((\w+)\))?[#0\- +]*(?:\*|\d+)?(?:\.\d+)?([diouxXeEfFgGcrsa%])")
_GO_VERB = re.compile(r"%[+\-# 0]*(?:\[(\d+)\])?\d*(?:\.\d+)?([vTtbcdoOqxXUeEfFgGsp%])")
_FIELD = re.compile(r"\{\{|\}\}|\{([\w.\[\]]*)(?:![rsa])?(?::([^{}]*))?\}")


class Formats(Names, ABC):
    """The formats of a file's texts."""

    def _hole(self, node: Node, origin: str, annotation: str = "") -> list[Part]:
        return [Hole(node, text_of(node), origin, annotation)]

    @abstractmethod
    def _eval(self, node: Node | None, depth: int) -> list[Part]:
        """What the text of an expression is made of."""

    @abstractmethod
    def _all(self, nodes: list[Node], depth: int, separator: str = " ") -> list[Part]:
        """Several, one after another."""

    @abstractmethod
    def _returned(self, function: Node, depth: int) -> list[Part]:
        """What a function gives."""

    def _sprintf(self, positional: list[Node], depth: int) -> list[Part]:
        values, used = positional[1:], 0

        def fill(verb: re.Match[str]) -> list[Part]:
            nonlocal used
            if verb.group(2) == "%":
                return ["%"]
            number = int(verb.group(1)) - 1 if verb.group(1) else used
            used = number + 1
            if verb.group(2) in "dtbcoOxXUeEfFgGpT" or number >= len(values):
                return ["1"]
            return self._eval(values[number], depth)

        return _filled(merged(self._eval(positional[0], depth)), _GO_VERB, fill)

    def _percent(self, template: list[Part], right: Node, depth: int) -> list[Part]:
        while right.type == "parenthesized_expression" and right.named_children:
            right = right.named_children[0]
        named: dict[str, Node] = {}
        values, used = [right], 0
        if right.type == "tuple":
            values = [child for child in right.named_children if child.type != "comment"]
        elif right.type == "dictionary":
            for pair in right.named_children:
                key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
                if key is not None and value is not None:
                    named[text_of(key).strip("'\"")] = value

        def fill(verb: re.Match[str]) -> list[Part]:
            nonlocal used
            if verb.group(2) == "%":
                return ["%"]
            if verb.group(1):
                value = named.get(verb.group(1))
            else:
                value = values[used] if used < len(values) else None
                used += 1
            if verb.group(2) in "diouxXeEfFgGc":
                return ["1"]
            return self._eval(value, depth) if value is not None else self._hole(right, "other")

        return _filled(template, _PYTHON_VERB, fill)

    def _braces(self, template: list[Part], positional: list[Node], named: dict[str, Node], depth: int) -> list[Part]:
        used = 0
        unpacked = next((one for one in positional if one.type in {"list_splat", "dictionary_splat"}), None)

        def fill(found: re.Match[str]) -> list[Part]:
            nonlocal used
            if found.group(0) in {"{{", "}}"}:
                return [found.group(0)[0]]
            name = found.group(1) or ""
            root = re.split(r"[.\[]", name)[0]
            if root and not root.isdigit():
                value = named.get(root, unpacked)
            else:
                number = int(root) if root else used
                used += not root
                value = positional[number] if number < len(positional) else unpacked
            if re.search(r"[dfeg]$", found.group(2) or ""):
                return ["1"]
            if value is None:
                return [found.group(0)]
            parts = merged(self._eval(value, depth))
            return parts if root == name or parts == ["1"] else self._hole(value, "attribute")

        return _filled(template, _FIELD, fill)


def _filled(template: list[Part], mark: re.Pattern[str], fill: Callable[[re.Match[str]], list[Part]]) -> list[Part]:
    """A template whose marks are replaced, in order."""
    result: list[Part] = []
    for part in template:
        if isinstance(part, Hole):
            result.append(part)
            continue
        last = 0
        for found in mark.finditer(part):
            result.extend([part[last : found.start()], *fill(found)])
            last = found.end()
        result.append(part[last:])
    return result
