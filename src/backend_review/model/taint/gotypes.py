"""Go: what the declared types of a project tell of values, and which answers are somebody else's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from backend_review.index.expressions.data import Expr
from backend_review.index.program import Class, Module
from backend_review.model.taint.data import PARAMETER, Core, Taint, harmless

if TYPE_CHECKING:
    from backend_review.model.taint.walk import Walk

# https://pkg.go.dev/gorm.io/gorm#Model
_OF_MODELS = {"gorm.Model": frozenset({"ID", "CreatedAt", "UpdatedAt", "DeletedAt"})}
_MAX_DEPTH = 4
# Parsers that give a token only after they checked who signed it: what is in it was put there by who holds the key.
_VERIFIES = re.compile(r"^(?:ParseWithClaims|Parse|ParseString|Validate|VerifyIDToken\w*)$")
_OF_TOKENS = re.compile(r"(?i)\bjwt|jwt\b|\bjwk|idtoken|paseto")
_CONTEXT = re.compile(r"(?i)^(?:\w*ctx\w*|\w+(?:\.Request)?(?:\(\))?\.(?:Context|UserContext)\(\)|context\.\w+\(\))$")
_REQUEST = re.compile(r"^&?(?:\w+\.)[A-Z]\w*\{")


class Types:
    """The structs that a project's Go code declares."""

    def __init__(self, modules: Iterable[Module]) -> None:
        self._modules = modules
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _classes(self) -> dict[str, list[Class]]:
        found: dict[str, list[Class]] = defaultdict(list)
        for module in self._modules:
            for statement in module.body:
                if statement.klass is not None:
                    found[statement.klass.name].append(statement.klass)
        return found

    def numbers(self, written: str, depth: int = 0) -> frozenset[str]:
        """The fields of a struct, by its type as it is written, that hold no text: numbers, times, UUIDs.

        Of structs with one name in several packages those that are none in all of them.
        """
        written = written.strip().lstrip("*&")
        if written in _OF_MODELS:
            return _OF_MODELS[written]
        name = written.rpartition(".")[2]
        if name not in self._known:
            made = [self._of(klass, depth) for klass in self._classes.get(name, ())] if depth < _MAX_DEPTH else []
            self._known[name] = frozenset.intersection(*made) if made else frozenset()
        return self._known[name]

    def _of(self, klass: Class, depth: int) -> frozenset[str]:
        own = {name for name, field in klass.fields.items() if harmless(field.type)}
        for field in klass.fields.values():
            if field.embedded:
                own |= self.numbers(field.type, depth + 1) - klass.fields.keys()
        return frozenset(own)


def parameter_of(walk: Walk, name: str, type: str) -> Taint:
    """What a parameter is made of, by its type as it is written."""
    safe = walk.analysis.types.numbers(type) if walk.module.language == "go" else frozenset[str]()
    return {Core(PARAMETER, name, safe=safe): ()}


def is_anothers(walk: Walk, expr: Expr) -> bool:
    """Whether a call answers with what is not made of what it is given.

    Tokens whose signature is checked, and what another service answers: ``client.Order(ctx, &pb.OrderRequest{…})``.
    """
    target = expr.target
    if walk.module.language != "go" or target is None or target.kind != "attr" or target.target is None:
        return False
    holder = walk.module.text(target.target.node)
    if _VERIFIES.match(target.name) and (target.name == "ParseWithClaims" or _OF_TOKENS.search(holder)):
        return True
    if len(expr.args) < 2 or not _CONTEXT.match(walk.module.text(expr.args[0].node)):
        return False
    return _REQUEST.match(walk.module.text(expr.args[1].node)) is not None
