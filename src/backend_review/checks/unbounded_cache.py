"""What a process keeps for each value that requests send, and never lets go of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._model import place_match, step
from backend_review.checks._sent import is_given, is_sent, ways_to
from backend_review.checks._served import asked
from backend_review.checks._syntax import enclosing, find_all, text_of
from backend_review.finding import Audience, Confidence, Match
from backend_review.index.expressions.data import FUNCTIONS
from backend_review.index.program import Module
from backend_review.model.routes import Place
from backend_review.model.served import Served
from backend_review.project.frontend import is_frontend

_RULE = "unbounded-cache"
_MAPS = {
    "python": re.compile(r"^(?:\{\}|(?:\w+\.)?(?:dict|set|OrderedDict|Counter)\(\)|(?:\w+\.)?defaultdict\(\w*\))$"),
    "javascript": re.compile(
        r"^(?:\{\}|new\s+(?:Map|Set)(?:<.*>)?\(\)|Object\.create\(null\)|\{\}\s+as\b.*)$", re.DOTALL
    ),
    "go": re.compile(
        r"^(?:make\(map\[.*\)|map\[[^{]*\{\s*\}|sync\.Map\{\}|&sync\.Map\{\}|new\(sync\.Map\))$", re.DOTALL
    ),
}
# The statements that give a name of a file (or of a class of which there is one object) a value, by language.
_DECLARES = {
    "python": "(module (expression_statement (assignment left: (identifier))) @x)"
    "(class_definition body: (block (expression_statement (assignment left: (identifier))) @x))",
    "javascript": "(program (lexical_declaration (variable_declarator) @x)) (program (variable_declaration (variable_declarator) @x))"
    " (program (export_statement (lexical_declaration (variable_declarator) @x)))",
    "go": "(source_file (var_declaration (var_spec) @x)) (source_file (var_declaration (var_spec_list (var_spec) @x)))",
}
_FIELDS = {
    "python": "(class_definition body: (block (function_definition body: (block (expression_statement (assignment left: (attribute)) @x)))))",
    "javascript": "[(field_definition) (assignment_expression left: (member_expression))] @x",
    "typescript": "[(public_field_definition) (assignment_expression left: (member_expression))] @x",
}
_CLASSES = frozenset({"class_definition", "class_declaration", "class", "abstract_class_declaration"})
_PUTS = {"set": 2, "Store": 2, "LoadOrStore": 2, "setdefault": 2, "add": 1}  # and how much they are given
# A key with a handful of values, whoever sends it.
_FEW = re.compile(
    r"(?i)^(?:\w*(?:lang|language|locale|type|kind|level|method|status|env|environment|format|theme|mode|provider|driver|dialect|event|topic|"
    r"queue|version|currency|unit|class|cls|model|schema|plugin|module|channel|command|role|table|template|feature|strategy|scope|"
    r"module_name|func|function|fn|extension|ext|worker|pid|resource|region|country)(?:_?(?:name|id|key|code|path|file|dir))?|(?:base|root|project|config|settings)_?(?:dir|path|folder))$"
)
_MEMOIZES = re.compile(r"^(?:functools\.)?(?:cache|lru_cache\(\s*(?:maxsize\s*=\s*)?None\b.*\))$", re.DOTALL)
_KEEPS_FEW = re.compile(r"^(?:bool|Literal\[.*|type(?:\[.*)?|Type\[.*|[A-Z]\w*Enum)$")
_OWN = {"self", "cls", "this"}
_REQUEST = {"request", "req", "g"}  # globals of a framework that are another thing for each request


_Found = dict[tuple[str, int], Served]  # what requests run, by path and beginning of the function


@dataclass(frozen=True, slots=True)
class _Kept:
    """A map that lives as long as the process: its name, how code reaches it, and where it is made."""

    name: str
    written: str  # as it stands in the code: cache, this.cache
    module: Module
    node: Node


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each map that grows with what requests send, where it grows; and for each memoised function."""
    found: _Found | None = None
    for module in backend.project.modules():
        reviewed = backend.asked_for is None or module.path in backend.asked_for
        if module.file.role != "production" or not reviewed or is_frontend(module.file):
            continue
        kept = [item for item in (*_kept(module), *_fields(backend, module)) if not _shrinks(backend, item)]
        memoised = list(_memoised(module)) if module.language == "python" else []
        if not kept and not memoised:
            continue
        if found is None:
            found = {(item.function.module.path, item.function.node.start_byte): item for item in backend.served}
        for item in kept:
            yield from _growing(backend, item, found)
        for function, decorator in memoised:
            yield from _remembering(backend, module, function, decorator, found)


