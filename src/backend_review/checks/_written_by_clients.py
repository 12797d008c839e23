"""Django: whether a serializer or a form is ever given what a client sent.

Asked of all places that name its class: views that it belongs to, serializers that it is a field of, classes that are
made of it, calls. What is not understood counts as a place where it is given a client's data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.index.project import Project
from backend_review.project.source import SourceFile

_READS = re.compile(r"(?i)^(?:list|retrieve|read|get|head|options|metadata|destroy|delete|history|export)$")
_READING_NAME = re.compile(r"(?i)(?:^|_)(?:list|retrieve|read|detail|output|out|response|get)(?:_|$)")
_DOCUMENTED = re.compile(r"(?i)^(?:responses?|response_\w+|returns?)$")
_WRITING_METHODS = (
    "post", "put", "patch", "create", "update", "partial_update", "perform_create", "perform_update",
    "bulk_create", "bulk_update",
)  # fmt: skip
_WRITING_BASE = re.compile(r"(?i)create|update|upsert|bulk|modelview|write|save|form|edit|put|patch|post")
_READING_BASE = re.compile(
    r"^(?:(?:List|Retrieve|Destroy)ModelMixin|ReadOnlyModelViewSet|GenericViewSet|GenericAPIView|"
    r"(?:List|Retrieve|Destroy|RetrieveDestroy)APIView)$"
)
_GIVES_DATA = re.compile(
    r"(?:get_serializer|serializer_class|[Ss]erializer)\([^()]{0,400}(?:\([^()]{0,200}\)[^()]{0,200}){0,4}\bdata\s*="
)
_SETS_FIELDS = re.compile(r"\bquery_params\[[\"']fields[\"']\]\s*=(?!=)")
_WRITES_HTTP = re.compile(r"(?i)['\"](?:post|put|patch)['\"]")
_ACTION = re.compile(r"\b(?:self\.)?(?:action|request\.method)\b\s*(?:==|in)\s*([^:]+)")
_ADMIN = re.compile(r"(?:Admin|Inline)(?:Mixin)?$")
_SAYS_NOTHING = {"import_statement", "import_from_statement", "aliased_import", "type"}
_MAX_DEPTH = 6


class Written(Enum):
    """What became of the question: given, not given, or a class that nothing names."""

    YES = 1
    NO = 2
    UNUSED = 3


def written(project: Project, name: str, file: SourceFile) -> Written:
    """Whether clients' data are given to a serializer or form that a file defines; YES where nothing uses the file."""
    clients = _of(project)
    if clients.are_few(name):
        return Written.NO
    found = clients.write(name)
    return Written.YES if found is Written.UNUSED and not clients.are_imported(file) else found


@lru_cache(maxsize=1)
def _of(project: Project) -> _Clients:
    return _Clients(project)


