"""The places of texts: followed outwards to whatever gives them a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tree_sitter import Node

from backend_review.checks.credentials.judge import Place
from backend_review.checks.credentials.libraries import (
    COMPARERS,
    FIELD_MAKERS,
    JWT_CALLS,
    LOOKUPS,
    PASSWORD_ARGUMENTS,
    SINK_ARGUMENTS,
    SINK_ARGUMENTS_BY_LAST_NAME,
    SINK_OPTIONS,
    SINK_TARGETS,
    WRAPPERS,
)
from backend_review.checks.credentials.nodes import (
    ARGUMENTS,
    CALLS,
    LISTS,
    MOST_ENTRIES,
    TRANSPARENT,
    arguments_of,
    callee_of,
    key_name,
    last_of,
    operator_of,
    source_of,
    text_of,
)
from backend_review.checks.credentials.surroundings import has_login, is_setting, login_nearby, seen

_METHODS = {"encode", "strip", "trim", "toString", "repeat", "padEnd", "as_bytes"}
_LEFT_SETTING = re.compile(r"(?:env|environ)[\w.()]*(?:\.|\[['\"])(\w+)['\"\]]*$|\(['\"]([\w.]+)['\"][,)]")


def climb(node: Node, language: str) -> Place | None:
    """Follow a text outwards to whatever gives it a name."""
    way = _Way(node, language)
    for _ in range(12):
        parent = way.node.parent
        step = _STEPS.get(parent.type) if parent is not None else None
        if parent is None or step is None:
            return None
        found = step(way, parent)
        if not isinstance(found, Node):
            return found
        way.node = found
    return None


@dataclass(slots=True)
class _Way:
    """How far a text was followed, and through what."""

    node: Node
    language: str
    fallback: bool = False
    listed: bool = False


# A step gives the place, None when there is no name for the text, or the node to go on from.
_Step = Callable[[_Way, Node], Place | Node | None]


def _through(way: _Way, parent: Node) -> Node | None:
    asked = parent.type == "ternary_expression" and parent.child_by_field_name("condition") == way.node
    return None if asked else parent


def _or(way: _Way, parent: Node) -> Place | Node | None:
    """``os.environ.get("KEY") or "text"``."""
    if parent.child_by_field_name("right") != way.node:
        return None
    left = source_of(parent.child_by_field_name("left"))
    way.fallback = True
    named = _LEFT_SETTING.search(left)
    if named is None:
        return parent
    inner = seen(parent, named.group(1) or named.group(2), "fallback")
    outer = climb(parent, way.language)
    return inner._replace(sink=True) if inner and outer and outer.sink else inner


def _operation(way: _Way, parent: Node) -> Place | Node | None:
    if parent.type == "binary_expression" and operator_of(parent) in {"||", "??"}:
        return _or(way, parent)
    return _comparison(parent, way.node)


def _list(way: _Way, parent: Node) -> Place | Node | None:
    owner = parent.parent
    if parent.type == "literal_value" and owner is not None and owner.type == "composite_literal":
        # []string{"…"} and struct{"…", "…"} without names
        way.listed = True
        return owner
    if parent.type == "tuple" and owner is not None:
        basic = _basic_auth(parent, way.node)
        if basic:
            return basic
    way.listed = True
    return parent


def _method(way: _Way, parent: Node) -> Node | None:
    """``"…".encode()``."""
    call = parent.parent
    return call if last_of(source_of(parent)) in _METHODS and call and call.type in CALLS else None


def _given(way: _Way, parent: Node) -> Place | Node | None:
    call = parent if parent.type == "type_conversion_expression" else parent.parent
    return _argument(call, way.node, way.fallback, way.listed, way.language) if call is not None else None


def _default(way: _Way, parent: Node) -> Place | None:
    target = (
        parent.child_by_field_name("name")
        or parent.child_by_field_name("pattern")
        or parent.child_by_field_name("left")
        or parent.named_children[0]
    )
    return None if target == way.node or way.listed else seen(parent, source_of(target), "default")


def _assignment(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    target = (
        parent.child_by_field_name("left")
        or parent.child_by_field_name("name")
        or parent.child_by_field_name("property")
    )
    if target is None or target == node or parent.type == "property_signature":
        return None
    if target.type == "expression_list":
        if target.named_child_count != 1:
            return None
        target = target.named_children[0]
    dotted = re.sub(r"\s", "", source_of(target))
    if SINK_TARGETS.search(dotted):
        return seen(parent, dotted, "assign", sink=True)
    name = key_name(target)
    if re.search(r"config\[['\"]SECRET_KEY['\"]\]$", dotted):
        return seen(parent, name, "assign", sink=True)
    if listed:
        return None
    return seen(parent, name, "fallback" if fallback else "assign", login_nearby(parent))


def _positional(parent: Node, node: Node, fallback: bool) -> Place | None:
    """``a, b := "x", "y"`` and ``a, b = "x", "y"``."""
    holder = parent.parent
    if holder is None or parent.named_child_count > MOST_ENTRIES:
        return None
    targets = holder.child_by_field_name("left")
    names = (
        targets.named_children
        if targets is not None
        else [child for child in holder.named_children if child.type == "identifier"]
    )
    position = next((index for index, child in enumerate(parent.named_children) if child == node), 0)
    if parent == targets or position >= len(names):
        return None
    target = names[position]
    dotted = source_of(target)
    return seen(
        holder,
        key_name(target),
        "fallback" if fallback else "assign",
        login=login_nearby(holder),
        sink=bool(SINK_TARGETS.search(dotted)),
    )


def _pair(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    key = parent.child_by_field_name("key") or parent.named_children[0]
    value = parent.child_by_field_name("value") or parent.named_children[-1]
    if key == node or (
        value != node and value.start_byte != node.start_byte and not (value.start_byte <= node.start_byte)
    ):
        return None
    name = key_name(key)
    holder = parent.parent
    if _is_account(holder):
        return seen(parent, "password", "entry", login=True)
    call = _call_of_options(holder)
    if call is not None and name in SINK_OPTIONS.get(
        callee_of(call), SINK_OPTIONS.get(last_of(callee_of(call)), set())
    ):
        return seen(parent, name, "entry", sink=True)
    if listed:
        return None
    if call is not None and JWT_CALLS.search(callee_of(call)):
        return None
    return seen(parent, name, "fallback" if fallback else "entry", has_login(holder, parent))


def _is_account(holder: Node | None) -> bool:
    """Go: whether a literal's entries are names with their passwords: ``gin.Accounts{…}``, ``basicauth.Config{Users: …}``."""
    literal = holder.parent if holder is not None else None
    if literal is None or literal.type != "composite_literal":
        return False
    kind = source_of(literal.child_by_field_name("type"))
    if last_of(kind) == "Accounts":
        return True
    users = literal.parent
    while users is not None and users.type == "literal_element":
        users = users.parent
    named = users is not None and users.type == "keyed_element" and source_of(users.named_children[0]) == "Users"
    return named and kind == "map[string]string"


