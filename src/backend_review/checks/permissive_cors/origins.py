"""What all languages share: which origins a value lets in, and whether credentials go along."""

from __future__ import annotations

import re
from collections.abc import Iterator

import tree_sitter

from backend_review.checks._code import Code
from backend_review.checks._trees import (
    CALLS,
    STRINGS,
    arguments,
    bare,
    called,
    last_name,
    receiver,
    string_value,
    text,
    walk,
)
from backend_review.finding import Confidence, Match, Position, Severity

ANY, REFLECT, DEFAULT = "any", "reflect", "default"
_MATCH_ALL = re.compile(
    r"[\^(?:]*(?:https?\??|http\(s\)\?|https\?)?(?::(?:\\?/){2})?\(?(?:\.\*|\.\+|\[\\s\\S\]\*)\)*\$?"
)
ORIGIN_READ = re.compile(
    r"""(?i)headers?(?:\(\))?\s*(?:\.get)?\s*[.\[(]+\s*["'`]?origin\b|\b(?:get|header|GetHeader|getheader|get_header|Get|GetReqHeader|Peek)\(\s*["'`]origin["'`]"""
    r"""|HTTP_ORIGIN|Header(?:\(\))?\.Get\(\s*(?:"Origin"|echo\.HeaderOrigin|fiber\.HeaderOrigin)|\.Get\(\s*(?:fiber|echo)\.HeaderOrigin"""
)
CHECKED = re.compile(
    r"(?i)\b\w*(allow|valid|check|trust|permit|match|white_?list|includes|contains|indexof|\bhas|\btest|equal|endswith|startswith|hasprefix|hassuffix|fullmatch|find|some|search|same)\w*\s*[.(\[]"
)