class _Clients:
    """The classes of a project, asked whether clients' data reach them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[str, Written] = {}
        self._definitions: dict[str, list[Node]] = {}
        self._files = [file for file in project.files.values() if file.language == "python" and file.role != "test"]

    def write(self, name: str, depth: int = 0) -> Written:
        """Whether clients' data are given to the serializers or forms of a class (by its name)."""
        if name in self._known:
            return self._known[name]
        if depth > _MAX_DEPTH:
            return Written.YES
        self._known[name] = Written.UNUSED  # what only uses itself is not used
        found = Written.UNUSED
        for node in self._mentions(name):
            use = self._use(node, name, depth)
            if use is Written.YES:
                found = use
                break
            if use is Written.NO:
                found = use
        self._known[name] = found
        return found

    def are_few(self, name: str) -> bool:
        """Whether the program itself says on each request which fields a serializer has, others are taken away.

        https://github.com/dbrgn/drf-dynamic-fields: they are named by ``query_params["fields"]``, which a view sets.
        """
        bases = (klass.child_by_field_name("superclasses") for klass in self._defined(name))
        return any(base is not None and "DynamicFieldsMixin" in text_of(base) for base in bases) and any(
            _SETS_FIELDS.search(file.text) for file in self._files
        )

    def are_imported(self, file: SourceFile) -> bool:
        """Whether other files import a class from a file: then one that nobody names is not used."""
        path = PurePosixPath(file.path)
        stem = re.escape(path.parent.name if path.stem == "__init__" else path.stem)
        imports = re.compile(
            rf"(?m)^\s*(?:from\s+[\w.]*\b{stem}\s+import|import\s+[\w.]*\b{stem}\b)|^\s*from\s+[\w.]+\s+import\s[^(\n]*\b{stem}\b"
        )
        names = re.findall(r"(?m)^class (\w+)", file.text)[:200]
        named = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
        return any(
            named.search(other.text) and imports.search(other.text)
            for other in self._files
            if names and other.path != file.path
        )

    def _mentions(self, name: str) -> Iterator[Node]:
        pattern = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b")
        for file in self._files:
            if name not in file.text:
                continue
            module = self.project.module(file.path)
            if module is None:
                continue
            for found in pattern.finditer(file.data):
                node = module.tree.root_node.descendant_for_byte_range(found.start(), found.end())
                if node is not None:
                    yield node

    def _defined(self, name: str) -> list[Node]:
        if name not in self._definitions:
            self._definitions[name] = [
                node.parent
                for node in self._mentions(name)
                if node.parent is not None
                and node.parent.type == "class_definition"
                and node.parent.child_by_field_name("name") == node
            ]
        return self._definitions[name]

    def _use(self, node: Node, name: str, depth: int) -> Written:
        """What one mention of a class says of it; UNUSED where it says nothing."""
        if node.type != "identifier":
            return Written.UNUSED if node.type == "comment" or _is_said(node) else Written.YES
        here = node
        while here.parent is not None:
            parent = here.parent
            if parent.type == "class_definition" and parent.child_by_field_name("name") == here:
                return Written.UNUSED
            if parent.type in _SAYS_NOTHING:
                return Written.UNUSED
            known = self._at(here, parent, name, depth)
            if known is not None:
                return known
            here = parent
        return Written.YES

    def _at(self, here: Node, parent: Node, name: str, depth: int) -> Written | None:
        """What the place says: a call, an entry, a class of which it is the base, a value of a class."""
        if parent.type == "call" and parent.child_by_field_name("function") == here:
            return self._called(parent, name)
        if parent.type == "argument_list" and parent.parent is not None and text_of(parent.parent).startswith("super("):
            return Written.UNUSED
        if parent.type == "argument_list" and parent.parent is not None and parent.parent.type == "class_definition":
            return self._class(parent.parent, depth)
        if parent.type == "keyword_argument":
            return self._argument(parent)
        if parent.type == "pair" and parent.child_by_field_name("value") == here:
            key = parent.child_by_field_name("key")
            return Written.NO if key is not None and _READS.match(text_of(key).strip("'\"")) else None
        if parent.type == "if_statement" and here.type == "block":
            return Written.NO if here == parent.child_by_field_name("consequence") and _is_read_only(parent) else None
        if parent.type == "assignment":
            return self._assigned(here, parent, depth)
        if parent.type == "class_definition":
            return self._view(parent, depth)
        return None

    def _called(self, call: Node, name: str) -> Written | None:
        given = call.child_by_field_name("arguments")
        plain = 0
        read_only = instance = False
        for argument in given.named_children if given is not None else []:
            if argument.type in {"dictionary_splat", "list_splat"}:
                return Written.YES
            if argument.type == "keyword_argument":
                key, value = argument.child_by_field_name("name"), argument.child_by_field_name("value")
                if key is not None and text_of(key) in {"data", "files"}:
                    return Written.YES
                read_only |= (
                    key is not None and text_of(key) == "read_only" and value is not None and text_of(value) == "True"
                )
                instance |= key is not None and text_of(key) == "instance"
            elif argument.type != "comment":
                plain += 1
        own = self._own_parameters(name)
        if read_only:
            return Written.NO
        if _in_function(call) and self._is_form(name):  # whose first argument is what was sent
            return Written.YES if plain > own else Written.NO
        if _in_function(call):
            return (
                Written.YES if plain > own + 1 or not (plain > own or instance or _is_described(call)) else Written.NO
            )
        return None  # a field of another serializer

    def _is_form(self, name: str) -> bool:
        """Whether a class is one of forms, and not of serializers."""
        bases = (klass.child_by_field_name("superclasses") for klass in self._defined(name))
        return any(base is not None and re.search(r"Form\b", text_of(base)) for base in bases)

    def _own_parameters(self, name: str) -> int:
        """How many arguments the class's own ``__init__`` takes before what the framework's takes."""
        for klass in self._defined(name):
            found = re.search(r"def __init__\(\s*self\s*,([^*)]{0,300})\*", text_of(klass))
            if found:
                return sum(1 for part in found.group(1).split(",") if part.strip() and "=" not in part)
        return 0

    def _argument(self, argument: Node) -> Written | None:
        key = argument.child_by_field_name("name")
        word = text_of(key) if key is not None else ""
        if _DOCUMENTED.match(word):
            return Written.UNUSED
        call = argument.parent.parent if argument.parent is not None else None
        if (
            word == "serializer_class"
            and call is not None
            and call.parent is not None
            and call.parent.type == "decorator"
        ):
            return Written.YES if _WRITES_HTTP.search(text_of(call)) else Written.NO
        if word == "child" and call is not None and "read_only=True" in text_of(call).replace(" ", ""):
            return Written.NO
        return None if word == "child" else Written.YES

    def _assigned(self, here: Node, assignment: Node, depth: int) -> Written | None:
        left = assignment.child_by_field_name("left")
        if left is None or here == left or _in_function(assignment):
            return (
                None
                if left is not None and here != left and _within(assignment, "get_serializer_class")
                else Written.YES
            )
        klass = _class_around(assignment)
        if klass is None:
            return Written.UNUSED if text_of(left) == "__all__" else Written.YES
        if here.type == "call":
            return self._class(klass, depth)
        if _READING_NAME.search(text_of(left)):
            return Written.NO
        if text_of(left) == "form" and _ADMIN.search(_name(klass)):
            return Written.NO
        return None if "serializer" in text_of(left) else Written.YES

    def _class(self, klass: Node, depth: int) -> Written:
        """What a serializer says that has a class for a base, or one of its objects for a field."""
        if _name(klass) == "Meta":
            outer = _class_around(klass)
            return Written.YES if outer is None else self._class(outer, depth)
        found = self.write(_name(klass), depth + 1)
        return Written.NO if found is Written.UNUSED else found

    def _view(self, klass: Node, depth: int) -> Written:
        return Written.YES if self._writes(klass, depth)[0] else Written.NO

    def _writes(self, klass: Node, depth: int) -> tuple[bool, bool]:
        """Whether a view takes data for its serializer, and whether its bases tell at all."""
        text = text_of(klass)
        allowed = re.search(r"http_method_names\s*=\s*[\[(]([^\])]*)", text)
        if allowed:
            return _WRITES_HTTP.search(allowed.group(1)) is not None, True
        if _GIVES_DATA.search(text) or re.search(rf"\bdef (?:{'|'.join(_WRITING_METHODS)})\(", text):
            return True, True
        bases = klass.child_by_field_name("superclasses")
        tells = False
        for base in bases.named_children if bases is not None else []:
            last = text_of(base).rsplit(".", 1)[-1]
            known = self._defined(last) if re.fullmatch(r"\w+", last) and depth < _MAX_DEPTH else []
            if _READING_BASE.match(last):
                tells = True
            elif known:
                writes, told = self._writes(known[0], depth + 1)
                if writes and told:
                    return True, True
                tells |= told
            elif _WRITING_BASE.search(last) and "ReadOnly" not in last:
                return True, True
        return not tells, tells


