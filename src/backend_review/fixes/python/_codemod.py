"""What the Python fixers share: a file's syntax with places, parents and names, and edits made of new nodes.

A fixer looks up the node of its finding, builds what is to stand in its place, and asks for the edits::

    module = parsed(site.file)
    call = module.covering(site.finding, cst.Call) if module else None
    ...
    change = module.change()
    change.replace(call.func, change.reference("hmac", "compare_digest"))
    return Proposal("compare with `hmac.compare_digest`", True, change.edits())
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, ParentNodeProvider, PositionProvider

from backend_review.finding import Finding, Position
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._names import Names, Use, dotted
from backend_review.index.syntax import parse
from backend_review.project.source import SourceFile

Node = TypeVar("Node", bound=cst.CSTNode)
Function = (cst.FunctionDef, cst.Lambda)

# A file that takes libcst longer than its fix is worth.
_MOST_BYTES = 1_000_000
# libcst's parser is recursive and native: it ends the process where brackets are some 2000 deep.
_MOST_DEPTH = 250


class Parsed:
    """A file's syntax: ``tree`` and what is known of its nodes. Nodes are told apart by identity."""

    def __init__(self, data: bytes) -> None:
        """Raises what libcst raises where the file does not parse."""
        self.data = data
        wrapper = MetadataWrapper(cst.parse_module(data), unsafe_skip_copy=True)
        self.tree = wrapper.module
        self._ranges: Mapping[cst.CSTNode, CodeRange] = wrapper.resolve(PositionProvider)
        self._parents: Mapping[cst.CSTNode, cst.CSTNode] = wrapper.resolve(ParentNodeProvider)
        self.names = Names()
        self.tree.visit(self.names)

    # Places

    def start(self, node: cst.CSTNode) -> Position:
        """Where a node begins, parentheses of its own included; from 1."""
        place = self._ranges[node].start
        return Position(place.line, place.column + 1)

    def end(self, node: cst.CSTNode) -> Position:
        """The place after a node's last character."""
        place = self._ranges[node].end
        return Position(place.line, place.column + 1)

    def covering(self, finding: Finding, *kinds: type[Node]) -> Node | None:
        """The smallest node of these kinds that the whole finding is in; of equals the innermost."""
        return self.around(finding.start, finding.end, *kinds)

    def around(self, start: Position, end: Position, *kinds: type[Node]) -> Node | None:
        """The smallest node of these kinds that reaches from ``start`` to ``end`` or beyond."""
        best: Node | None = None
        for node in self.of_kind(*kinds):
            if self.start(node) <= start and end <= self.end(node) and (best is None or self._inside(node, best)):
                best = node
        return best

    def starting(self, position: Position, *kinds: type[Node]) -> list[Node]:
        """The nodes of these kinds that begin exactly there, the longest first."""
        return sorted(
            (node for node in self.of_kind(*kinds) if self.start(node) == position),
            key=self.end,
            reverse=True,
        )

    def within(self, finding: Finding, *kinds: type[Node]) -> list[Node]:
        """The nodes of these kinds that lie wholly in the finding's stretch, as they stand in the file."""
        return sorted(
            (
                node
                for node in self.of_kind(*kinds)
                if finding.start <= self.start(node) and self.end(node) <= finding.end
            ),
            key=self.start,
        )

    def assignments(self, finding: Finding) -> list[cst.Assign | cst.AnnAssign]:
        """The assignments that lie in the finding, or else the one that it is in."""
        inside: list[cst.Assign | cst.AnnAssign] = []
        inside += self.within(finding, cst.Assign)
        inside += self.within(finding, cst.AnnAssign)
        around = (self.covering(finding, cst.Assign), self.covering(finding, cst.AnnAssign))
        return inside or [assign for assign in around if assign is not None][:1]

    def calls(self, finding: Finding) -> list[cst.Call]:
        """The calls that lie in the finding, as they stand in the file, and the smallest that it is in."""
        around = self.covering(finding, cst.Call)
        inside = self.within(finding, cst.Call)
        return inside if around is None or around in inside else [*inside, around]

    def inside(self, node: cst.CSTNode, *kinds: type[Node]) -> list[Node]:
        """The nodes of these kinds that a node has in it, itself included."""
        found: list[Node] = []
        waiting: list[cst.CSTNode] = [node]
        while waiting:
            head = waiting.pop()
            if isinstance(head, kinds):
                found.append(head)
            waiting += reversed(head.children)
        return found

    def of_kind(self, *kinds: type[Node]) -> Iterator[Node]:
        """All nodes of these kinds."""
        for node in self._ranges:
            if isinstance(node, kinds):
                yield node

    def _inside(self, node: cst.CSTNode, other: cst.CSTNode) -> bool:
        return self.start(other) <= self.start(node) and self.end(node) <= self.end(other)

    # What is around a node

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """The node that a node is a part of; None for the module."""
        return self._parents.get(node)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around a node, from the nearest to the module."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def enclosing(self, node: cst.CSTNode, *kinds: type[Node]) -> Node | None:
        """The nearest node of these kinds around a node."""
        return next((above for above in self.ancestors(node) if isinstance(above, kinds)), None)

    def statement(self, node: cst.CSTNode) -> cst.SimpleStatementLine | cst.BaseCompoundStatement | None:
        """The statement of a block that a node is in."""
        for above in self.ancestors(node):
            if isinstance(above, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                return above
        return None

    def function(self, node: cst.CSTNode) -> cst.CSTNode:
        """The function or lambda that a node is in, else the module."""
        return self.enclosing(node, *Function) or self.tree

    def text(self, node: cst.CSTNode) -> str:
        """A node as it is written."""
        return self.tree.code_for_node(node)

    # Names

    def qualified(self, node: cst.CSTNode | None) -> str:
        """What a name or attribute means by imports: ``hashlib.md5`` for ``h.md5`` after ``import hashlib as h``.

        Empty where its first name is not an import's alone.
        """
        path = dotted(node)
        if path is None:
            return ""
        name, _, rest = path.partition(".")
        meant = self.imported(name)
        return f"{meant}.{rest}" if meant and rest else meant

    def imported(self, name: str, *, anywhere: bool = True) -> str:
        """The dotted path that a name stands for: it is bound by imports of one thing alone; else empty.

        With ``anywhere=False`` one of these imports is a statement of the module itself, so that the name is known in
        all of its functions.
        """
        meant = self.names.imported.get(name, set())
        statements = [
            self.enclosing(use.node, cst.Import, cst.ImportFrom) for use in self.names.uses.get(name, []) if use.binds
        ]
        lines = [self.parent(statement) for statement in statements if statement is not None]
        if len(meant) != 1 or len(lines) != len(statements):
            return ""
        known = anywhere or any(self.parent(line) is self.tree for line in lines if line is not None)
        return next(iter(meant)) if known else ""

    def taken(self, name: str) -> bool:
        """Whether a name is written anywhere in the file."""
        return name in self.names.uses

    def uses(self, name: cst.Name) -> list[Use]:
        """All uses of a local name in its function, those in nested functions included."""
        scope = self.scope_of(name)
        return [use for use in self.names.uses.get(name.value, []) if self._in_scope(use, scope)]

    def scope_of(self, name: cst.Name) -> cst.CSTNode:
        """The function or module whose variable a name is: the nearest around it that binds it."""
        uses = self.names.uses.get(name.value, [])
        written = next((use.scope for use in uses if use.node is name), self.tree)
        for scope in (written, *self.ancestors(written)):
            nearest = isinstance(scope, cst.ClassDef) and scope is not written
            if not nearest and any(use.binds and use.scope is scope for use in uses):
                return scope
        return self.tree

    def _in_scope(self, use: Use, scope: cst.CSTNode) -> bool:
        return use.scope is scope or any(above is scope for above in self.ancestors(use.scope))

    def reaching(self, name: cst.Name) -> cst.Assign | cst.AnnAssign | cst.AugAssign | None:
        """The one assignment that a local name has its value from, wherever the program comes from.

        It stands before the use in the same block or one around it; nothing between them binds the name, and no loop
        leads from a later binding back to the use. A name of the module is followed only from the module's own code,
        or where it is bound once.
        """
        uses = self.names.uses.get(name.value, [])
        here = next((use for use in uses if use.node is name), None)
        scope = self.scope_of(name)
        if here is None or name.value in self.names.free:
            return None
        bound = [use for use in uses if use.binds and use.scope is scope]
        if here.scope is not scope:
            return self._assignment(bound[0].node) if len(bound) == 1 else None
        before = [use for use in bound if use.order < here.order]
        if not before:
            return None
        found = self._assignment(before[-1].node)
        block = self.parent(self.statement(found) or found) if found is not None else None
        above = list(self.ancestors(name))
        if found is None or block is None or not any(block is node for node in above):
            return None
        for loop in (node for node in above if isinstance(node, (cst.For, cst.While))):
            inside = any(loop is node for node in self.ancestors(found))
            later = (use for use in bound if use.order > here.order)
            if not inside and any(loop in list(self.ancestors(use.node)) for use in later):
                return None
        return found

    def _assignment(self, name: cst.Name) -> cst.Assign | cst.AnnAssign | cst.AugAssign | None:
        around = self.parent(name)
        if isinstance(around, cst.AssignTarget):
            around = self.parent(around)
            return around if isinstance(around, cst.Assign) and len(around.targets) == 1 else None
        if isinstance(around, (cst.AnnAssign, cst.AugAssign)) and around.target is name:
            return around
        return None

    def reads_of(self, assignment: cst.CSTNode, name: str) -> list[cst.Name]:
        """The reads of a local name after an assignment and before the next binding, as they stand in the file."""
        uses = self.names.uses.get(name, [])
        start = next((use for use in uses if use.binds and assignment in list(self.ancestors(use.node))[:2]), None)
        if start is None:
            return []
        following = [use for use in uses if use.order > start.order and self._in_scope(use, start.scope)]
        reads = []
        for use in following:
            if use.binds and use.scope is start.scope:
                break
            reads.append(use.node)
        return reads

    def rebound_between(self, names: set[str], first: cst.CSTNode, last: cst.CSTNode) -> bool:
        """Whether any of the names gets a value between two places of the file."""
        after, before = self.end(first), self.start(last)
        return any(
            use.binds and after <= self.start(use.node) < before
            for name in names
            for use in self.names.uses.get(name, [])
        )

    def constant(self, node: cst.CSTNode | None) -> str | None:
        """The text of a string literal, or of a name that is bound once and to one."""
        if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
            value = node.evaluated_value
            return value if isinstance(value, str) else None
        if isinstance(node, cst.Name):
            found = self.reaching(node)
            if found is not None and not isinstance(found, cst.AugAssign):
                return self.constant(found.value) if not isinstance(found.value, cst.Name) else None
        return None

    # Changes

    def expression(self, text: str) -> cst.BaseExpression:
        """An expression of this text, with the file's line ends."""
        return cst.parse_expression(text, config=self.tree.config_for_parsing)

    def change(self) -> Change:
        """An empty change of this file."""
        return Change(self)


def parsed(file: SourceFile) -> Parsed | None:
    """A file's syntax; None where libcst cannot read it, or where it is too much."""
    return _parsed(file.data) if len(file.data) <= _MOST_BYTES and not _deep(file) else None


@lru_cache(maxsize=4)
def _parsed(data: bytes) -> Parsed | None:
    try:
        found = Parsed(data)
    except (cst.ParserSyntaxError, cst.CSTValidationError, RecursionError, UnicodeError, LookupError, SyntaxError):
        return None
    return found if found.tree.bytes == data else None


def _deep(file: SourceFile) -> bool:
    cursor, depth = parse(file).walk(), 0
    while True:
        if cursor.goto_first_child():
            depth += 1
            if depth > _MOST_DEPTH:
                return True
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return False
            depth -= 1
