"""JavaScript: middleware that hands on the requests of those who say nothing of themselves.

``if (!req.headers.authorization) return next()``: it learns who calls where somebody says so, and refuses only what is
wrong. A request without credentials is followed through the function, as far as its conditions ask for them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tree_sitter import Node

from backend_review.index.program import Function, Module
from backend_review.model import logic

_SAYS_WHO = re.compile(
    r"(?is)^(?=.*\b(?:req|request|ctx|context|c)\b)"
    r"(?=.*(?:headers?\b|cookie|authoriz|token|api_?key|session|bearer|jwt|\buser\b))"
)
_KNOWN = re.compile(
    r"(?i)\b(?:is_?authenticated|is_?logged_?in)\(\)$|\b(?:req|request|ctx\.state|c\.var)\??\.user\b[\w.?]*$"
)
_IS_ABSENT = re.compile(r"(?i)^(?:_\.|lodash\.)?is_?(?:nil|null|undefined|empty|nil_?or_?\w+)$")
_NOTHING = {"null", "undefined", "''", '""'}
_NEXT = re.compile(r"(?<![\w.])next\(\s*\)")
_REFUSES = re.compile(r"\b40[13]\b|(?i:unauthori[sz]ed|forbidden)|(?<![\w.])next\(\s*\w|\bredirect\(")
_MAX_DEPTH = 8


@lru_cache(maxsize=4096)
def lets_strangers_pass(function: Function) -> bool:
    """Whether a middleware hands a request on that has no credentials."""
    body = function.node.child_by_field_name("body")
    if function.module.language != "javascript" or body is None or body.type != "statement_block":
        return False
    way = _Way(function.module)
    return way.through(body) is True and way.asked


class _Way:
    """The way of a request without credentials: whether it is handed on, refused (False), or not told (None)."""

    def __init__(self, module: Module) -> None:
        self.text = module.text
        self.module = module
        self.absent: set[str] = set()
        self.asked = False  # a condition was about credentials: else what it calls may refuse
        self.lost = False  # something was asked that is not told, and may have refused

    def through(self, block: Node, depth: int = 0) -> bool | None:
        """Where a block leads."""
        steps = block.named_children if block.type in {"statement_block", "else_clause"} else [block]
        for step in steps if depth < _MAX_DEPTH else ():
            found = self._step(step, depth)
            if found is not None or self.lost:
                return None if self.lost else found
        return None

    def _step(self, step: Node, depth: int) -> bool | None:
        if step.type in {"lexical_declaration", "variable_declaration"}:
            for declared in step.named_children:
                self._declare(declared)
            return None
        if step.type == "if_statement":
            return self._branch(step, depth)
        if step.type in {"statement_block", "else_clause"}:
            return self.through(step, depth + 1)
        if step.type == "try_statement":
            body = step.child_by_field_name("body")
            return self.through(body, depth + 1) if body is not None else None
        if step.type in {"expression_statement", "return_statement", "throw_statement"}:
            written = self.text(step)
            if step.type == "throw_statement" or _REFUSES.search(written):
                return False
            if _NEXT.search(written):
                return True
            self.lost = step.type == "return_statement"
        return None

    def _declare(self, declared: Node) -> None:
        name, value = declared.child_by_field_name("name"), declared.child_by_field_name("value")
        if name is None or value is None or _SAYS_WHO.search(self.text(value)) is None:
            return
        names = [name] if name.type == "identifier" else name.named_children
        self.absent.update(
            self.text(item) for item in names if item.type.endswith(("identifier", "identifier_pattern"))
        )

    def _branch(self, step: Node, depth: int) -> bool | None:
        way, other = step.child_by_field_name("consequence"), step.child_by_field_name("alternative")
        holds = logic.decided(step.child_by_field_name("condition"), self.module, self._holds)
        if holds is None:
            self.lost = way is not None and (_REFUSES.search(self.text(way)) is not None or "throw" in self.text(way))
            return None
        self.asked = True
        chosen = way if holds else other
        return self.through(chosen, depth + 1) if chosen is not None else None

    def _holds(self, node: Node) -> bool | None:
        """Whether a part of a condition holds for somebody who says nothing."""
        if node.type == "call_expression" and _IS_ABSENT.search(self.text(node.child_by_field_name("function"))):
            given = node.child_by_field_name("arguments")
            return (
                True if given is not None and given.named_children and self._missing(given.named_children[0]) else None
            )
        if node.type == "binary_expression":
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            sign = self.text(node.child_by_field_name("operator"))
            for side, value in ((left, right), (right, left)):
                if side is not None and self.text(value) in _NOTHING and self._missing(side) and sign[0] in "!=":
                    return not sign.startswith("!")
            return None
        return False if self._missing(node) else None

    def _missing(self, node: Node) -> bool:
        """Whether a request without credentials does not have it."""
        written = self.text(node)
        if node.type == "identifier":
            return written in self.absent
        if re.split(r"\W", written, maxsplit=1)[0] in self.absent or _KNOWN.search(written):
            return True
        return node.type in {"member_expression", "subscript_expression"} and _SAYS_WHO.search(written) is not None
