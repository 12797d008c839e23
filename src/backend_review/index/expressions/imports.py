"""Imports: the names that an import statement defines, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.index.expressions.lowering import Lowering


def imported(low: Lowering, node: Node, language: str) -> Iterator[tuple[str, str]]:
    """Each name that an import defines, with the dotted name of what it is."""
    if node.type == "import_spec":
        yield _go(low, node)
    elif node.type == "import_from_statement":
        module = low.text(node.child_by_field_name("module_name"))
        for child in node.children_by_field_name("name"):
            name, alias = _aliased(low, child)
            yield alias or name, f"{module}.{name}"
    elif language == "python":
        for child in node.children_by_field_name("name"):
            name, alias = _aliased(low, child)
            name = name if child.type == "aliased_import" else name.partition(".")[0]
            yield alias or name, name
    else:
        yield from _javascript(low, node)


def _aliased(low: Lowering, child: Node) -> tuple[str, str]:
    """The name and the alias of an imported item of Python; no alias: ""."""
    if child.type == "aliased_import":
        return low.text(child.child_by_field_name("name")), low.text(child.child_by_field_name("alias"))
    return low.text(child), ""


def _go(low: Lowering, node: Node) -> tuple[str, str]:
    path = low.text(node.child_by_field_name("path")).strip('"`')
    alias = low.text(node.child_by_field_name("name"))
    return alias or package_of(path), path


def package_of(path: str) -> str:
    """What a Go package is most likely called whose path this is; its files say it.

    ``/v2`` and more at the end is the major version of a module, ``/v1`` never is: https://go.dev/ref/mod#major-version-suffixes
    """
    parts = [part for part in path.split("/") if not re.fullmatch(r"v(?:[02-9]|[1-9]\d+)", part)]
    name = re.sub(r"\.v\d+$", "", parts[-1]) if parts else path
    return name.removeprefix("go-").removesuffix("-go").replace("-", "")


def _javascript(low: Lowering, node: Node) -> Iterator[tuple[str, str]]:
    module = low.text(node.child_by_field_name("source")).strip("'\"`")
    for child in node.named_children:
        if child.type == "import_require_clause":
            source = child.child_by_field_name("source")
            yield low.text(child.named_children[0]), low.text(source).strip("'\"`")
        if child.type != "import_clause":
            continue
        for part in child.named_children:
            if part.type == "identifier":
                yield low.text(part), module
            elif part.type == "namespace_import":
                yield low.text(part.named_children[0]), module
            elif part.type == "named_imports":
                for item in part.named_children:
                    name = low.text(item.child_by_field_name("name"))
                    alias = low.text(item.child_by_field_name("alias")) or name
                    yield alias, module if name == "default" else f"{module}.{name}"