def _kept(module: Module) -> Iterator[_Kept]:
    """The empty maps that a file declares for good."""
    root, file = module.tree.root_node, module.file
    for node in find_all(file, root, _DECLARES[module.language]):
        assignment = node.named_children[0] if module.language == "python" else node
        name = text_of(assignment.child_by_field_name("left") or assignment.child_by_field_name("name"))
        value = assignment.child_by_field_name("right") or assignment.child_by_field_name("value")
        declared = text_of(assignment.child_by_field_name("type"))
        if _MAPS[module.language].match(text_of(value).strip()) or (value is None and declared == "sync.Map"):
            in_class = module.language == "python" and node.parent is not None and node.parent.type == "block"
            yield _Kept(name, rf"(?:self|cls|\w+)\.{re.escape(name)}" if in_class else re.escape(name), module, node)


def _fields(backend: Backend, module: Module) -> Iterator[_Kept]:
    """The empty maps that objects keep of which there is one for all requests."""
    root, file = module.tree.root_node, module.file
    if module.language == "go":
        for node in find_all(file, root, "(struct_type (field_declaration_list) @x)"):
            yield from _guarded(module, node)
        return
    query = _FIELDS[file.language]
    for node in find_all(file, root, query):
        left = (
            node.child_by_field_name("name") or node.child_by_field_name("property") or node.child_by_field_name("left")
        )
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        holder, _, name = text_of(left).rpartition(".")
        if holder not in {"", "this", "self"} or not _MAPS[module.language].match(text_of(value).strip()):
            continue
        owner = enclosing(node, _CLASSES)
        if owner is not None and _in_constructor(node) and (_is_shared(node, owner) or _is_single(backend, owner)):
            yield _Kept(name, rf"(?:this|self|\w+)\.{re.escape(name)}", module, node)


def _guarded(module: Module, fields: Node) -> Iterator[_Kept]:
    """Go: a map beside a mutex, and a ``sync.Map``: they are made for many goroutines."""
    locked = re.search(r"\bsync\.(?:RW)?Mutex\b", text_of(fields)) is not None
    for node in fields.named_children:
        kind, name = text_of(node.child_by_field_name("type")), text_of(node.child_by_field_name("name"))
        if name and ((locked and kind.startswith("map[")) or kind.lstrip("*") == "sync.Map"):
            yield _Kept(name, rf"(?:\w+\.)+{re.escape(name)}", module, node)


def _in_constructor(node: Node) -> bool:
    """Whether a field is given its map when the object is made."""
    if node.type.endswith("field_definition"):
        return True
    function = _function(node)
    return function is not None and text_of(function.child_by_field_name("name")) in {"__init__", "constructor"}


def _is_single(backend: Backend, owner: Node) -> bool:
    """Whether a file of the project makes an object of a class for good."""
    name = text_of(owner.child_by_field_name("name"))
    made = re.compile(
        rf"(?m)^(?:\w+(?:\s*:\s*\w+)?\s*=\s*{name}\(|(?:export\s+)?(?:const|let|var)\s+\w+[^=\n]*=\s*new\s+{name}\(|(?:export\s+default|module\.exports\s*=)\s+new\s+{name}\()"
    )
    return bool(name) and any(
        name in module.file.text and made.search(module.file.text) is not None
        for module in backend.project.modules()
        if module.file.role == "production"
    )


def _is_shared(field: Node, holder: Node) -> bool:
    """Whether there is one object of the class around a field: a provider of NestJS that is not made per request, or ``static``."""
    if re.match(r"(?:\w+\s+)*static\b", text_of(field)):
        return True
    above = holder.parent
    marks = text_of(holder)[:2000].partition("class ")[0] + (
        text_of(above)[:2000].partition("class ")[0] if above is not None else ""
    )
    return re.search(r"@(?:Injectable|Controller|Service|Singleton)\((?![^)]*REQUEST)", marks) is not None


