"""Go: functions that use the context that they are given for a span of a trace, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks._trees import walk
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

_BEGINS = re.compile(r"(?:^|\.)(?:Start|StartSpan\w*|NewSpan|Begin\w*Span)$")
_MOST_FILES = 60


def only_traces(file: SourceFile, project: Project, call: Node, given: Node) -> bool:
    """Whether a call leads to a function of the project that begins a span with the context ``given`` and drops it then.

    ``call`` is in ``file``. False where the function is not seen, or is a method.
    """
    arguments = call.child_by_field_name("arguments")
    if arguments is None or given not in arguments.named_children:
        return False
    position = [item for item in arguments.named_children if item.type != "comment"].index(given)
    made = list(_functions(file, project, text_of(call.child_by_field_name("function"))))
    return bool(made) and all(_only_begins(function, position) for function in made)


def _functions(file: SourceFile, project: Project, name: str) -> Iterator[Node]:
    module = project.module(file.path)
    package, _, function = name.rpartition(".")
    if module is None or not re.fullmatch(r"\w*", package):
        return
    folder = file.path.rpartition("/")[0]
    paths = [path for path in project.files if path.rpartition("/")[0] == folder and path.endswith(".go")]
    if package:
        imported = re.search(rf'(?m)^\s*(?:import\s+)?(?:{package}\s+)?"([^"\n]*\b{package})"', file.text)
        paths = list(project.resolve(module, imported.group(1))) if imported is not None else []
    for path in paths[:_MOST_FILES]:
        other = project.module(path)
        if other is None or f"func {function}(" not in other.file.text or path.endswith("_test.go"):
            continue
        for node in other.tree.root_node.named_children:
            named = node.child_by_field_name("name") if node.type == "function_declaration" else None
            if named is not None and text_of(named) == function:
                yield node


def _only_begins(function: Node, position: int) -> bool:
    parameters = function.child_by_field_name("parameters")
    names: list[str] = []
    for item in parameters.named_children if parameters is not None else ():
        own = [text_of(name) for name in item.children_by_field_name("name")]
        names += own or ["_"]
    body = function.child_by_field_name("body")
    if position >= len(names) or body is None:
        return False
    uses = [item for item in walk(body, frozenset({"identifier"})) if text_of(item) == names[position]]
    return all(_begins_a_span(item) for item in uses)


def _begins_a_span(use: Node) -> bool:
    """``_, span := tracer.Start(ctx, "parse")``: the context of the span is dropped."""
    call = use.parent.parent if use.parent is not None and use.parent.type == "argument_list" else None
    if call is None or not _BEGINS.search(text_of(call.child_by_field_name("function"))):
        return False
    holder = call.parent.parent if call.parent is not None else None
    left = holder.child_by_field_name("left") if holder is not None else None
    return left is not None and text_of(left).replace(" ", "").startswith("_,")
