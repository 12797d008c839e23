"""What the checks on code that requests run have in common: calls within it, by the full name of what they call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._syntax import positions
from backend_review.finding import Audience, Confidence, Match, Severity, TraceStep
from backend_review.index.program import Module
from backend_review.index.syntax import named, walk
from backend_review.model.served import Served
from backend_review.project.source import SourceFile

_CALLS = {"call", "call_expression", "new_expression"}
_NAMED = {"identifier", "attribute", "member_expression", "selector_expression"}
_imports: WeakKeyDictionary[SourceFile, dict[str, str]] = WeakKeyDictionary()
# What runs a closure when the program is stopped, and not for a request.
_AT_THE_END = re.compile(
    r"(?:^|\.)(?:on|once|addListener|addSignalListener|signal|register|add_signal_handler|AfterFunc)$"
)
_ENDS = re.compile(r"SIG[A-Z]+|uncaught|unhandled|exit|atexit|shutdown", re.IGNORECASE)


def served_code(backend: Backend) -> Iterator[Served]:
    """What requests run of the project's own production code."""
    for item in backend.served:
        if item.function.module.file.role == "production":
            yield item


def asked(item: Served) -> str:
    """What is asked for, as messages write it."""
    return item.entry if item.entry.startswith(("every request", "a request")) else f"`{item.entry}`"


def calls_within(module: Module, function: Node) -> Iterator[Node]:
    """The calls in a function and in its closures, without those of closures that run when the program stops."""
    pending = [function]
    while pending:
        node = pending.pop()
        if node.type in _CALLS:
            yield node
            called = module.text(called_by(node))
            if _AT_THE_END.search(called) and _ENDS.search(module.text(node)[:120]):
                continue
        pending.extend(reversed(named(node)))


def called_by(call: Node) -> Node | None:
    """What a call calls."""
    return call.child_by_field_name("function") or call.child_by_field_name("constructor")


def full_name(module: Module, call: Node) -> str:
    """What a call calls, by its full name where an import of the file says it, and as it is written otherwise."""
    target = called_by(call)
    if target is None or target.type not in _NAMED:
        return module.text(target)
    written = re.sub(r"\s+|\?(?=\.)", "", module.text(target))
    first, dot, rest = written.partition(".")
    return imports_of(module).get(first, first) + dot + rest


def imports_of(module: Module) -> dict[str, str]:
    """The full names of what a file imports, by its own names for them; imports within functions too."""
    known = _imports.get(module.file)
    if known is not None:
        return known
    found: dict[str, str] = {}
    for statement in module.body:
        for item in statement.imports:
            if item.name:
                found[item.name] = (
                    f"{item.module}.{item.member}" if item.member not in {"", "*", "default"} else item.module
                )
    if module.language == "python":
        for node in walk(module.tree.root_node):
            if node.type in {"import_statement", "import_from_statement"}:
                source = module.text(node.child_by_field_name("module_name"))
                for part in node.children_by_field_name("name"):
                    name, alias = part.child_by_field_name("name"), part.child_by_field_name("alias")
                    full = module.text(name if name is not None else part)
                    if source or alias is not None:
                        found[module.text(alias) if alias is not None else full] = (
                            f"{source}.{full}" if source else full
                        )
    _imports[module.file] = found
    return found


def node_match(
    rule: str,
    module: Module,
    node: Node,
    message: str,
    trace: tuple[TraceStep, ...] = (),
    severity: Severity | None = None,
    confidence: Confidence | None = None,
    audience: Audience | None = None,
) -> Match:
    """A match on a part of the code."""
    start, end = positions(module.file, node)
    return Match(
        rule, module.path, start, end, message, severity=severity, confidence=confidence, audience=audience, trace=trace
    )


def step_at(module: Module, node: Node, message: str) -> TraceStep:
    """A step of a trace at a part of the code."""
    start, _ = positions(module.file, node)
    return TraceStep(module.path, start.line, start.column, message)