def _shrinks(backend: Backend, item: _Kept) -> bool:
    """Whether anything takes entries out, looks how many there are, or begins anew: in its file, or through an import of it."""
    name = item.written
    shrinks = re.compile(
        rf"\bdel\s+{name}\b|{name}\s*\.\s*(?:pop|popitem|clear|delete|Delete|LoadAndDelete|CompareAndDelete|Clear|Range|size|length)\b|"
        rf"\bdelete\s+{name}\s*[.\[]|\bdelete\(\s*{name}\b|\b(?:len|clear)\(\s*{name}\s*\)|Object\.keys\(\s*{name}\s*\)"
        rf"|(?:^|[;{{}}>)]|\belse)\s*{name}\s*=(?!=)[^=]",
        re.MULTILINE,
    )
    text = item.module.file.text
    begin = item.node.start_byte
    rest = item.module.file.data[:begin].decode("utf-8", "replace") + item.module.file.data[
        item.node.end_byte :
    ].decode("utf-8", "replace")
    if shrinks.search(rest):
        return True
    for other in backend.project.modules(item.module.language):
        if (
            other is not item.module
            and item.name in other.file.text
            and other.file.role == "production"
            and other.file.text != text
        ):
            near = re.compile(
                rf"\b{re.escape(item.name)}\s*\.\s*(?:pop|popitem|clear|delete|Delete)\b|\bdel\s+\S*\b{re.escape(item.name)}\[|\bdelete\(?\s*\S*\b{re.escape(item.name)}\b"
            )
            if near.search(other.file.text):
                return True
    return False


def _growing(backend: Backend, item: _Kept, found: _Found) -> Iterator[Match]:
    module = item.module
    for node, key in _writes(item):
        name = text_of(key)
        if not _is_sent(module, node, key) or _FEW.search(name.rpartition(".")[2]):
            continue
        reached = _reached(module, node, found)
        if reached is None:
            continue
        line = int(node.start_point[0]) + 1
        yield place_match(
            _RULE,
            Place(module.path, line),
            f"`{item.name}` keeps an entry for each `{name}` that {asked(reached)} is asked with, and nothing ever takes one out: memory grows with the "
            f"requests until the process is killed. {_instead(module.language)}",
            trace=(
                *reached.way,
                step(
                    Place(module.path, int(item.node.start_point[0]) + 1), f"{item.name} lives as long as the process"
                ),
                step(Place(module.path, line), f"{item.name} grows by {name}"),
            ),
            confidence=Confidence.MEDIUM if reached.depth > 2 else None,
            audience=None if is_sent(backend, key, reached) else Audience.PEDANTIC,
        )
        return


def _instead(language: str) -> str:
    return {
        "python": "Use `cachetools.TTLCache(maxsize=..., ttl=...)`, or keep it in Redis with an expiry.",
        "javascript": "Use `new LRUCache({ max: ..., ttl: ... })` of lru-cache, or keep it in Redis with an expiry.",
        "go": "Use a bounded cache (`hashicorp/golang-lru/v2/expirable`), or keep it in Redis with an expiry.",
    }[language]


def _writes(item: _Kept) -> Iterator[tuple[Node, Node]]:
    """Where something is put into a map: the statement or call, and the key."""
    module, named = item.module, re.compile(rf"^{item.written}$")
    root = module.tree.root_node
    targets = (
        "[(assignment) (augmented_assignment)] @x"
        if module.language == "python"
        else (
            "[(assignment_statement) (inc_statement)] @x"
            if module.language == "go"
            else "[(assignment_expression) (augmented_assignment_expression)] @x"
        )
    )
    for node in find_all(module.file, root, targets):
        left = node.child_by_field_name("left") or node.named_children[0]
        if left.type == "expression_list" and left.named_children:
            left = left.named_children[0]
        holder, key = _indexed(left)
        if holder is not None and key is not None and named.match(text_of(holder)):
            yield node, key
    calls = "(call) @x" if module.language == "python" else "(call_expression) @x"
    for node in find_all(module.file, root, calls):
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        holder_text, _, method = text_of(function).rpartition(".")
        given = arguments.named_children if arguments is not None else []
        if len(given) >= _PUTS.get(method, 99) and named.match(holder_text):
            yield node, given[0]