def _name(klass: Node) -> str:
    return text_of(klass.child_by_field_name("name"))


def _class_around(node: Node) -> Node | None:
    return enclosing(node, {"class_definition"})


def _in_function(node: Node) -> bool:
    """Whether a node is run with a function, and not with the class around it."""
    around = enclosing(node, {"class_definition", "function_definition", "decorator"})
    return around is not None and around.type == "function_definition"


def _within(node: Node, name: str) -> bool:
    function = enclosing(node, {"function_definition"})
    return function is not None and _name(function) == name


def _is_said(node: Node) -> bool:
    """Whether a text documents something, or is one of the names that a module says it has."""
    around = enclosing(node, {"expression_statement", "assignment", "augmented_assignment", "call", "pair"})
    left = around.child_by_field_name("left") if around is not None else None
    return around is not None and (
        around.type == "expression_statement" or (left is not None and text_of(left) == "__all__")
    )


def _is_described(call: Node) -> bool:
    """Whether a call stands in what describes an interface: ``@extend_schema(responses=...)``."""
    return enclosing(call, {"decorator"}) is not None


def _is_read_only(condition: Node) -> bool:
    test = condition.child_by_field_name("condition")
    found = _ACTION.search(text_of(test)) if test is not None else None
    words = re.findall(r"['\"](\w+)['\"]", found.group(1)) if found else []
    return bool(words) and all(_READS.match(word) for word in words)
