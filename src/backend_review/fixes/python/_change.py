"""What is to become of a Python file: new nodes, statements and imports, and the edits that make them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import libcst as cst

from backend_review.fixes.edits import apply, between
from backend_review.fixes.proposal import Replacement
from backend_review.fixes.python._imports import unused_imports, with_imports, without_imports
from backend_review.fixes.python._names import Names, dotted

if TYPE_CHECKING:
    from backend_review.fixes.python._codemod import Parsed


class Change:
    """What is to become of a file: nodes put in the place of others, statements and imports added."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self._new: dict[cst.CSTNode, cst.CSTNode | None] = {}
        self._before: dict[cst.CSTNode, list[cst.BaseStatement]] = {}
        self._after: dict[cst.CSTNode, list[cst.BaseStatement]] = {}
        self._imports: list[tuple[str, str]] = []

    def replace(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """Put a node in the place of another. Parts of the new node that are replaced themselves stay so."""
        self._new[old] = new

    def remove(self, node: cst.CSTNode) -> None:
        """Leave out an element of a list (an argument, a decorator, a statement)."""
        self._new[node] = None

    def before(self, statement: cst.SimpleStatementLine | cst.BaseCompoundStatement, text: str) -> None:
        """Add a statement of one line before another; blank lines and comments above that one stay above both."""
        new = cst.parse_statement(text, config=self.parsed.tree.config_for_parsing)
        self._before.setdefault(statement, []).append(new)

    def after(self, statement: cst.SimpleStatementLine | cst.BaseCompoundStatement, text: str) -> None:
        """Add a statement right behind another, with a blank line between them where the text begins with one."""
        new = cst.parse_statement(text.lstrip("\n"), config=self.parsed.tree.config_for_parsing)
        if text.startswith("\n"):
            new = new.with_changes(leading_lines=[cst.EmptyLine(indent=False)])
        self._after.setdefault(statement, []).append(new)

    def reference(self, module: str, name: str = "") -> str | None:
        """How this file is to write ``module.name`` (or the module itself); the import is added if it is missing.

        None where the names that it would need mean something else in the file.
        """
        parsed = self.parsed
        path = f"{module}.{name}" if name else module
        for bound in sorted(parsed.names.imported):
            meant = parsed.imported(bound, anywhere=False)
            if meant == path:
                return bound
            if name and meant == module:
                return f"{bound}.{name}"
        if name and not parsed.taken(name) and self._has_from(module):
            self._imports.append((module, name))
            return name
        if "." not in module and (not parsed.taken(module) or parsed.imported(module) == module):
            self._imports.append((module, ""))
            return path
        if name and not parsed.taken(name):
            self._imports.append((module, name))
            return name
        return None

    def _has_from(self, module: str) -> bool:
        """Whether names of this module are imported at the top."""
        lines = (line.body[0] for line in self.parsed.tree.body if isinstance(line, cst.SimpleStatementLine))
        return any(
            isinstance(item, cst.ImportFrom)
            and not item.relative
            and not isinstance(item.names, cst.ImportStar)
            and dotted(item.module) == module
            for item in lines
        )

    def edits(self) -> tuple[Replacement, ...]:
        """The edits of the file's bytes."""
        tree = self.parsed.tree.visit(_Rewriting(self._new, self._before, self._after))
        assert isinstance(tree, cst.Module)  # noqa: S101
        unread = unused_imports(tree, self._unread(tree))
        # Each import by itself, so that fixes of one file that want the same have the same edit.
        original, data = self.parsed.tree, self.parsed.data
        made = set(between(data, tree.bytes))
        for wanted in self._imports:
            made.update(between(data, with_imports(original, [wanted]).bytes))
        gone = {edit for name in unread for edit in between(data, without_imports(original, {name}).bytes)}
        # One that goes where another comes would take the other's blank line: then it stays, read by nobody.
        for names, apart in ((unread, made | gone), (set[str](), made)):
            whole = without_imports(with_imports(tree, self._imports), names).bytes
            if _makes(data, apart, whole):
                return tuple(sorted(apart))
        return between(data, without_imports(with_imports(tree, self._imports), unread).bytes)

    def _unread(self, tree: cst.Module) -> set[str]:
        """The imported names that the file read, and no longer does."""
        before, after = self.parsed.names, Names()
        tree.visit(after)
        return {
            name
            for name in before.imported
            if any(not use.binds for use in before.uses[name]) and all(use.binds for use in after.uses.get(name, []))
        }


def _makes(data: bytes, edits: set[Replacement], whole: bytes) -> bool:
    """Whether edits that were found apart come to the same when they are made together."""
    apart = all(edit.end <= following.start for edit, following in pairwise(sorted(edits)))
    return apart and apply(data, edits) == whole


class _Rewriting(cst.CSTTransformer):
    """Puts new nodes in place. An old node may be a part of what takes the place of another."""

    def __init__(
        self,
        new: Mapping[cst.CSTNode, cst.CSTNode | None],
        before: Mapping[cst.CSTNode, Sequence[cst.BaseStatement]],
        after: Mapping[cst.CSTNode, Sequence[cst.BaseStatement]],
    ) -> None:
        super().__init__()
        self._new = new
        self._before = before
        self._after = after

    def on_leave(  # type: ignore[override]  # a node may take the place of one of another kind
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]:
        result: cst.CSTNode | None = updated_node
        if original_node in self._new:
            result = self._new[original_node]
        if result is None:
            return cst.RemoveFromParent()
        if not isinstance(result, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            return result
        before, after = self._before.get(original_node, ()), self._after.get(original_node, ())
        if not before and not after:
            return result
        if before:
            before = [before[0].with_changes(leading_lines=result.leading_lines), *before[1:]]
            result = result.with_changes(leading_lines=[])
        return cst.FlattenSentinel([*before, result, *after])


def replaced(node: cst.CSTNode, new: Mapping[cst.CSTNode, cst.CSTNode]) -> cst.CSTNode:
    """A node with others in the place of some that it has in it."""
    result = node.visit(_Rewriting(new, {}, {}))
    return result if isinstance(result, cst.CSTNode) else node
