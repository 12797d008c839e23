"""Which expressions hold the text of an error that was caught, and of which classes it may be."""

from __future__ import annotations

import re

from tree_sitter import Node

from backend_review.checks._syntax import enclosing, text_of
from backend_review.checks._values import (
    FUNCTIONS,
    GIVE_BACK,
    Values,
    arguments_of,
    conditional_parts,
    keyword,
    pair,
    parts_of,
)
from backend_review.checks.leaked_error_detail.innocent import BROAD, DEVELOPMENT, KNOWN_ERROR, is_guarded
from backend_review.checks.leaked_error_detail.origin import origin_of
from backend_review.checks.leaked_error_detail.registered import registered_for
from backend_review.index.project import Project

_CENTRAL = re.compile(r"exception_handler|handle_exception")
_REGISTERED = re.compile(r"\.(?:errorhandler|app_errorhandler|exception_handler)\((.*)\)", re.DOTALL)
_PYTHON_TEXT = frozenset(
    [
        "args",
        "message",
        "msg",
        "orig",
        "strerror",
        "reason",
        "pgerror",
        "diag",
        "output",
        "stderr",
        "stdout",
        "detail",
        "details",
        "__cause__",
        "__context__",
    ]
)
_ERROR_NAME = re.compile(r"^_?(e|ex|err|error|exception|\w+(Err|Error|Exception))$")
_GO_ERROR = re.compile(
    r"^(\w*[eE]rr\d?|\w*Error|e|ex|[\w.]+\.(Err|Error|Err\(\))|(errors|pkgerrors)\.\w+\(.*|fmt\.Errorf\(.*)$", re.DOTALL
)
_JS_TEXT = frozenset(
    ["message", "stack", "sqlMessage", "sql", "detail", "cause", "reason", "stderr", "stdout", "inner", "toString"]
)
_THROUGH = GIVE_BACK | {
    "split", "splitlines", "format_exception_only", "escape", "nl2br",
}  # fmt: skip


