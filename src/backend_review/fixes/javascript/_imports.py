"""Imports that fixes add, in the file's own style: ``import`` or ``require``; what is there is used as it is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code
from backend_review.fixes.proposal import Replacement
from backend_review.index.syntax import named, walk

if TYPE_CHECKING:
    from tree_sitter import Node

_REQUIRES = re.compile(r"\brequire\(")


def name_of(code: Code, *modules: str) -> str:
    """What one of these modules is called in the file as a whole; "" where it is not imported whole."""
    names = code.names
    for name, found in names.module.names.items() if names is not None else ():
        for item in found:
            if item.kind == "import" and item.module in modules:
                return name
            made = item.expr if item.kind == "value" and not item.path and len(found) == 1 else None
            if made is not None and made.kind == "call" and names is not None and names.qualify(made) in modules:
                return name
    return ""


def member(code: Code, name: str, *modules: str) -> tuple[str, list[Replacement]] | None:
    """How a function of a module is called (``crypto.randomInt``), and the edits that import it where needed.

    ``modules`` are the names it goes by, the one to import first. None where its name means something else.
    """
    names = code.names
    if names is None:
        return None
    for local, found in names.module.names.items():
        wanted = {f"{module}.{name}" for module in modules}
        if any(item.kind == "import" and item.module in wanted for item in found):
            return local, []
        if any(
            item.kind == "value" and item.path == name and item.expr is not None and names.qualify(item.expr) in modules
            for item in found
        ):
            return local, []
    whole = name_of(code, *modules)
    if whole:
        return f"{whole}.{name}", []
    if any(name in scope.names for scope in names.scopes.values()):
        return None
    edit = _joined(code, name, modules)
    if edit is None and modules[0] == "crypto" and not re.search(rb"\bcrypto\b", code.data):
        # As a whole, so that all fixes of a file add the same line.
        edit = _added(code, "crypto", modules[0], whole=True)
        return (f"crypto.{name}", [edit]) if edit is not None else None
    edit = edit or _added(code, name, modules[0])
    return (name, [edit]) if edit is not None else None


def _joined(code: Code, name: str, modules: tuple[str, ...]) -> Replacement | None:
    """One more name in the braces of an import of the module, where there is one."""
    for statement in named(code.root):
        if statement.type == "import_statement":
            source = code.text(statement.child_by_field_name("source")).strip("'\"")
            if source in modules and not re.match(r"import\s+type\b", code.text(statement)):
                lists = [node for node in walk(statement) if node.type == "named_imports"]
                return _last_of(lists[0], name, code) if lists else None
        elif statement.type in {"lexical_declaration", "variable_declaration"}:
            for declarator in named(statement):
                pattern, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
                required = re.fullmatch(r"""require\(["']([\w:/@.-]+)["']\)""", code.text(value))
                if pattern is not None and pattern.type == "object_pattern" and required and required[1] in modules:
                    return _last_of(pattern, name, code)
    return None


def _last_of(names: Node, name: str, code: Code) -> Replacement | None:
    inner = [node for node in named(names) if node.type != "comment"]
    if not inner or inner[-1].type == "rest_pattern":
        return None
    return code.inserted(inner[-1].end_byte, f", {name}")


def _added(code: Code, name: str, module: str, whole: bool = False) -> Replacement | None:
    """A line that imports one name (or the whole module by it), behind the last import of the file."""
    statements = named(code.root)
    imports = [node for node in statements if node.type == "import_statement"]
    requires = [
        node
        for node in statements
        if node.type in {"lexical_declaration", "variable_declaration"} and _REQUIRES.search(code.text(node))
    ]
    if imports or (not requires and _is_module(code)):
        names = f"* as {name}" if whole else f"{{ {name} }}"
        line = f"import {names} from {code.quoted(module)}{_end(code, imports)}"
    else:
        names = name if whole else f"{{ {name} }}"
        line = f"const {names} = require({code.quoted(module)}){_end(code, requires)}"
    last = (imports or requires)[-1:]
    if last:
        return code.inserted(last[0].end_byte, code.newline + line)
    first = next((node for node in statements if not _stays_first(code, node)), None)
    return code.inserted(first.start_byte, line + code.newline + code.newline) if first is not None else None


def _end(code: Code, like: list[Node]) -> str:
    if like:
        return ";" if code.text(like[-1]).endswith(";") else ""
    return code.semicolon


def _is_module(code: Code) -> bool:
    return (
        code.typed
        or code.file.path.endswith(".mjs")
        or any(node.type == "export_statement" for node in named(code.root))
    )


def _stays_first(code: Code, node: Node) -> bool:
    """Comments, ``#!``, and directives such as ``"use strict"``."""
    directive = node.type == "expression_statement" and code.text(node).rstrip(";")[:1] in {'"', "'"}
    return node.type in {"comment", "hash_bang_line"} or directive


def below_imports(code: Code, text: str) -> Replacement | None:
    """A declaration of the file's own before what follows its imports, with an empty line between."""
    follows: Node | None = None
    seen = False
    for node in named(code.root):
        required = node.type in {"lexical_declaration", "variable_declaration"} and _REQUIRES.search(code.text(node))
        if node.type == "import_statement" or required:
            follows, seen = None, True
        elif follows is None and node.start_byte > 0:
            follows = node if seen and not _beside(code, node) else None
    if follows is None:
        return None
    apart = code.data[: follows.start_byte].replace(b"\r", b"").endswith(b"\n\n")
    text = f"{text}\n\n" if apart else f"\n{text}\n\n"
    return code.inserted(follows.start_byte, text.replace("\n", code.newline))


def _beside(code: Code, node: Node) -> bool:
    """Whether a comment is behind a statement on its line."""
    start = code.data.rfind(b"\n", 0, node.start_byte) + 1
    return node.type == "comment" and bool(code.data[start : node.start_byte].strip())