def _call_of_options(holder: Node | None) -> Node | None:
    if holder is None or holder.parent is None:
        return None
    if holder.parent.type in ARGUMENTS:
        return holder.parent.parent
    return None


def _keyword(parent: Node, node: Node, fallback: bool, listed: bool) -> Place | None:
    name = source_of(parent.child_by_field_name("name"))
    holder = parent.parent
    call = holder.parent if holder is not None else None
    if call is None:
        return None
    callee = callee_of(call)
    if name in {"default", "fallback", "default_factory"}:
        first = arguments_of(call)[0] if arguments_of(call) else None
        if first is not None and first.type == "string" and name != "default_factory":
            return seen(parent, (text_of(first) or "").lstrip("-"), "fallback")
        if last_of(callee) in FIELD_MAKERS:
            place = climb(call, "python")
            return place._replace(use="default") if place and place.use == "assign" else place
        return Place("", "fallback")
    if name in SINK_OPTIONS.get(callee, SINK_OPTIONS.get(last_of(callee), set())):
        return seen(parent, name, "argument", sink=True)
    if (
        callee in {"app.config.update", "config.update", "app.config.from_mapping", "from_mapping"}
        and name == "SECRET_KEY"
    ):
        return seen(parent, name, "argument", sink=True)
    if listed or JWT_CALLS.search(callee):
        return None
    return seen(parent, name, "fallback" if fallback else "argument", has_login(holder, parent))


def _argument(call: Node, node: Node, fallback: bool, listed: bool, language: str) -> Place | Node | None:
    """What a text is as an argument: a place, or the call itself when it only wraps its argument."""
    if call.type == "type_conversion_expression":
        return call
    callee = callee_of(call)
    last = last_of(callee)
    if JWT_CALLS.search(callee):
        return None
    arguments = arguments_of(call)
    position = next((index for index, child in enumerate(arguments) if child == node), -1)
    wanted = SINK_ARGUMENTS.get(
        callee, SINK_ARGUMENTS.get(last) if call.type != "call_expression" or "." not in callee else None
    )
    wanted = SINK_ARGUMENTS_BY_LAST_NAME.get(last) if wanted is None else wanted
    if wanted is not None and (position == wanted or (wanted == 0 and "Store" in last)):
        return seen(call, last, "argument", sink=True)
    password = PASSWORD_ARGUMENTS.get(callee, PASSWORD_ARGUMENTS.get(last))
    if (
        password is not None
        and position == password
        and (last != "login" or re.search(r"(?i)smtp|server|mail|imap|ftp", callee))
        and len(arguments) > password
    ):
        return seen(call, "password", "argument", login=True)
    if last in COMPARERS and len(arguments) >= 1:
        other = next((argument for argument in arguments if argument != node), None)
        if other is None and "." in callee:
            return seen(call, _innermost(callee.rpartition(".")[0]), "compare")
        return seen(call, _innermost(source_of(other)), "compare") if other is not None else None
    if (
        position == 1
        and LOOKUPS.match(last)
        and not listed
        and arguments[0].type in {"string", "interpreted_string_literal"}
    ):
        name = (text_of(arguments[0]) or "").lstrip("-")
        if re.search(r"(?i)headers?\.(?:set|add|append)$|set_?header$", callee):
            return seen(call, name, "entry")
        setting = re.search(
            r"(?i)env|config|cfg|setting|default|viper|flag|argument|option|opt|app\.set$", callee
        ) or last in {"getenv", "String"}
        if setting and not re.search(
            r"(?i)header|form|query|params|cookies?\.|redis|cache|storage|req\.|request\.|res\.|response\.|map\.",
            callee,
        ):
            return seen(
                call,
                name,
                "assign" if last.lower() in {"set", "setdefault", "setenv"} and last != "SetDefault" else "fallback",
            )
        return None
    if last in WRAPPERS and position == 0:
        return call
    if last in FIELD_MAKERS and position == 0:
        place = climb(call, language)
        return place._replace(use="default") if place and place.use == "assign" and last in {"Field", "field"} else None
    return None


