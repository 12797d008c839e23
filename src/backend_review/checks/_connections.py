"""Where a client or pool that code builds ends up: kept for the next caller, or only for this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tree_sitter

from backend_review.checks._trees import (
    CALLS,
    FUNCTIONS,
    arguments,
    called,
    enclosing_function,
    function_name,
    text,
    walk,
)

_MAX_STEPS = 6
_ASSIGNMENTS = frozenset(
    {
        "assignment", "assignment_expression", "augmented_assignment_expression", "assignment_statement",
        "short_var_declaration", "variable_declarator", "var_spec", "named_expression",
    }
)  # fmt: skip
_DECLARES = frozenset({"short_var_declaration", "variable_declarator", "var_spec"})
_CONSTRUCTORS = re.compile(r"^(__init__|constructor|New\w*|new[A-Z]\w*)$")
_ITSELF = {"self", "this", "cls"}
# What lives as long as the request: flask.g, the request itself, a framework's context.
_OF_REQUEST = re.compile(r"^(flask\.)?(g|req|request|res|response|c|ctx|context|_app_ctx_stack|info\.context)\.\w+$")
_CACHES = re.compile(
    r"(?i)cache|singleton|memoi[sz]e|\bonce\b|lazy|app\.before_first_request|on_startup|\bresource\b|\binjectable\b"
)
_RUNS_ONCE = re.compile(
    r"(?i)(^|\.)(once\w*|\w*once)(\.do)?$|(^|\.)(memoi[sz]e\w*|singleton\w*|lazy\w*|sync\.Once\w*)$"
)
_KEEPS = re.compile(
    r"(?i)(^|\.)(set|store|loadOrStore|setdefault|append|push|add|put|register\w*|provide\w*|decorate)$"
)
# Code that looks whether there is a connection already, or holds one for as long as a listener listens.
_SHARES = re.compile(
    r"readyState|\bis_?connected\b|isInitialized|LoadOrStore|\b[pP]?[sS]ubscribe\(|\bpubsub\b|\bLISTEN\b|setdefault\("
)
_SETTINGS = re.compile(r"(?i)^(\w*config(_?service)?|cfg|conf|\w*settings|env\w*|os|process|self|this|cls|logger|log)$")
_TIME = re.compile(r"(?i)^(\w*ctx|\w*context|background|todo)$")
_NAMES = frozenset({"identifier", "shorthand_property_identifier"})


def call_at(root: tree_sitter.Node, line: int, name: str) -> tree_sitter.Node | None:
    """The call of a function at a line (that of the method's name, as the model tells places)."""
    last = re.split(r"[./]", name)[-1]
    found: list[tree_sitter.Node] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if not node.start_point[0] <= line - 1 <= node.end_point[0]:
            continue
        target = called(node) if node.type in CALLS else None
        if target is not None and line - 1 in {target.end_point[0], node.start_point[0]}:
            found.append(node)
        pending.extend(reversed(node.named_children))
    named = [node for node in found if text(called(node)).endswith(last)]
    return next(iter(named or found), None)


def is_once(call: tree_sitter.Node) -> bool:
    """Whether the function that a call is in runs once, or looks first whether it needs to."""
    function = enclosing_function(call)
    steps = 0
    while function is not None and steps < _MAX_STEPS:
        steps += 1
        parent = function.parent
        if parent is not None and parent.type == "decorated_definition":
            decorators = [text(item) for item in parent.named_children if item.type == "decorator"]
            if any(_CACHES.search(item) for item in decorators):
                return True
        handed = parent is not None and parent.type in {"arguments", "argument_list"}
        if (
            handed
            and parent is not None
            and parent.parent is not None
            and _RUNS_ONCE.search(text(called(parent.parent)))
        ):
            return True
        if steps == 1 and _SHARES.search(text(function)):
            return True
        function = enclosing_function(function)
    return False


def is_kept(call: tree_sitter.Node) -> bool:
    """Whether what a call gives is put where the next call of the function finds it."""
    function = enclosing_function(call)
    if function is None:
        return True
    constructs = bool(_CONSTRUCTORS.match(function_name(function)))
    names: set[str] = set()
    for left, declares in _targets(call):
        for part in _parts(left):
            if part in names or part == "_":
                continue
            if _is_outside(part, function, declares, constructs):
                return True
            names.add(part)
    return bool(names) and _kept_later(function, names, constructs)


def _targets(call: tree_sitter.Node) -> Iterator[tuple[tree_sitter.Node, bool]]:
    """What the value of a call, or something made of it, is assigned to, with whether that declares the variable."""
    node = call
    while node.parent is not None and node.parent.type not in FUNCTIONS:
        parent = node.parent
        if parent.type in _ASSIGNMENTS:
            left = parent.child_by_field_name("left") or parent.child_by_field_name("name")
            if left is not None and left.id != node.id:
                yield left, parent.type in _DECLARES
        if parent.type in {"pair", "keyed_element"}:
            return
        node = parent


def _parts(left: tree_sitter.Node) -> list[str]:
    if left.type in {"expression_list", "pattern_list", "tuple_pattern"}:
        return [text(item) for item in left.named_children]
    return [text(left)]


def _is_outside(target: str, function: tree_sitter.Node, declares: bool, constructs: bool) -> bool:
    """Whether a variable, member or key lives longer than a call of the function."""
    if declares:
        return False
    if _OF_REQUEST.match(target):
        return False
    base = re.split(r"[.\[]", target)[0]
    if base != target:
        return not (constructs and (base in _ITSELF or _declared(function, base)))
    return not _declared(function, target)


def _declared(function: tree_sitter.Node, name: str) -> bool:
    """Whether a name is a variable of the function's own."""
    for node in walk(function, frozenset({*_ASSIGNMENTS, "global_statement", "nonlocal_statement"})):
        if node.type in {"global_statement", "nonlocal_statement"}:
            if any(text(item) == name for item in node.named_children):
                return False
        elif node.type in _DECLARES or node.type in {"assignment", "named_expression"}:
            left = node.child_by_field_name("left") or node.child_by_field_name("name")
            if left is not None and name in _parts(left):
                return not (
                    node.type == "assignment"
                    and re.search(rf"\b(global|nonlocal)\s+[\w, ]*\b{re.escape(name)}\b", text(function))
                )
    return any(name == text(item) for item in _parameters(function))


def _parameters(function: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    holder = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    for item in (holder, function.child_by_field_name("receiver")):
        if item is None:
            continue
        if item.type == "identifier":
            yield item
            continue
        yield from walk(item, frozenset({"identifier", "shorthand_property_identifier_pattern"}))


def _kept_later(function: tree_sitter.Node, names: set[str], constructs: bool) -> bool:
    """Whether one of a function's variables is put somewhere that lives longer."""
    wanted = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, sorted(names)))})(?![\w(])")
    for node in walk(function, frozenset({*_ASSIGNMENTS, *CALLS})):
        if node.type in CALLS:
            target = text(called(node))
            keeps = _KEEPS.search(target) and not _OF_REQUEST.match(target)
            if keeps and any(text(item) in names for item in arguments(node)):
                return True
            continue
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        if left is None or right is None or not wanted.fullmatch(text(right)):
            continue
        if any(_is_outside(part, function, node.type in _DECLARES, constructs) for part in _parts(left)):
            return True
    return False


def reads_request(calls: Iterable[tree_sitter.Node]) -> bool:
    """Whether where a connection goes is told by the caller (a tenant's database, one that a user tries out).

    The calls are those that lead to it, its own last: what it is given is followed back through the parameters of the
    functions on the way to the handler's.
    """
    way = list(calls)
    asked = way[-1]
    positions: set[str] | None = None  # the parameters of the function called that matter
    for index in range(len(way) - 1, -1, -1):
        call = way[index]
        function = enclosing_function(call)
        if function is None:
            return False
        given = _given(call, positions, way[index + 1] if call.id != asked.id else None)
        names = _come_from(function, given)
        own = {text(item) for item in _parameters(function)}
        positions = {name for name in names & own if not _SETTINGS.match(name) and not _TIME.match(name)}
        if "*" in names:
            return True
        if not positions:
            return False
    return bool(positions)


def _given(call: tree_sitter.Node, wanted: set[str] | None, inner: tree_sitter.Node | None) -> list[tree_sitter.Node]:
    """The arguments of a call that become the parameters wanted (all of them when None)."""
    given = [
        item
        for item in arguments(call)
        if not _TIME.match(re.split(r"[.(]", text(item))[0]) and "ontext()" not in text(item)
    ]
    if wanted is None or inner is None:
        return given
    function = enclosing_function(inner)
    order = [text(item) for item in _parameters(function)] if function is not None else []
    order = [name for name in order if name not in _ITSELF]
    found = []
    for position, item in enumerate(arguments(call)):
        if item.type == "keyword_argument":
            if text(item.child_by_field_name("name")) in wanted:
                found.append(item)
        elif position < len(order) and order[position] in wanted:
            found.append(item)
    return found or given


def _come_from(function: tree_sitter.Node, given: Iterable[tree_sitter.Node]) -> set[str]:
    """The names that expressions are made of, through the function's variables; ``*`` for an object's own members."""
    names: set[str] = set()
    pending = list(given)
    steps = 0
    while pending and steps < 40:
        steps += 1
        item = pending.pop()
        if re.search(r"\b(self|this)\.(?!\w*(config|settings|cfg|conf|env))\w+", text(item), re.IGNORECASE):
            return {"*"}
        for node in walk(item, _NAMES):
            name = text(node)
            parent = node.parent
            if name in names or (
                parent is not None and parent.type == "keyword_argument" and parent.child_by_field_name("name") == node
            ):
                continue
            names.add(name)
            pending += _definitions(function, name)
    return names


def _definitions(function: tree_sitter.Node, name: str) -> Iterator[tree_sitter.Node]:
    for node in walk(function, frozenset({*_ASSIGNMENTS, "for_statement", "for_in_statement", "range_clause"})):
        left = node.child_by_field_name("left") or node.child_by_field_name("name")
        right = node.child_by_field_name("right") or node.child_by_field_name("value")
        if left is None or right is None:
            continue
        inside = {text(item) for item in walk(left, frozenset({"identifier", "shorthand_property_identifier_pattern"}))}
        if name in inside and ("." not in text(left) or text(left).startswith(f"{name}.")):
            yield right
    for call in walk(function, CALLS):  # Go: what fills it, c.ShouldBind(&req), bind(&req, c)
        given = arguments(call)
        if any(item.type == "unary_expression" and text(item) == f"&{name}" for item in given):
            yield from (item for item in (*given, called(call)) if item is not None and text(item) != f"&{name}")