class Cors(Code):
    """What the languages share: what an origin setting lets in, and the finding."""

    def find(self) -> Iterator[Match]:
        raise NotImplementedError

    def holders(self, name: str) -> list[tree_sitter.Node]:
        """What a name is given in the file."""
        kinds = frozenset(
            {
                "assignment",
                "variable_declarator",
                "public_field_definition",
                "field_definition",
                "pair",
                "short_var_declaration",
                "var_spec",
                "const_spec",
            }
        )
        found = []
        for node in walk(self.root, kinds):
            left = (
                node.child_by_field_name("left")
                or node.child_by_field_name("name")
                or node.child_by_field_name("property")
                or node.child_by_field_name("key")
            )
            right = node.child_by_field_name("right") or node.child_by_field_name("value")
            if left is not None and left.type == "expression_list":
                left = left.named_children[0]
            if right is not None and right.type == "expression_list":
                right = right.named_children[0]
            if right is not None and last_name(left) == name:
                found.append(right)
        return found

    def lets_in(self, node: tree_sitter.Node | None, depth: int = 0, pattern: bool = False) -> str | None:
        """Whom an origin setting lets in: everyone, whoever asks, everyone unless told otherwise; None if it is a list or not known."""
        node = bare(node)
        if node is None or depth > 4:
            return None
        literal = string_value(node)
        if literal is not None:
            if pattern or node.type == "regex":
                return ANY if _MATCH_ALL.fullmatch(literal) else None
            return (
                ANY
                if literal.strip() in {"*", ".*", "^.*$", r"^.*"}
                or "*" in [part.strip() for part in literal.split(",")]
                else None
            )
        if node.type == "regex":
            return REFLECT if _MATCH_ALL.fullmatch(text(node).rpartition("/")[0].lstrip("/")) else None
        if node.type in {"list", "array", "tuple", "set", "composite_literal", "literal_value"}:
            parts = [text(part).strip("\"'`{} ") for part in node.named_children]
            if node.type == "composite_literal":
                parts = [text(part).strip("\"'` ") for part in walk(node, STRINGS)]
            if {"http://*", "https://*"} <= set(parts) or "*" in parts:
                return ANY
            for part in node.named_children:
                if node.type != "composite_literal" and (inner := self.lets_in(part, depth + 1, pattern)):
                    return inner
            return None
        if node.type == "true":
            return REFLECT
        if node.type in {
            "arrow_function",
            "function_expression",
            "func_literal",
            "function_declaration",
            "lambda",
        }:
            return self.function_lets_in(node)
        if node.type in {"binary_expression", "boolean_operator"} and text(node.child_by_field_name("operator")) in {
            "||",
            "??",
            "or",
        }:
            return DEFAULT if self.lets_in(node.child_by_field_name("right"), depth + 1) else None
        if node.type in CALLS:
            return self._call_lets_in(node, depth)
        if node.type in {"identifier", "attribute", "member_expression", "selector_expression"}:
            given = self.holders(last_name(node))
            if not given and node.type == "identifier":
                for function in walk(self.root, frozenset({"function_declaration"})):
                    if text(function.child_by_field_name("name")) == text(node):
                        return self.function_lets_in(function)
            verdicts = {
                self.lets_in(value, depth + 1, pattern)
                for value in given
                if text(value) != text(node) and value.type != "true"
            }
            return verdicts.pop() if len(verdicts) == 1 else None
        return None

    def _call_lets_in(self, node: tree_sitter.Node, depth: int) -> str | None:
        function = called(node)
        name, given = last_name(function), arguments(node)
        if name == "split" and function is not None:
            inner = self.lets_in(receiver(function), depth + 1)
            return DEFAULT if inner else None
        if re.fullmatch(
            r"(?i)getenv|get|env|list|str|config|field|get_env|env_list|csv|getOrDefault|getenvordefault",
            name,
        ):
            values = [
                item.child_by_field_name("value") if item.type == "keyword_argument" else item
                for item in given
                if item.type != "keyword_argument" or text(item.child_by_field_name("name")) in {"default", "fallback"}
            ]
            if name == "Field" and values:
                return self.lets_in(values[0], depth + 1)
            return DEFAULT if values[1:] and self.lets_in(values[-1], depth + 1) else None
        return None

    def function_lets_in(self, node: tree_sitter.Node) -> str | None:
        """Whether an origin callback says yes to everyone."""
        code = text(node.child_by_field_name("body"))
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        names = (
            re.findall(r"[A-Za-z_$][\w$]*", re.sub(r":\s*[\w.<>|\[\]() =]+", "", text(parameters)))
            if parameters is not None
            else []
        )
        whole = " ".join(code.split()).strip("{} ;")
        if self.file.language == "go":
            return (
                REFLECT
                if re.fullmatch(
                    r"(?://[^\n]*\n\s*)*return true(?:, ?nil)?",
                    re.sub(r"//[^\n]*", "", code).strip("{} \n\t;"),
                )
                else None
            )
        if re.fullmatch(r"(?:return )?(?:true|\"\*\"|'\*')", whole):
            return REFLECT if "true" in whole else ANY
        if CHECKED.search(re.sub(r"callback\(|cb\(", "", code)) or re.search(
            r"===|!==|==|\?[^.?:]*:|switch|await|new Error|null, ?false|Error\(|\[\w*origin\]", code
        ):
            return None
        if names and re.fullmatch(rf"(?:return )?{re.escape(names[0])}", whole):
            return REFLECT
        if len(names) >= 2 and re.search(
            rf"\b{re.escape(names[-1])}\(\s*null,\s*(?:true|{re.escape(names[0])}|['\"]\*['\"]|\{{\s*origin:\s*true)",
            code,
        ):
            return REFLECT
        if ORIGIN_READ.search(code) or re.search(r"ctx\.(?:request\.)?headers?\.origin", code):
            return REFLECT
        return None

    def match(
        self, place: tree_sitter.Node, what: str, kind: str, credentials: bool = False, socket: bool = False
    ) -> Match | None:
        if self.in_dev_branch(place):
            return None
        what = " ".join(what.split())
        what = what if len(what) <= 60 else f"{what[:57]}..."
        severity, confidence = Severity.WARNING, None
        if socket:
            message = f"`{what}` lets any website open this socket with the visitor's cookies. Compare the origin with a list of your own."
        elif kind == REFLECT:
            severity = Severity.ERROR
            message = f"`{what}` allows whichever origin asks, so any website can read the answers. Compare it with a list of your own origins first."
        elif kind == DEFAULT:
            severity, confidence = Severity.INFO, Confidence.MEDIUM
            message = f"Unless configured otherwise, `{what}` lets any website read the answers. Make the default an empty list."
        elif credentials:
            severity = Severity.ERROR
            message = f"`{what}` with credentials opens this API to any website in the visitor's name. List the origins that need it."
        else:
            message = f"`{what}` lets any website read this API's answers. List the origins that need it."
        line, column = place.start_point
        end_line, end_column = place.end_point
        return Match(
            rule="permissive-cors",
            path=self.file.path,
            start=Position(line + 1, self.file.column_of_byte(line + 1, column + 1)),
            end=Position(end_line + 1, self.file.column_of_byte(end_line + 1, end_column + 1)),
            message=message,
            severity=severity,
            confidence=confidence,
        )


def read_only(methods: tree_sitter.Node | None) -> bool:
    """Whether a list of methods names reading ones only: a public API marked so."""
    if methods is None:
        return False
    named = {word.upper() for word in re.findall(r"[A-Za-z]+", text(methods))} - {
        "STRING",
        "HTTP",
        "METHODGET",
        "METHODHEAD",
        "METHODOPTIONS",
        "FIBER",
    }
    return named <= {"GET", "HEAD", "OPTIONS"} and bool(re.search(r"(?i)get|head|options", text(methods)))