def _indexed(node: Node | None) -> tuple[Node | None, Node | None]:
    """``map[key]`` in any language."""
    if node is None or node.type not in {"subscript", "subscript_expression", "index_expression"}:
        return None, None
    holder = (
        node.child_by_field_name("value") or node.child_by_field_name("object") or node.child_by_field_name("operand")
    )
    key = node.child_by_field_name("subscript") or node.child_by_field_name("index")
    return holder, key


def _is_sent(module: Module, node: Node, key: Node) -> bool:
    """Whether a key is no constant: something in it is a parameter or a variable of the function around."""
    words = {text_of(item) for item in _identifiers(key)}
    function = _function(node)
    if function is None or not words:
        return False
    if words & _REQUEST:
        return True
    inside = text_of(function)
    parameters = text_of(function.child_by_field_name("parameters") or function.child_by_field_name("parameter"))
    return any(
        re.search(rf"(?<![\w.]){re.escape(word)}\b", parameters)
        or re.search(rf"(?<![\w.]){re.escape(word)}\s*(?::[^=\n]+)?(?::=|=)(?!=)|\b{re.escape(word)}\s*\}}\s*=", inside)
        for word in words - _OWN
    )


def _identifiers(node: Node) -> Iterator[Node]:
    pending = [node]
    while pending:
        current = pending.pop()
        if current.type == "identifier":
            yield current
        pending += current.named_children


def _function(node: Node | None) -> Node | None:
    while node is not None and node.type not in FUNCTIONS:
        node = node.parent
    return node


def _reached(module: Module, node: Node, found: _Found) -> Served | None:
    """How a request comes to the function around a node, or to one around that."""
    function = _function(node)
    while function is not None:
        reached = found.get((module.path, function.start_byte))
        if reached is not None:
            return reached
        function = _function(function.parent)
    return None


def _memoised(module: Module) -> Iterator[tuple[Node, Node]]:
    """Functions that remember all of their results, with the decorator that makes them."""
    for node in find_all(module.file, module.tree.root_node, "(decorated_definition) @x"):
        function = node.child_by_field_name("definition")
        for decorator in node.named_children:
            written = text_of(decorator.named_children[0]) if decorator.named_children else ""
            if (
                function is not None
                and decorator.type == "decorator"
                and _MEMOIZES.match(written)
                and _from_functools(module, written)
            ):
                yield function, decorator


def _from_functools(module: Module, written: str) -> bool:
    name = written.partition("(")[0]
    return (
        "." in name
        or re.search(
            rf"\bfrom functools import [^\n]*\b{name}\b|\bfrom functools import \([^)]*\b{name}\b", module.file.text
        )
        is not None
    )


def _remembering(backend: Backend, module: Module, function: Node, decorator: Node, found: _Found) -> Iterator[Match]:
    parameters = function.child_by_field_name("parameters")
    taken = [text_of(item) for item in (parameters.named_children if parameters is not None else ())]
    names = [re.split(r"[:=]", item)[0].strip(" *") for item in taken]
    kinds = [item.partition(":")[2].partition("=")[0].strip() for item in taken]
    many = [
        name for name, kind in zip(names, kinds, strict=True)
        if name and name not in _OWN and not _KEEPS_FEW.match(kind) and not _FEW.search(name)
    ]  # fmt: skip
    if not many or (any(text.startswith("cached_") for text in names)):
        return
    reached = _reached(module, function, found)
    if reached is not None and reached.function.node.start_byte == function.start_byte and not reached.root:
        sent = (way for way in ways_to(backend, reached) for name in many if is_given(backend, name, way))
        reached = next(sent, None)
    called = text_of(function.child_by_field_name("name"))
    shown = f"@{text_of(decorator.named_children[0])}"
    whose = f" that {asked(reached)} is asked with" if reached is not None else ""
    line = int(decorator.start_point[0]) + 1
    yield place_match(
        _RULE,
        Place(module.path, line),
        f"`{called}` remembers its result for every `{many[0]}`{whose} and forgets none (`{shown}`): memory grows as long as the process lives. "
        "Give it a bound (`@lru_cache(maxsize=1024)`), or a time to live with `cachetools`.",
        trace=(
            *(reached.way if reached is not None else ()),
            step(Place(module.path, line), f"{shown} keeps everything"),
        ),
        audience=None if reached is not None else Audience.PEDANTIC,
    )
