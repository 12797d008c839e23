"""Imports of a Go file: the name that a package has in it, and edits that add or take one away, as gofmt has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from backend_review.fixes.edits import apply
from backend_review.fixes.go._edits import Code, enclosing, uses
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import named, parse, walk
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

_VERSION = re.compile(r"^v\d+$")
_MAX_SIBLINGS = 200
_MAX_BYTES = 1_000_000


class Import(msgspec.Struct, frozen=True):
    """One import: ``alias`` is empty where none is written."""

    path: str
    alias: str
    spec: Node

    @property
    def name(self) -> str:
        """The name that its file uses for it: the alias, else the last part of the path that is no version."""
        if self.alias:
            return self.alias
        parts = [part for part in self.path.split("/") if not _VERSION.match(part)] or [self.path]
        return parts[-1].split(".v")[0].removeprefix("go-")


def imports(code: Code) -> list[Import]:
    """The imports of a file, in order."""
    found = []
    for node in named(code.root):
        if node.type == "import_declaration":
            for spec in (inner for inner in walk(node) if inner.type == "import_spec"):
                path = code.text(spec.child_by_field_name("path"))[1:-1]
                found.append(Import(path, code.text(spec.child_by_field_name("name")), spec))
    return found


def name_of(code: Code, path: str, at: Node | None = None) -> str | None:
    """The name a package has in the file; None where it is not imported, or (``at`` a node) hidden by a local name."""
    found = next((each for each in imports(code) if each.path == path and each.alias not in ("_", ".")), None)
    if found is None or (at is not None and _declared(code, found.name, at)):
        return None
    return found.name


def using(code: Code, path: str, at: Node, alias: str = "") -> tuple[str, tuple[Replacement, ...]] | None:
    """The name for a package of the standard library at a node, and the edits that import it if it is not yet.

    None where that name means something else there, in the file or in its package.
    """
    there = [each for each in imports(code) if each.path == path and each.alias not in ("_", ".")]
    if there:
        return None if _declared(code, there[0].name, at) else (there[0].name, ())
    name = alias or path.rsplit("/", 1)[-1]
    if any(each.name == name for each in imports(code)) or uses(code, code.root, name) or _of_package(code, name):
        return None
    edits = _added(code, path, alias)
    return (name, edits) if edits else None


def exchanged(code: Code, old: Import, path: str) -> tuple[Replacement, ...]:
    """The edits that import another package of the same name in an import's place."""
    declaration = enclosing(old.spec, "import_declaration")
    if declaration is None or sum(node.type == "import_spec" for node in walk(declaration)) == 1:
        return (code.replaced(old.spec, f'"{path}"'),)
    added = _added(code, path, "")
    return (*added, *_removal(code.data, old.spec, added))


def left_over(file: SourceFile, edits: Sequence[Replacement]) -> list[Replacement]:
    """The edits that take away imports which nothing uses after ``edits``: Go does not compile with them."""
    before = parse(file).root_node
    after = _parsed(file, apply(file.data, edits))
    used = _qualifiers(before) - _qualifiers(after)
    result: list[Replacement] = []
    for declaration in named(before) if used else ():
        if declaration.type != "import_declaration":
            continue
        specs = [node for node in walk(declaration) if node.type == "import_spec"]
        for spec in specs:
            path, alias = spec.child_by_field_name("path"), spec.child_by_field_name("name")
            each = Import(_text(path)[1:-1], _text(alias), spec)
            if each.name in used:
                target = declaration if len(specs) == 1 else spec
                result += _removal(file.data, target, [*edits, *result])
    return result


def _parsed(file: SourceFile, data: bytes) -> Node:
    return parse(SourceFile(file.root, file.path, file.language, file.role, data)).root_node


def _text(node: Node | None) -> str:
    return (node.text or b"").decode("utf-8", errors="replace") if node is not None else ""


def _qualifiers(root: Node) -> set[str]:
    """The names that stand before a dot, where a package's name may stand."""
    found = set()
    for node in walk(root):
        if node.type == "qualified_type":
            found.add(_text(node.child_by_field_name("package")))
        elif node.type == "selector_expression":
            operand = node.child_by_field_name("operand")
            if operand is not None and operand.type == "identifier":
                found.add(_text(operand))
    return found


def _removal(data: bytes, node: Node, others: Sequence[Replacement]) -> list[Replacement]:
    """An import's line, or as much of it as other edits leave; nothing where a comment is on it."""
    start = data.rfind(b"\n", 0, node.start_byte) + 1
    end = data.find(b"\n", node.end_byte) + 1
    if not end or data[start : node.start_byte].strip() or data[node.end_byte : end].strip():
        return []
    follows = end + len(data[end:]) - len(data[end:].lstrip(b" \t"))
    before = start - 1 - (data[start - 2 : start - 1] == b"\r")
    blank = data.find(b"\n", end) + 1
    alone = not data[end:blank].strip() and data[:start].rstrip(b" \t\r\n").endswith(b"(")
    for place in (
        *([(start, blank)] if blank and alone else []),
        (start, end),
        (before, node.end_byte),
        (node.start_byte, follows),
    ):
        edit = Replacement(*place, b"")
        try:
            apply(data, [*others, edit])
        except ValueError:
            continue
        return [edit]
    return []


