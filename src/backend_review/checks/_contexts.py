"""Go: what functions of the project do with a context that they are given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from weakref import WeakKeyDictionary

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks._trees import walk
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

_FUNCTIONS = {"function_declaration", "method_declaration", "func_literal"}
_DECLARED = re.compile(rb"(?m)^func\s+(?:\([^)\n]*\)\s*)?(\w+)")
_BEGINS = re.compile(r"(?:^|\.)(?:Start|StartSpan\w*|NewSpan|Begin\w*Span)$")
# Log lines, and what a context carries: a logger, the id of a request, a span that is there already.
_READS = re.compile(
    r"^(?:slog|log|logger|logging|zerolog|logrus|zap)\b.*|.*\.(?:LogAttrs|(?:Debug|Info|Warn|Error)(?:Context|f|w|ln)?|WithContext)$"
    r"|(?:^|\.)(?:\w*From(?:Context|Ctx)|FromIncomingContext|SpanContext\w*)$"
)
_LOGGERS = re.compile(r"(?i)\blog(?:ger|rus|ging)?\b|\bzap|zerolog")
_DERIVES = re.compile(r"^context\.With\w+$")
_BACKGROUND = re.compile(r"\bcontext\.(?:Background|TODO)\(")
_MOST_FILES = 60
_MANY = 4
_DEEPEST = 12
_MOST_FUNCTIONS = 400


class Reach(IntEnum):
    """How far a context gets: it is dropped; to a trace, or to a few of the methods it may be for; to what can end with it."""

    DROPPED = 0
    LITTLE = 1
    WORK = 2


_declared: WeakKeyDictionary[Project, dict[str, list[str]]] = WeakKeyDictionary()


def reach_of(file: SourceFile, project: Project, given: Node) -> Reach:
    """How far a new context gets that the expression ``given`` in ``file`` makes, through functions that are seen.

    A method is any of the project that has its name and as many parameters: what one of them does, this call may do, but of
    many that drop it one alone says little.
    """
    return _Reached(project).of_value(file.path, given, 0)


class _Reached:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.known: dict[tuple[str, int, int], Reach] = {}

    def of_value(self, path: str, value: Node, depth: int) -> Reach:
        above = value.parent
        if above is None or depth > _DEEPEST or len(self.known) > _MOST_FUNCTIONS:
            return Reach.WORK
        if above.type == "argument_list" and above.parent is not None:
            return self.of_argument(path, above.parent, value, depth)
        if above.type == "selector_expression":
            return Reach.DROPPED if text_of(above.child_by_field_name("field")) == "Value" else Reach.WORK
        if above.type == "expression_list" and above.parent is not None:
            return self.of_assigned(path, above.parent, value, depth)
        return Reach.WORK

    def of_assigned(self, path: str, statement: Node, value: Node, depth: int) -> Reach:
        """The reach of the name that a statement gives to a value: the first of the names, as those of the library do."""
        left = statement.child_by_field_name("left")
        function = enclosing(value, _FUNCTIONS)
        if left is None or function is None or statement.child_by_field_name("right") is None:
            return Reach.WORK
        if value.start_byte < left.end_byte:  # it is written to
            return Reach.DROPPED
        name = left.named_children[0] if left.named_children else None
        if name is None or name.type != "identifier":
            return Reach.WORK
        if text_of(name) == "_":
            return Reach.DROPPED
        return self.of_name(path, function, text_of(name), value.end_byte, depth)

    def of_name(self, path: str, function: Node, name: str, after: int, depth: int) -> Reach:
        body = function.child_by_field_name("body")
        if body is None:
            return Reach.WORK
        found = Reach.DROPPED
        for use in walk(body, frozenset({"identifier"})):
            if use.start_byte >= after and text_of(use) == name and found < Reach.WORK:
                found = max(found, self.of_value(path, use, depth + 1))
        return found

    def of_argument(self, path: str, call: Node, given: Node, depth: int) -> Reach:
        called = text_of(call.child_by_field_name("function"))
        arguments = call.child_by_field_name("arguments")
        if arguments is None:
            return Reach.WORK
        if _reads(called):
            return Reach.DROPPED
        if _BEGINS.search(called) or _DERIVES.match(called):
            return max(self.of_value(path, call, depth + 1), Reach.LITTLE if _BEGINS.search(called) else Reach.DROPPED)
        listed = [item for item in arguments.named_children if item.type != "comment"]
        if given not in listed:
            return Reach.WORK
        made = list(self.functions(path, called, len(listed)))
        if not made or _passes_on(call, called):
            return Reach.WORK
        position = listed.index(given)
        found = [self.of_parameter(where, function, position, depth) for where, function in made]
        if len(found) >= _MANY and 4 * found.count(Reach.WORK) <= len(found):
            return max(Reach.LITTLE if item == Reach.WORK else item for item in found)
        return max(found)

    def of_parameter(self, path: str, function: Node, position: int, depth: int) -> Reach:
        key = (path, function.start_byte, position)
        if key not in self.known:
            self.known[key] = Reach.DROPPED  # of a function that calls itself
            names = _parameters(function)
            name = names[position] if position < len(names) else ""
            if name == "_":
                return Reach.DROPPED
            again = _BACKGROUND.search(text_of(function.child_by_field_name("body")))  # it cuts off what it was given
            self.known[key] = self.of_name(path, function, name, 0, depth) if name and not again else Reach.WORK
        return self.known[key]

    def functions(self, path: str, called: str, given: int) -> Iterator[tuple[str, Node]]:
        """The functions that a call may mean, with their files."""
        package, _, function = called.rpartition(".")
        places = self.files(path, package, function)
        method = package != "" and places is None
        for other in (places if places is not None else self.declaring(function))[:_MOST_FILES]:
            module = self.project.module(other)
            for node in module.tree.root_node.named_children if module is not None else ():
                named = node.child_by_field_name("name")
                kind = "method_declaration" if method else "function_declaration"
                if node.type == kind and text_of(named) == function and len(_parameters(node)) == given:
                    yield other, node

    def files(self, path: str, package: str, function: str) -> list[str] | None:
        """The files that declare a package's function; None where it is the method of a value."""
        module = self.project.module(path)
        if module is None:
            return []
        declaring = set(self.declaring(function))
        if not package:
            return [item for item in self.project.package(module) if item in declaring]
        if not re.fullmatch(r"\w+", package):
            return None
        text = module.file.text
        imported = re.search(rf'(?m)^\s*(?:import\s+)?(?:{package}\s+"([^"\n]+)"|"([^"\n]*\b{package})")', text)
        if imported is None:
            return None
        return [item for item in self.project.resolve(module, imported[1] or imported[2]) if item in declaring]

    def declaring(self, function: str) -> list[str]:
        """The files of production code that declare a function or method of a name."""
        if self.project not in _declared:
            found: dict[str, list[str]] = defaultdict(list)
            for path, file in sorted(self.project.files.items()):
                if file.language == "go" and not path.endswith("_test.go") and "mock" not in path.lower():
                    for name in {item.decode() for item in _DECLARED.findall(file.data)}:
                        found[name].append(path)
            _declared[self.project] = found
        return _declared[self.project].get(function, [])


def _reads(called: str) -> bool:
    """Whether a call only logs, or takes out of a context what it carries; ``db.WithContext(ctx)`` is none."""
    if not _READS.search(called):
        return False
    return not called.endswith(".WithContext") or _LOGGERS.search(called) is not None


def _passes_on(call: Node, called: str) -> bool:
    """Whether a method calls the one of its name of what it holds: ``r.rows.FindOne(ctx, filter)`` is the driver's."""
    around = enclosing(call, {"method_declaration"})
    owner, _, name = called.rpartition(".")
    if around is None or not owner or text_of(around.child_by_field_name("name")) != name:
        return False
    receiver = around.child_by_field_name("receiver")
    own = (
        [text_of(item.child_by_field_name("name")) for item in receiver.named_children] if receiver is not None else []
    )
    return owner not in own


def _parameters(function: Node) -> list[str]:
    """The names of a function's parameters in order; ``_`` for those without one."""
    parameters = function.child_by_field_name("parameters")
    names: list[str] = []
    for item in parameters.named_children if parameters is not None else ():
        if item.type in {"parameter_declaration", "variadic_parameter_declaration"}:
            own = [text_of(name) for name in item.children_by_field_name("name")]
            names += own or ["_"]
    return names