class Errors(Values):
    """A file's tree, and where its variables hold errors; the project tells what handlers are registered for."""

    project: Project | None = None

    def carries(self, node: Node, depth: int = 0) -> str | None:
        """The classes of the error whose text an expression holds (empty when any); None when it holds none."""
        if depth > 9 or node.end_byte - node.start_byte > 6000:
            return None
        kind = node.type
        if kind in {"identifier", "shorthand_property_identifier"}:
            return self._variable(node, depth)
        if kind in {"attribute", "member_expression", "selector_expression"}:
            return self._member(node, depth)
        if kind in {
            "call",
            "call_expression",
            "type_conversion_expression",
            "subscript",
            "subscript_expression",
            "index_expression",
        }:
            return self._call(node, depth)
        if kind in {"pair", "keyword_argument", "keyed_element"}:
            value = pair(node)[1]
            # encoding/json writes an error as {}: only its text leaks.
            if value is None or (
                self.kind == "go"
                and value.type == "identifier"
                and _GO_ERROR.match(text_of(value))
                and self.last_value(value) is None
            ):
                return None
            if self.kind == "go" and value.type == "identifier" and re.match(r"^\w*[eE]rr$", text_of(value)):
                return None
            return self.carries(value, depth + 1)
        if kind in {"conditional_expression", "ternary_expression"}:
            condition, values = conditional_parts(node)
            if (
                KNOWN_ERROR.search(text_of(condition))
                or DEVELOPMENT.search(text_of(condition))
                or "nown" in text_of(condition)
            ):
                return None
            return self._first(values, depth)
        if kind in {"binary_expression", "boolean_operator"} and text_of(node.child_by_field_name("operator")) in {
            "&&",
            "and",
        }:
            left = text_of(node.named_children[0])
            if KNOWN_ERROR.search(left) or DEVELOPMENT.search(left):
                return None
        parts = parts_of(node)
        return self._first(parts, depth) if parts else None

    def _first(self, nodes: list[Node], depth: int) -> str | None:
        found = [caught for node in nodes if (caught := self.carries(node, depth + 1)) is not None]
        # One that may be anything says more than one of a known class.
        return min(found, key=lambda caught: 0 if not caught or BROAD.search(caught) else 1) if found else None

    def _variable(self, node: Node, depth: int) -> str | None:
        caught = self._caught(node)
        if caught is not None:
            return caught
        value = self.last_value(node)
        if (
            value is not None
            and (self.kind == "python" or not is_guarded(value))
            and (found := self.carries(value, depth + 1)) is not None
        ):
            return found
        return self._first([part for part in self.parts_given(node) if not is_guarded(part)], depth)

    def _caught(self, node: Node) -> str | None:
        """The classes of a variable that holds an error."""
        name = text_of(node)
        if self.kind == "go":
            formatted = re.match(r"^\w*[eE]rr\d?$", name) is not None and self._formatted(node)
            return origin_of(node) if formatted else None
        current = node.parent
        while current is not None:
            if current.type == "except_clause":
                found = [child for child in current.named_children if child.type not in {"block", "comment"}]
                if found and found[0].type == "as_pattern" and text_of(found[0].named_children[-1]) == name:
                    return text_of(found[0].named_children[0])
            elif current.type == "catch_clause":
                if text_of(current.child_by_field_name("parameter")) == name:
                    return ""
            elif current.type in FUNCTIONS:
                found_here = self._handler_parameter(current, name)
                if found_here is not None:
                    return found_here
            current = current.parent
        return None

    def _origin(self, method: Node | None) -> str:
        """Go: the class of the error that a method is called of."""
        owner = method.child_by_field_name("operand") if method is not None else None
        return origin_of(owner) if owner is not None and owner.type == "identifier" else ""

    def _formatted(self, node: Node) -> bool:
        """Whether a Go error is formatted into text where it stands, or given to a constructor that does."""
        parent = node.parent
        if parent is None or parent.type != "argument_list" or parent.parent is None:
            return False
        function = text_of(parent.parent.child_by_field_name("function"))
        return re.match(r"^(fmt\.(Sprint|Fprint)(f|ln)?|echo\.NewHTTPError)$|\.String$", function) is not None

    def _handler_parameter(self, function: Node, name: str) -> str | None:
        """Whether a parameter is an error handed in by the framework or a promise; its classes when it is."""
        if self.kind == "python":
            parameters = text_of(function.child_by_field_name("parameters"))
            if not re.search(rf"\b{re.escape(name)}\b", parameters) or function.type == "lambda":
                return None
            holder = function.parent
            decorated = (
                text_of(holder).partition("def ")[0]
                if holder is not None and holder.type == "decorated_definition"
                else ""
            )
            registered = _REGISTERED.search(decorated)
            if registered:
                return registered.group(1) if _ERROR_NAME.match(name) or name == "exc" else None
            if (
                _CENTRAL.search(text_of(function.child_by_field_name("name")))
                and re.match(r"\(\s*(self,\s*)?" + re.escape(name), parameters)
                and "," in parameters
            ):
                return ""
            typed = re.search(rf"\b{re.escape(name)}\s*:\s*(Base)?Exception\b", parameters)
            handler = text_of(function.child_by_field_name("name"))
            return registered_for(handler, self.file, self.project) if typed else None
        single = function.child_by_field_name("parameter")
        if single is not None:
            return "" if text_of(single) == name and _ERROR_NAME.match(name) else None
        parameters_node = function.child_by_field_name("parameters")
        if parameters_node is None or not parameters_node.named_children:
            return None
        first = parameters_node.named_children[0]
        pattern = first.child_by_field_name("pattern") or first
        if text_of(pattern) != name:
            return None
        if function.type == "method_definition":
            owner = enclosing(function, {"class_declaration", "class"})
            before = (
                text_of(owner.parent)
                if owner is not None and owner.parent is not None and owner.parent.type == "export_statement"
                else text_of(owner)
            )
            catches = re.search(r"@Catch\(([^)]*)\)", before.partition("class ")[0])
            return (
                ""
                if catches and not catches.group(1).strip() and text_of(function.child_by_field_name("name")) == "catch"
                else None
            )
        annotation = text_of(first.child_by_field_name("type"))
        if not _ERROR_NAME.match(name) or (
            annotation
            and not re.search(r"\b(any|unknown|Error|FastifyError|ErrorRequestHandler)\b(?![^<]*>)", annotation)
        ):
            return None
        return ""

    def _member(self, node: Node, depth: int) -> str | None:
        owner = node.child_by_field_name("object") or node.child_by_field_name("operand")
        field = text_of(
            node.child_by_field_name("attribute")
            or node.child_by_field_name("property")
            or node.child_by_field_name("field")
        )
        if owner is None or self.kind == "go":
            return None
        if field not in (_PYTHON_TEXT if self.kind == "python" else _JS_TEXT):
            return None
        # A field of some other object that was given an error is not looked into.
        inner = owner
        while (
            inner.type in {"parenthesized_expression", "as_expression", "non_null_expression"} and inner.named_children
        ):
            inner = inner.named_children[0]
        if inner.type == "identifier":
            return self._caught(inner)
        return self.carries(inner, depth + 1) if inner.type in {"member_expression", "attribute"} else None

    def _call(self, node: Node, depth: int) -> str | None:
        if node.type in {"subscript", "subscript_expression", "index_expression"}:
            owner = node.named_children[0] if node.named_children else None
            return (
                self.carries(owner, depth + 1)
                if owner is not None and owner.type in {"attribute", "call", "call_expression"}
                else None
            )
        function = node.child_by_field_name("function")
        if node.type == "type_conversion_expression":
            return self._first(node.named_children[-1:], depth)
        name = re.sub(r"\s+", "", text_of(function))
        last = name.rpartition(".")[2]
        if self.kind == "python" and re.match(
            r"^(traceback\.)?(format_exc|format_exception|format_tb|format_stack)$|^sys\.exc_info$", name
        ):
            return ""
        if self.kind == "go":
            if name == "debug.Stack":
                return ""
            if last == "Error" and not arguments_of(node):
                return self._origin(function) if _GO_ERROR.match(name.rpartition(".")[0]) else None
            if name in {"[]byte"}:
                return self._first(arguments_of(node), depth)
        if last not in _THROUGH and name != "[]byte":
            return None
        found = self._first([keyword(argument)[1] for argument in arguments_of(node)], depth)
        if found is not None or function is None:
            return found
        receiver = function.child_by_field_name("object") or function.child_by_field_name("operand")
        return self.carries(receiver, depth + 1) if receiver is not None and receiver.type != "string" else None
