"""Regular expressions whose engine may try too many ways, where they are applied to what callers send."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from backend_review.checks._syntax import positions
from backend_review.finding import Audience, Confidence, Match, Severity, TraceStep
from backend_review.index.expressions import code_of
from backend_review.index.expressions.code import Code
from backend_review.index.regex import Ambiguity, NotUnderstoodError, ambiguity_of, parse
from backend_review.index.regex.parser import Flags
from backend_review.index.syntax import named, walk
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript"})

_RULE = "backtracking-regex"
_LEAST_POWER = 3
_PYTHON_CALLS = re.compile(
    r"^(?:re|regex|_re)\.(?P<name>compile|match|search|fullmatch|sub|subn|findall|finditer|split)$|^(?P<validator>RegexValidator|validators\.RegexValidator|re_path)$"
)
# One of these calls, or a name that ``from re import`` gave.
_QUICK_PYTHON = re.compile(
    rb"\b(?:re|regex|_re)\.(?:compile|match|search|fullmatch|subn?|findall|finditer|split)\b|\bfrom\s+re\s+import|RegexValidator|\bre_path\b"
)
_LINEAR_PYTHON = re.compile(r"^\s*(?:import\s+(?:re2|google_re2|pyre2)\s+as\s+re|from\s+re2\s+import)\b", re.MULTILINE)
_IMPORTED = re.compile(r"^\s*from\s+re\s+import\s+(?P<names>[^\n]+)", re.MULTILINE)
_PYTHON_FLAGS = {"ignore_case": r"\bre\.(?:I|IGNORECASE)\b", "multiline": r"\bre\.(?:M|MULTILINE)\b",
                 "dot_all": r"\bre\.(?:S|DOTALL)\b", "verbose": r"\bre\.(?:X|VERBOSE)\b"}  # fmt: skip
_OF_REGEX = {"test", "exec"}
_OF_TEXT = {"match", "matchAll", "replace", "replaceAll", "search", "split"}
_VALIDATES = re.compile(r"^(?:regex|matches|pattern|Matches|isMatch|is|custom|Pattern)$")
_VALIDATING_KEYS = {"match", "validate", "pattern", "regex", "is", "matches"}
_QUANTIFIED = re.compile(r"[*+}]")
_STRINGS = {"string", "concatenated_string", "template_string"}


@dataclass(slots=True)
class _Pattern:
    """A regular expression in the code: its text and flags, where it stands, and what it is applied to.

    ``subjects`` are the texts that it is applied to where that can be seen; ``None`` says that nothing applies it here.
    """

    text: str
    flags: Flags
    node: Node
    how: str
    subjects: list[Node] | None = None
    whole: bool = False
    validates: bool = False


def find(file: SourceFile) -> Iterator[Match]:
    """One match for each expression that takes far too long for some text."""
    python = file.language == "python"
    if python and not _QUICK_PYTHON.search(file.data):
        return
    if python and _LINEAR_PYTHON.search(file.text):
        return
    if not python and is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    told: set[int] = set()
    for pattern in _in_python(code, file) if python else _in_javascript(code):
        if pattern.node.start_byte in told or not _QUANTIFIED.search(pattern.text):
            continue
        found = _judged(pattern.text, pattern.flags, pattern.whole)
        if found is None or (pattern.subjects and all(_is_constant(item) for item in pattern.subjects)):
            continue
        told.add(pattern.node.start_byte)
        yield _match(code, file, pattern, found)


@lru_cache(maxsize=4096)
def _judged(text: str, flags: Flags, whole: bool) -> Ambiguity | None:
    try:
        return ambiguity_of(parse(text, flags), flags.multiline, whole)
    except (NotUnderstoodError, RecursionError):
        return None


def _match(code: Code, file: SourceFile, pattern: _Pattern, found: Ambiguity) -> Match:
    start, end = positions(file, pattern.node)
    part = pattern.text[found.start : found.end] or pattern.text
    part = part if len(part) <= 40 else part[:37] + "…"
    subject = next((item for item in pattern.subjects or () if not _is_constant(item)), None)
    given = f" of `{_short(code, subject)}`" if subject is not None else ""
    text = found.text if found.text.strip() else "spaces" if found.text.strip("\t\n\r ") == "" else found.text
    trace = [TraceStep(file.path, start.line, start.column, "the regular expression")]
    if subject is not None:
        place, _ = positions(file, subject)
        trace.append(TraceStep(file.path, place.line, place.column, f"is applied to {_short(code, subject)}"))
    if found.degree is None:
        message = (
            f"`{part}` can match the same text in many ways, so a long run of `{text}`{given} that does not fit in the end "
            f"keeps `{pattern.how}` busy for minutes: each repetition doubles the time. Write it so that each character can be "
            "matched in one way only, or use RE2."
        )
    else:
        message = (
            f"The repetitions in `{part}` can all match the same characters, so a long run of `{text}`{given} that does not fit "
            f"in the end takes `{pattern.how}` time in the power of {found.degree} of its length. Let each repetition begin with "
            "a character that the one before cannot match, or limit the length first."
        )
    seen = subject is not None or pattern.validates
    confidence = Confidence.HIGH if seen else Confidence.MEDIUM
    if found.degree is not None:
        confidence = Confidence.MEDIUM if seen else Confidence.LOW
    little = found.degree is not None and found.degree < _LEAST_POWER
    return Match(
        _RULE,
        file.path,
        start,
        end,
        message,
        variant="doubling" if found.degree is None else "power",
        severity=Severity.INFO if little else None,
        confidence=confidence,
        audience=Audience.PEDANTIC if little else None,
        trace=tuple(trace),
    )


def _short(code: Code, node: Node) -> str:
    text = re.sub(r"\s+", " ", code.text(node))
    return text if len(text) <= 40 else text[:37] + "…"


def _is_constant(node: Node) -> bool:
    if node.type == "template_string":
        return not any(child.type == "template_substitution" for child in named(node))
    return node.type in {"string", "concatenated_string"} and not any(
        child.type == "interpolation" for child in walk(node)
    )


# --- Python -------------------------------------------------------------------------------------------------------


def _in_python(code: Code, file: SourceFile) -> Iterator[_Pattern]:
    own = {name.strip() for found in _IMPORTED.finditer(file.text) for name in re.split(r"[,()\s]+", found["names"])}
    for node in walk(code.tree.root_node):
        if node.type != "call":
            continue
        called = code.text(node.child_by_field_name("function"))
        found = _PYTHON_CALLS.match(f"re.{called}" if called in own else called)
        arguments = [item for item in named(node.child_by_field_name("arguments")) if item.type != "comment"]
        if found is None or not arguments:
            continue
        placed = [item for item in arguments if item.type != "keyword_argument"]
        keywords = {
            code.text(item.child_by_field_name("name")): item.child_by_field_name("value")
            for item in arguments
            if item.type == "keyword_argument"
        }
        given = placed[0] if placed else keywords.get("pattern") or keywords.get("regex")
        written = _python_text(code, given) if given is not None else None
        if written is None:
            continue
        text, literal = written
        rest = " ".join(code.text(item) for item in arguments[1:])
        flags = Flags(**{name: re.search(words, rest) is not None for name, words in _PYTHON_FLAGS.items()})
        name = found["name"] or ""
        pattern = _Pattern(text, flags, literal, called, whole=name == "fullmatch", validates=bool(found["validator"]))
        if name == "compile":
            _applied_in_python(code, node, pattern)
        elif name:
            index = 2 if name in {"sub", "subn"} else 1
            pattern.subjects = placed[index : index + 1]
        yield pattern


def _python_text(code: Code, node: Node) -> tuple[str, Node] | None:
    """The text of a pattern and the literal that it is written as, here or as a constant of the file."""
    if node.type in _STRINGS:
        try:
            value = ast.literal_eval(code.text(node))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return None
        return (value, node) if isinstance(value, str) else None
    if node.type not in {"identifier", "attribute"}:
        return None
    found = list(code.values(code.lower(node)))
    if len(found) == 1 and found[0].node.id != node.id and found[0].node.type in _STRINGS:
        return _python_text(code, found[0].node)
    return None


def _applied_in_python(code: Code, call: Node, pattern: _Pattern) -> None:
    """What a compiled expression is applied to in this file."""
    around = call.parent
    name = ""
    if around is not None and around.type == "assignment":
        name = code.text(around.child_by_field_name("left")).rpartition(".")[2]
    for node in walk(code.tree.root_node):
        if node.type != "call":
            continue
        target = node.child_by_field_name("function")
        if target is None or target.type != "attribute":
            continue
        owner = target.child_by_field_name("object")
        direct = owner is not None and owner.id == call.id
        if not direct and (not name or owner is None or code.text(owner).rpartition(".")[2] != name):
            continue
        method = code.text(target.child_by_field_name("attribute"))
        if method not in {"match", "search", "fullmatch", "sub", "subn", "findall", "finditer", "split"}:
            continue
        arguments = named(node.child_by_field_name("arguments"))
        index = 1 if method in {"sub", "subn"} else 0
        pattern.subjects = [*(pattern.subjects or []), *arguments[index : index + 1]]
        pattern.whole = pattern.whole or method == "fullmatch"
        pattern.how = code.text(target)


# --- JavaScript ---------------------------------------------------------------------------------------------------


def _in_javascript(code: Code) -> Iterator[_Pattern]:
    for node in walk(code.tree.root_node):
        if node.type == "regex":
            text = code.text(node.child_by_field_name("pattern"))
            signs = code.text(node.child_by_field_name("flags"))
        elif node.type in {"new_expression", "call_expression"}:
            target = node.child_by_field_name("constructor") or node.child_by_field_name("function")
            arguments = named(node.child_by_field_name("arguments"))
            if code.text(target) != "RegExp" or not arguments:
                continue
            written = _javascript_text(code, arguments[0])
            if written is None:
                continue
            text, signs = written, code.text(arguments[1]).strip("'\"`") if len(arguments) > 1 else ""
        else:
            continue
        flags = Flags("i" in signs, "m" in signs, "s" in signs, False, True)
        pattern = _Pattern(text, flags, node, "this expression")
        _applied_in_javascript(code, pattern)
        yield pattern


def _javascript_text(code: Code, node: Node) -> str | None:
    if node.type == "identifier":
        found = list(code.values(code.lower(node)))
        node = found[0].node if len(found) == 1 else node
    if node.type == "member_expression" and code.text(node).endswith(".source"):
        return None
    if not _is_constant(node) or node.type not in _STRINGS:
        return None
    return re.sub(
        r"\\(.)", lambda found: {"n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), code.text(node)[1:-1]
    )


def _applied_in_javascript(code: Code, pattern: _Pattern) -> None:
    """What an expression is applied to: where it stands, or where the variable that holds it is used."""
    if _applied_at(code, pattern, pattern.node):
        return
    around = pattern.node.parent
    if around is None or around.type not in {
        "variable_declarator",
        "assignment_expression",
        "pair",
        "public_field_definition",
    }:
        return
    holder = (
        around.child_by_field_name("name") or around.child_by_field_name("left") or around.child_by_field_name("key")
    )
    name = code.text(holder).rpartition(".")[2].strip("'\"")
    if around.type == "pair" and name in _VALIDATING_KEYS:
        pattern.validates = True
        return
    for node in walk(code.tree.root_node):
        if node.type == "identifier" or node.type == "property_identifier":
            used = node.parent if node.type == "property_identifier" else node
            if used is not None and used != holder and code.text(node) == name:
                _applied_at(code, pattern, used)


def _applied_at(code: Code, pattern: _Pattern, node: Node) -> bool:
    """Whether something is done with the expression at a node that stands for it."""
    around = node.parent
    while around is not None and around.type in {"parenthesized_expression", "non_null_expression", "as_expression"}:
        node, around = around, around.parent
    if around is None:
        return False
    if around.type == "member_expression" and around.parent is not None and around.parent.type == "call_expression":
        if code.text(around.child_by_field_name("property")) not in _OF_REGEX:
            return False
        arguments = named(around.parent.child_by_field_name("arguments"))
        pattern.subjects = [*(pattern.subjects or []), *arguments[:1]]
        pattern.how = _short(code, around)
        return True
    if around.type != "arguments" or around.parent is None:
        return False
    target = around.parent.child_by_field_name("function")
    name = code.text(target.child_by_field_name("property") or target) if target is not None else ""
    if _VALIDATES.match(name):
        pattern.validates, pattern.how = True, name
        return True
    if name in _OF_TEXT and target is not None and target.type == "member_expression":
        subject = target.child_by_field_name("object")
        pattern.subjects = [*(pattern.subjects or []), *([subject] if subject is not None else [])]
        pattern.how = _short(code, target)
        return True
    return False
