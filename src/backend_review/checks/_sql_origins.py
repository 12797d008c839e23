"""Whether what fills a hole in a text is the program's own, as other files of the project tell.

A parameter is when every call of its function gives it a constant; a member is when its class declares it a number; what
a function of another file gives is when it returns constants, numbers and dates. Where that cannot be seen it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from backend_review.checks._texts import Hole, Texts, arguments, method, takes_no_text, text_of
from backend_review.checks._texts.functions import (
    called_at,
    is_decorated,
    is_harmless_use,
    name_of,
    parameters,
    place_of,
)
from backend_review.index.program import Import, Module
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

if TYPE_CHECKING:
    from tree_sitter import Node

_DEPTH = 3
_USES = 120
_LANGUAGES = {"python": {"python"}, "go": {"go"}, "javascript": {"javascript", "typescript"}}
_MEMBERS = {"attribute", "member_expression", "selector_expression"}
_WORDS = {"identifier", "property_identifier", "field_identifier", "shorthand_property_identifier"}
_FILLS = {"keyed_element", "pair", "assignment_statement", "assignment_expression", "assignment", "keyword_argument"}
_FILLS_BY_PATTERN = {"shorthand_property_identifier"}
_SPREADS = {"list_splat", "dictionary_splat", "spread_element", "variadic_argument"}
_ROOT = re.compile(r"[A-Za-z_]\w*")
_CONSTANT = re.compile(r"(?:[A-Za-z_]\w*\.)*[A-Z][A-Z0-9_]+")
_SAME_VALUE = {"await", "await_expression", "parenthesized_expression", "as_expression", "non_null_expression"}
# What gives rows, of whichever library
_READS = re.compile(
    r"_?(?:fetch|query|execute|exec|find|select|scan|scalar|raw|get_?(?:rows?|many|all|one)|all$|first$|one$|one_or_none$)\w*",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"^(?P<owner>[A-Za-z_]\w*)[.?!]+(?P<name>[A-Za-z_]\w*)!?$")
_MEMBER_OF_TABLE = re.compile(r"^[A-Z]\w*\.[A-Z]\w*$")  # Status.Active


class ProjectTexts(Texts):
    """The texts of one file of a project."""

    def __init__(self, file: SourceFile, origins: Origins) -> None:
        super().__init__(file)
        self.origins = origins

    def gives_own(self, name: str) -> bool:
        """Whether a function of another file, called by this name, gives text of the program's own."""
        return self.origins.gives_own(self, name)

    def is_own(self, hole: Hole) -> bool:
        """Whether nobody but the program chooses what fills a hole."""
        return self.origins.is_own(self, hole)

    def is_kept(self, hole: Hole) -> bool:
        """Whether a hole is filled from the state of the method's own object, or from a row that was read.

        A parameter is, where every call of its function gives it such a thing, or something of the program's own.
        """
        written = hole.annotation if hole.annotation and hole.origin in {"attribute", "item"} else hole.text
        root = _ROOT.match(written)
        if root is None:
            return False
        if written != root[0] and root[0] in {"self", "this", self._receiver(hole.node)}:
            return True
        return self._is_read(hole.node, root[0], 0) or self.origins.is_given_kept(self, hole)

    def _receiver(self, node: Node) -> str:
        """Go: the name of the object that the method around a place is of."""
        function = self.function_around(node)
        given = function.child_by_field_name("receiver") if function.type == "method_declaration" else None
        found = re.match(r"\(\s*(\w+)", text_of(given)) if given is not None else None
        return found[1] if found else ""

    def _is_read(self, node: Node, name: str, depth: int) -> bool:
        """Whether a variable holds what a query gave, or an item of it."""
        _, bindings = self.bindings(node, name)
        if not bindings or depth > _DEPTH:
            return False
        for item in bindings:
            value = item.value
            while value is not None and value.type in _SAME_VALUE and value.named_children:
                value = value.named_children[0]
            if item.kind not in {"set", "loop", "opaque"} or value is None:
                return False
            listed = value.named_children if value.type in {"tuple", "list", "array"} else ()
            if listed and all(text_of(child).startswith(("self.", "this.")) for child in listed):
                continue  # for store in (self.albums, self.tracks)
            asked = value.type in {"call", "call_expression"} and _READS.match(method(value))
            root = _ROOT.match(text_of(value if asked else _beneath(value)))
            if not asked and (root is None or root[0] == name or not self._is_read(node, root[0], depth + 1)):
                return False
        return True