def _declared(code: Code, name: str, at: Node) -> bool:
    """Whether a name of an import is declared anew in the function around a node."""
    function = enclosing(at, "function_declaration", "method_declaration")
    if function is None:
        return False
    for node in uses(code, function, name):
        parent = node.parent
        if parent is not None and parent.type in ("parameter_declaration", "var_spec", "const_spec"):
            return True
        if parent is not None and parent.type == "expression_list" and parent.parent is not None:
            around = parent.parent
            if (
                around.type in ("short_var_declaration", "range_clause")
                and around.child_by_field_name("left") == parent
            ):
                return True
    return False


def _of_package(code: Code, name: str) -> bool:
    """Whether another file of the package declares the name, which an import must not have then."""
    pattern = re.compile(
        rb"^(?:(?:var|const|type|func)[ \t]+|\t)" + name.encode() + rb"(?=[ \t(,=\[])[^\n]*", re.MULTILINE
    )
    try:
        for place, path in enumerate(sorted(code.file.absolute.parent.glob("*.go"))):
            if place >= _MAX_SIBLINGS:
                return True
            if path.name != code.file.absolute.name and path.is_file() and path.stat().st_size <= _MAX_BYTES:
                found = pattern.search(path.read_bytes())
                if found and (not found.group().startswith(b"\t") or b"=" in found.group()):
                    return True
    except OSError:
        return True
    return False


def _added(code: Code, path: str, alias: str) -> tuple[Replacement, ...]:
    quoted = f'{alias} "{path}"' if alias else f'"{path}"'
    declarations = [node for node in named(code.root) if node.type == "import_declaration"]
    ours = [node for node in declarations if b'"C"' not in (node.text or b"")]
    if not ours:
        last = (
            declarations[-1]
            if declarations
            else next((node for node in named(code.root) if node.type == "package_clause"), None)
        )
        return (code.after(last, "", f"import {quoted}"),) if last is not None else ()
    declaration = ours[0]
    block = next((node for node in named(declaration) if node.type == "import_spec_list"), None)
    if block is None:
        spec = named(declaration)[0]
        if len(ours) > 1:
            return (code.after(ours[-1], f"import {quoted}"),)
        return _grouped(code, declaration, spec, path, quoted)
    return _in_block(code, block, path, quoted)


def _grouped(code: Code, declaration: Node, spec: Node, new: str, quoted: str) -> tuple[Replacement, ...]:
    """``import "fmt"`` becomes a block of two. The edits are such that those of two fixes may be put together."""
    path = code.text(spec.child_by_field_name("path"))
    key = declaration.start_byte + len("import")
    opened = Replacement(key, spec.start_byte, f" ({code.newline}\t".encode())
    closed = code.inserted(spec.end_byte, f"{code.newline})")
    if "." in path.split("/")[0]:
        return opened, code.inserted(spec.start_byte, f"{quoted}{code.newline}{code.newline}\t"), closed
    if new < path:
        return opened, code.inserted(spec.start_byte, f"{quoted}{code.newline}\t"), closed
    return opened, code.inserted(spec.end_byte, f"{code.newline}\t{quoted}"), closed


def _in_block(code: Code, block: Node, path: str, quoted: str) -> tuple[Replacement, ...]:
    """Into the first group of the block that is of the standard library; else a group of its own, before the others."""
    specs = [node for node in named(block) if node.type == "import_spec"]
    if block.start_point[0] == block.end_point[0] and specs:
        return ()
    group: list[Node] = []
    for spec in specs:
        if group and spec.start_point[0] > group[-1].end_point[0] + 1:
            if _standard(code, group):
                break
            group = []
        group.append(spec)
    if not _standard(code, group):
        if not specs:
            return (code.inserted(block.start_byte + 1, f"{code.newline}\t{quoted}{code.newline}"),)
        # In two edits, so that those of two imports make one group: a line, and what parts it from the others.
        first = next(node for node in named(block))
        start = block.start_byte + 1
        parted = Replacement(start, first.start_byte, f"{code.newline}{code.newline}\t".encode())
        return code.inserted(start, f"{code.newline}\t{quoted}"), parted
    before = [spec for spec in group if code.text(spec.child_by_field_name("path"))[1:-1] < path]
    if before:
        place = code.data.find(b"\n", before[-1].end_byte) + 1
    else:
        place = code.data.rfind(b"\n", 0, group[0].start_byte) + 1
    # A whole line between two others: neither is in the way when it is taken away itself.
    return (code.inserted(place, f"\t{quoted}{code.newline}"),)


def _standard(code: Code, group: list[Node]) -> bool:
    """Whether a group of imports has one of the standard library (their paths begin with a part without a dot)."""
    return any("." not in code.text(spec.child_by_field_name("path")).split("/")[0] for spec in group)