def _innermost(source: str) -> str:
    """The name at the heart of ``[]byte(req.password)``, ``Buffer.from(token)``, ``password.encode()``."""
    source = re.sub(r"\.(?:encode|trim|strip|toString|lower|toLowerCase)\(.*?\)", "", source.strip())
    while found := re.fullmatch(r"[\w.\[\]]*\((.*?)(?:,[^()]*)?\)", source):
        source = found.group(1)
    keyed = re.search(r"\[['\"](\w+)['\"]\]$|\(['\"]([\w-]+)['\"]\)?$", source)
    if keyed:
        return keyed.group(1) or keyed.group(2)
    return re.split(r"[.\]>]", source)[-1].strip("\"'` ")


def _comparison(parent: Node, node: Node) -> Place | None:
    operators = {child.type for child in parent.children if not child.is_named}
    if not operators & {"==", "!=", "===", "!==", "in", "not in"}:
        return None
    sides = parent.named_children
    if len(sides) != 2:
        return None
    other = sides[0] if sides[1] == node else sides[1]
    if "in" in operators and sides[0] == node:
        return None
    if other.type in {"string", "interpreted_string_literal", "unary_expression"} or is_setting(other):
        return None
    name = key_name(other)
    if not name and other.type in CALLS:
        name = _innermost(source_of(other))
    if not name and other.type == "call":
        name = _innermost(source_of(other))
    if other.type == "binary_expression" or (other.type in {"slice", "subscript"} and not name):
        return None
    outer = parent.parent
    login = (
        outer is not None
        and outer.type in {"boolean_operator", "binary_expression"}
        and bool(re.search(r"(?i)user|email|login|name", source_of(outer)))
    )
    return seen(parent, name, "compare", login)


def _basic_auth(parent: Node, node: Node) -> Place | None:
    """``auth=("user", "pass")``."""
    owner = parent.parent
    if owner is None or parent.named_child_count != 2 or parent.named_children[1] != node:
        return None
    name = ""
    if owner.type == "keyword_argument":
        name = source_of(owner.child_by_field_name("name"))
    elif owner.type == "assignment":
        name = key_name(owner.child_by_field_name("left"))
    if name.lower() in {"auth", "basic_auth", "http_auth", "credentials", "proxy_auth"}:
        return seen(owner, "password", "argument", login=True)
    return None


def _names(give: Callable[[Node, Node, bool, bool], Place | None]) -> _Step:
    return lambda way, parent: give(parent, way.node, way.fallback, way.listed)


_ASSIGNMENTS = (
    "assignment", "assignment_expression", "augmented_assignment", "augmented_assignment_expression",
    "named_expression", "variable_declarator", "public_field_definition", "field_definition", "property_signature",
    "assignment_statement", "short_var_declaration", "var_spec", "const_spec",
)  # fmt: skip
_DEFAULTS = (
    "default_parameter", "typed_default_parameter", "assignment_pattern", "object_assignment_pattern",
    "required_parameter", "optional_parameter",
)  # fmt: skip
_STEPS: dict[str, _Step] = {
    **dict.fromkeys(TRANSPARENT, _through),
    "boolean_operator": _or,
    **dict.fromkeys(("comparison_operator", "binary_expression"), _operation),
    **dict.fromkeys(LISTS, _list),
    "expression_list": lambda way, parent: _positional(parent, way.node, way.fallback),
    **dict.fromkeys(("attribute", "member_expression", "selector_expression"), _method),
    **dict.fromkeys((*ARGUMENTS, "type_conversion_expression"), _given),
    "keyword_argument": _names(_keyword),
    **dict.fromkeys(("pair", "keyed_element"), _names(_pair)),
    **dict.fromkeys(_ASSIGNMENTS, _names(_assignment)),
    **dict.fromkeys(_DEFAULTS, _default),
}