def _beneath(value: Node) -> Node:
    """Python: what a list is made of by a function or a comprehension: ``enumerate(unique([row[0] for row in rows]))``."""
    for _ in range(_DEPTH):
        if value.type == "call":
            called, given = value.child_by_field_name("function"), value.child_by_field_name("arguments")
            plain = called is not None and called.type == "identifier"
            if not plain or given is None or len(given.named_children) != 1:
                break
            value = given.named_children[0]
        elif value.type in {"list_comprehension", "set_comprehension", "generator_expression"}:
            clauses = [child for child in value.named_children if child.type == "for_in_clause"]
            right = clauses[0].child_by_field_name("right") if len(clauses) == 1 else None
            if right is None:
                break
            value = right
        else:
            break
    return value


class Origins:
    """Answers for the holes of one project's texts; what is parsed for one answer is kept for the next."""

    def __init__(self, project: Project, safe: Callable[[Hole], bool]) -> None:
        """``safe`` says of a hole by itself that the program fills it."""
        self.project = project
        self.safe = safe
        self._texts: dict[str, ProjectTexts] = {}
        self._imports: dict[str, dict[str, Import]] = {}
        self._answers: dict[tuple[str, int, str], bool] = {}
        self._pending: set[tuple[str, int, str]] = set()

    def texts(self, file: SourceFile) -> ProjectTexts:
        """The texts of a file, kept to be looked into."""
        if file.path not in self._texts:
            self._texts[file.path] = ProjectTexts(file, self)
        return self._texts[file.path]

    def is_own(self, texts: Texts, hole: Hole, depth: int = 0) -> bool:
        """Whether nobody but the program chooses what fills a hole."""
        for written in filter(None, (hole.text, hole.annotation)):
            if self._is_package_member(texts, written) or self._is_number(texts, hole.node, written):
                return True
            if self._is_constant_member(texts, written, depth) or _CONSTANT.fullmatch(written):
                return True
        if hole.origin == "other" and hole.node.type == "identifier" and self._is_of_module(texts, hole.text):
            return True
        return depth < _DEPTH and self._all_callers_own(texts, hole, depth)

    # Members

    def _is_package_member(self, texts: Texts, written: str) -> bool:
        """Go: a constant or variable of another package; JavaScript: a member of an enumeration."""
        found = _MEMBER.match(written)
        if found is None:
            return False
        if texts.language == "go":
            return found["owner"] in self._imported(texts.file) and found["name"][:1].isupper()
        return texts.language == "javascript" and _MEMBER_OF_TABLE.match(written) is not None

    def _is_number(self, texts: Texts, node: Node, written: str) -> bool:
        """Whether the class that a value is a member of declares the member a number: ``page.size``, ``{ size } = page``."""
        found = _MEMBER.match(written)
        if found is not None:
            return self._declares_number(texts, self._type_of(texts, node, found["owner"]), found["name"])
        _, bindings = texts.bindings(node, written)
        owners = {text_of(item.value) for item in bindings if item.kind == "opaque" and item.value is not None}
        if len(owners) != 1 or len(bindings) != 1:
            return False
        return self._declares_number(texts, self._type_of(texts, node, owners.pop()), written)

    def _is_of_module(self, texts: Texts, name: str) -> bool:
        """Whether a name that nothing binds in its file is a variable of its package, or an imported one."""
        return texts.language == "go" or name in self._imported(texts.file)

    def _is_constant_member(self, texts: Texts, written: str, depth: int) -> bool:
        """Whether a member gets nothing but constants wherever the project fills it: ``options.sort``."""
        found = _MEMBER.match(written)
        if found is None or depth >= _DEPTH or len(found["name"]) < 4:
            return False
        key = ("", -2, f"{texts.language} {found['name']}")
        if key in self._pending:
            return False
        if key not in self._answers:
            self._pending.add(key)
            self._answers[key] = self._filled_with_own(texts.language, found["name"], depth)
            self._pending.discard(key)
        return self._answers[key]

    def _filled_with_own(self, language: str, name: str, depth: int) -> bool:
        filled = 0
        for file, node in self._uses(language, name):
            around = node.parent
            while around is not None and around.type in {*_MEMBERS, "literal_element"}:
                node, around = around, around.parent
            if around is None or around.type not in _FILLS:
                if node.type in _FILLS_BY_PATTERN:
                    return False
                continue
            first = around.child_by_field_name("left") or around.child_by_field_name("key") or around.named_children[0]
            value = (
                around.child_by_field_name("right") or around.child_by_field_name("value") or around.named_children[-1]
            )
            if first.id != node.id and text_of(first) != text_of(node):
                continue  # it is read there
            if value.id == first.id or not self._is_own_value(file, value, depth):
                return False
            filled += 1
        return filled > 0

    def _type_of(self, texts: Texts, node: Node, name: str) -> str:
        _, bindings = texts.bindings(node, name)
        types = {item.annotation for item in bindings}
        return types.pop().lstrip("*&").strip() if len(types) == 1 else ""

    def _declares_number(self, texts: Texts, name: str, member: str, depth: int = 0) -> bool:
        if not name.isidentifier() and "." not in name:
            return False
        name = name.rpartition(".")[2]
        for body, bases in self._declarations(texts.language, name):
            declared = re.search(
                rf"(?m)^\s*(?:(?:public|readonly)\s+)*{re.escape(member)}(?:[?!]?\s*:\s*|\s+)([^=;,\n/#`]+)", body
            )
            if declared is not None:
                return takes_no_text(declared[1].strip())
            if depth < _DEPTH and any(self._declares_number(texts, base, member, depth + 1) for base in bases):
                return True
        return False

    def _declarations(self, language: str, name: str) -> Iterator[tuple[str, list[str]]]:
        """The text of each class, interface or structure with a name, and the names of those it is made of."""
        if not name.isidentifier():
            return
        for file in self._files(language):
            if name not in file.text:
                continue
            for found in re.finditer(
                rf"(?m)^[ \t]*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:class|interface|type)\s+{name}\b([^{{:\n]*)[{{:]",
                file.text,
            ):
                body = file.text[found.end() : found.end() + 6000]
                end = re.search(r"(?m)^[})]|^\S", body[1:])
                yield body[: end.start() + 1] if end else body, re.findall(r"\b[A-Z]\w+", found[1])

    # Functions of other files

    def _imported(self, file: SourceFile) -> dict[str, Import]:
        if file.path not in self._imports:
            module = self.project.module(file.path)
            found = {}
            for statement in module.body if module is not None else ():
                for item in statement.imports:
                    found[item.name] = item
            self._imports[file.path] = found
        return self._imports[file.path]

    def gives_own(self, texts: Texts, name: str) -> bool:
        """Whether a function that is imported gives constants, numbers and dates only."""
        owner, _, last = name.rpartition(".")
        item = self._imported(texts.file).get(owner or last)
        module = self.project.module(texts.file.path)
        key = (texts.file.path, -1, name)
        if item is None or module is None or "." in owner or key in self._pending:
            return False
        if key not in self._answers:
            self._pending.add(key)
            self._answers[key] = self._returns_own(module, item, owner, last)
            self._pending.discard(key)
        return self._answers[key]

    def _returns_own(self, module: Module, item: Import, owner: str, last: str) -> bool:
        places = [item.module]
        if owner and item.member not in {"", "*", "default"}:
            places = [f"{item.module}.{item.member}" if not item.module.endswith(".") else item.module + item.member]
        wanted = last if owner or item.member in {"", "*", "default"} else item.member
        known: list[tuple[Texts, Node]] = []
        for path in (path for place in places for path in self.project.resolve(module, place)):
            other = self.texts(self.project.files[path])
            known.extend((other, function) for function in other.functions(wanted))
        return len(known) == 1 and known[0][0].returns_own(known[0][1])

    # Callers

    def _all_callers_own(self, texts: Texts, hole: Hole, depth: int) -> bool:
        """Whether a hole is a parameter that every call in the project gives a constant."""
        return self._asked_of_callers(texts, hole, depth, kept=False)

    def is_given_kept(self, texts: Texts, hole: Hole) -> bool:
        """Whether a hole is a parameter that every call gives something out of a row that was read, or of its own."""
        return len(self._pending) < _DEPTH and self._asked_of_callers(texts, hole, 0, kept=True)

    def _asked_of_callers(self, texts: Texts, hole: Hole, depth: int, kept: bool) -> bool:
        if hole.origin != "parameter" or not hole.text.isidentifier():
            return False
        function, bindings = texts.bindings(hole.node, hole.text)
        key = (texts.file.path, function.start_byte, hole.text + (" kept" if kept else ""))
        if function == texts.root or key in self._pending or any(item.kind != "parameter" for item in bindings):
            return False
        if key not in self._answers:
            self._pending.add(key)
            self._answers[key] = self._calls_give(texts, function, hole.text, depth, kept)
            self._pending.discard(key)
        return self._answers[key]

    def _calls_give(self, texts: Texts, function: Node, parameter: str, depth: int, kept: bool) -> bool:
        name, place = name_of(function), place_of(function, parameter)
        if len(name) < 4 or place is None or is_decorated(function):
            return False
        calls, is_method = (
            0,
            function.type in {"method_definition", "method_declaration"} or "self" in parameters(function),
        )
        for file, node in self._uses(texts.language, name):
            if file.path != texts.file.path and not is_method and self._has_another(file, name):
                continue
            call = called_at(node)
            if call is None:
                if is_harmless_use(node):
                    continue
                return False  # somebody else calls it
            calls += 1
            if not self._gives(file, call, parameter, place, depth, kept):
                return False
        return calls > 0

    def _has_another(self, file: SourceFile, name: str) -> bool:
        """Whether a file has a function of its own with a name, and none from elsewhere."""
        return bool(self.texts(file).functions(name)) and name not in self._imported(file)

    def _gives(self, file: SourceFile, call: Node, parameter: str, place: int, depth: int, kept: bool) -> bool:
        """Whether a call gives a parameter something of the program's own, or leaves it to its default."""
        positional, named = arguments(call)
        if any(item.type in _SPREADS for item in [*positional, *named.values()]):
            return False
        value = named.get(parameter) or (positional[place] if place < len(positional) else None)
        if value is None:
            return True
        return self._is_own_value(file, value, depth, kept)

    def _is_own_value(self, file: SourceFile, value: Node, depth: int, kept: bool = False) -> bool:
        texts = self.texts(file)
        holes = [part for part in texts.parts(value) if isinstance(part, Hole)]
        return all(
            self.safe(part) or self.is_own(texts, part, depth + 1) or (kept and texts.is_kept(part)) for part in holes
        )

    def _uses(self, language: str, name: str) -> list[tuple[SourceFile, Node]]:
        """Where a name stands in the project's code, tests aside; nothing when that is in too many places."""
        found: list[tuple[SourceFile, Node]] = []
        word = re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")
        for file in self._files(language):
            if name not in file.text:
                continue
            places = [match.span() for match in word.finditer(file.data)]
            if len(found) + len(places) > _USES:
                return []
            root = self.texts(file).root
            nodes = (root.descendant_for_byte_range(start, end) for start, end in places)
            found.extend((file, node) for node in nodes if node is not None and node.type in _WORDS)
        return found

    def _files(self, language: str) -> Iterator[SourceFile]:
        for path in sorted(self.project.files):
            file = self.project.files[path]
            if file.language in _LANGUAGES[language] and file.role not in {"test", "fixture"}:
                yield file
