"""Values: what a name, an attribute or a call of a file may stand for; and the way in, ``code_of``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from weakref import WeakKeyDictionary

from backend_review.index.expressions import go, javascript, python
from backend_review.index.expressions.data import Expr, Scope, key_text, last_name
from backend_review.index.expressions.lowering import Lower
from backend_review.index.expressions.names import OWN, Names
from backend_review.project.source import SourceFile

MAX_DEPTH = 12
MAX_BYTES = 1_500_000

TABLES: Mapping[str, Mapping[str, Lower]] = {
    "python": python.TABLE,
    "javascript": javascript.TABLE,
    "typescript": javascript.TABLE,
    "go": go.TABLE,
}
_codes: WeakKeyDictionary[SourceFile, Code] = WeakKeyDictionary()


def code_of(file: SourceFile) -> Code | None:
    """The file's code, parsed once; None when it is too large to be hand-written."""
    if len(file.data) > MAX_BYTES:
        return None
    code = _codes.get(file)
    if code is None:
        code = _codes[file] = Code(file)
    return code


class Code(Names):
    """A parsed file and what its names stand for."""

    def __init__(self, file: SourceFile) -> None:
        super().__init__(file, TABLES[file.language])

    def constructed(self, expr: Expr) -> Scope | None:
        """The class of this file that a call or literal makes an object of."""
        if expr.kind == "dict" and expr.name:
            return self.classes.get(expr.name)
        if expr.kind == "call" and expr.target is not None and expr.target.kind == "name":
            return self.classes.get(expr.target.name)
        return None

    def values(self, expr: Expr, depth: int = 0) -> Iterator[Expr]:
        """The expressions a name, attribute or call may stand for; the expression itself when none is known."""
        found = False
        if depth < MAX_DEPTH:
            for item in self.behind(expr, depth):
                found = True
                yield from self.values(item, depth + 1)
        if not found:
            yield expr

    def behind(self, expr: Expr, depth: int) -> Iterator[Expr]:
        """The expressions one step behind a name, attribute or call."""
        if expr.kind == "name":
            yield from self._behind_name(expr, depth)
        elif expr.kind == "attr" and expr.target is not None:
            yield from self.members(expr.target, expr.name, depth + 1)
        elif expr.kind == "index" and expr.target is not None and expr.args:
            key = expr.args[0]
            if key.kind == "text":
                yield from self.members(expr.target, key.value, depth + 1)
        elif expr.kind == "call":
            yield from self.returned(expr, 0)

    def _behind_name(self, expr: Expr, depth: int) -> Iterator[Expr]:
        for item in self.definitions(expr.name, expr.node):
            if item.kind == "value" and item.expr is not None and item.expr is not expr:
                if item.path:
                    yield from self.members(item.expr, item.path, depth + 1)
                elif item.position == 0 or item.expr.kind == "call":
                    yield from self.returned(item.expr, item.position) if item.position else (item.expr,)
            elif item.kind == "parameter" and not item.path:
                if item.expr is not None:
                    yield item.expr
                scope = self.holder_of(expr.name, expr.node)
                if scope is not None:
                    yield from self.arguments_for(scope, item)

    def returned(self, call: Expr, position: int) -> Iterator[Expr]:
        """What the functions of this file that a call may mean return, at one position of several values."""
        for scope in self.functions_called(call):
            for values in scope.returns:
                if position < len(values):
                    yield values[position]

    def members(self, expr: Expr, name: str, depth: int = 0) -> Iterator[Expr]:
        """What a property of an object may be, where its making is seen in this file."""
        self._lookups -= 1 + len(self.all_stores) // 50
        if depth > MAX_DEPTH or self._lookups < 0:
            return
        text = self.text(expr.node)
        if text in OWN:
            owner = self.class_scope(self.scope_of(expr.node))
            yield from self._attributes(owner, name)
            return
        if text in self.classes:
            yield from self._attributes(self.classes[text], name)
            return
        yield from self._stored(text, name)
        if self.language == "go" and expr.kind == "name":
            yield from self._literals(expr, name)
        for value in self.values(expr, depth + 1):
            if value.kind == "dict":
                for key, item in value.entries:
                    if key_text(key) == name:
                        yield item
                    elif key is None:
                        yield from self.members(item, name, depth + 1)
            elif value.kind == "call":
                yield from self._made(value, name, depth)

    def _stored(self, text: str, name: str) -> Iterator[Expr]:
        """What is put under a name into the object that is written so; a ``config`` is the same one everywhere."""
        last = text.rpartition(".")[2]
        for _, store in self.all_stores:
            if store.value is None or not (
                store.base == text or (last == "config" and store.base.rpartition(".")[2] == "config")
            ):
                continue
            if store.key is not None:
                if store.key.kind == "text" and store.key.value == name:
                    yield store.value
            elif store.value.kind == "dict":
                yield from (value for key, value in store.value.entries if key_text(key) == name)

    def _literals(self, expr: Expr, name: str) -> Iterator[Expr]:
        """A field of a Go receiver or parameter: what any literal of its type gives it."""
        for definition in self.definitions(expr.name, expr.node):
            kind = definition.annotation.lstrip("*")
            if definition.kind in {"receiver", "parameter"} and kind in self.classes:
                for literal in self.dicts:
                    if literal.name == kind:
                        yield from (item for key, item in literal.entries if key_text(key) == name)

    def _made(self, call: Expr, name: str, depth: int) -> Iterator[Expr]:
        """A property of the object that a call makes."""
        if last_name(call.target) in {"freeze", "dict"}:
            if name in call.named:
                yield call.named[name]
            for item in call.args[:1]:
                yield from self.members(item, name, depth + 1)
            return
        owner = self.constructed(call)
        if owner is not None:
            if name in call.named:
                yield call.named[name]
            else:
                yield from self._attributes(owner, name)

    def _attributes(self, owner: Scope | None, name: str) -> Iterator[Expr]:
        seen = 0
        while owner is not None and seen < 5:
            for item in owner.names.get(name, ()):
                if item.expr is not None:
                    yield item.expr
            owner = next((self.classes[base] for base in owner.bases if base in self.classes), None)
            seen += 1
