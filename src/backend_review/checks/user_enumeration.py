"""Sign-in and reset that tell strangers which accounts there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import match_at, short
from backend_review.checks._trees import CALLS, FUNCTIONS, STRINGS, called, text, walk
from backend_review.finding import Match, TraceStep
from backend_review.index.expressions import Code, Scope, code_of
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "user-enumeration"
_QUICK = re.compile(
    rb"(?i)not found|exist|no (such )?(user|account)|unknown|not registered|find|wrong|incorrect|invalid"
)
_SIGN_IN = re.compile(
    r"(?i)log_?-?in|sign_?-?in|authenticat|\bauth$|validate_?user|verify_?user|\btokens?$|create_?session|obtain_?token|local_?strategy"
)
_RESET = re.compile(
    r"(?i)forgot|(request|send|initiate|start)_?(the_)?(password_?)?reset|reset_?password_?(request|mail|email|link)|recover|password_?reset_?(request|mail|email|link)|lost_?password"
)
_NOT_ENTRY = re.compile(r"(?i)logout|admin|check_?login|is_?log|last_?login|login_?required|log_?in_?(page|form|view)$")
_WHO = r"(user|account|e-?mail|user ?name|member|customer|person)"
_NO_ACCOUNT = re.compile(
    rf"(?i)\b{_WHO}\b[^.!]{{0,30}}\b(not (be )?(found|exist|registered|recogni[sz]ed)|does ?n['o]?t exist|unknown|is not registered|invalid|incorrect)|"
    rf"\b(no|unknown|invalid|incorrect|wrong)( such)? {_WHO}\b|\b(could ?n['o]t|could not|can(no|')t) find\b[^.!]{{0,25}}\b{_WHO}\b|"
    rf"\b{_WHO}(Not(Found|Exists?)|_not_found|DoesNotExist|_does_not_exist)\b|\b(?-i:USER|ACCOUNT|EMAIL)_NOT_(FOUND|EXISTS?|REGISTERED)\b"
)
_WRONG = re.compile(
    r"(?i)\b(wrong|incorrect|invalid|bad|mismatch\w*)\b[^.!]{0,15}\b(password|passwd|credentials?)|\bpasswords?\b[^.!]{0,25}\b(incorrect|wrong|invalid|not match|mismatch|does ?n)|"
    r"(?-i:(WRONG|INVALID|INCORRECT|BAD)_(PASSWORD|CREDENTIALS?))|(?-i:PASSWORD_(INCORRECT|WRONG|INVALID|MISMATCH))"
)
_BOTH = re.compile(
    rf"(?i)\bor\b.*\bpassword|password\b.*\bor\b|credential|{_WHO}\s*(/|and|&|,)\s*password|password\s*(/|and|&)\s*{_WHO}"
)
_LOGS = re.compile(
    r"(?i)^(?:[\w.]*\.)?(log|logger|logging|console|slog|klog|zap|print|println|printf|fmt\.Print\w*|debug)\b|\.(debug|info|warn|warning|errorf|infof|debugf|warnf)$"
)


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each sign-in or reset whose answer for an unknown account is one of its own."""
    if not _QUICK.search(file.data) or is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    seen: set[int] = set()
    for scope in code.scopes.values():
        if scope.kind != "function":
            continue
        named = _named(code, scope)
        signs_in, resets = _SIGN_IN.search(named), _RESET.search(named)
        if not (signs_in or resets) or _NOT_ENTRY.search(scope.name):
            continue
        texts = _texts(scope)
        missing = next((node for node, said in texts if _NO_ACCOUNT.search(said) and not _BOTH.search(said)), None)
        wrong = next(
            (
                node
                for node, said in texts
                if _WRONG.search(said) and not _NO_ACCOUNT.search(said.replace("credentials", ""))
            ),
            None,
        )
        if missing is None or missing.start_byte in seen:
            continue
        if signs_in and wrong is not None:
            seen.add(missing.start_byte)
            line = wrong.start_point[0] + 1
            yield match_at(
                _RULE, file, missing,
                f"Whoever tries to sign in is told {short(text(missing), 50)} for an unknown account and {short(text(wrong), 50)} for a wrong password, and so "
                "can find out who has an account. Answer both the same way, and after the same time.",
                trace=(
                    TraceStep(file.path, missing.start_point[0] + 1, 1, "the answer for an unknown account"),
                    TraceStep(file.path, line, 1, "the answer for a wrong password"),
                ),
            )  # fmt: skip
        elif resets and not signs_in:
            seen.add(missing.start_byte)
            yield match_at(
                _RULE, file, missing,
                f"Whoever asks for a reset is told {short(text(missing), 50)} for an unknown account, and so can find out who has one. Answer "
                "the same way in both cases, and send the mail only where there is an account.",
            )  # fmt: skip


def _named(code: Code, scope: Scope) -> str:
    """What a function is called, and mounted at."""
    node, words = scope.node, [scope.name]
    holder = node.parent
    if holder is not None and holder.type == "decorated_definition":
        words += [_path_in(code.text(child)) for child in holder.named_children if child.type == "decorator"]
    previous = node.prev_named_sibling
    while previous is not None and previous.type == "decorator":
        words.append(_path_in(code.text(previous)))
        previous = previous.prev_named_sibling
    call = holder.parent if holder is not None and holder.type == "arguments" else None
    if call is not None and call.type == "call_expression":
        words += [str(item.value) for item in code.lower(call).args[:1] if item.kind == "text"]
    owner = code.class_scope(scope)
    if owner is not None and re.fullmatch(r"post|handle|execute|__call__|perform|run", scope.name):
        words.append(owner.name)
    return " ".join(words)


def _path_in(decorator: str) -> str:
    found = re.search(r"[\"'`]([^\"'`]*)[\"'`]", decorator)
    return found.group(1) if found is not None else ""


def _texts(scope: Scope) -> list[tuple[Node, str]]:
    """The texts in a function that are not written to a log; names of errors (``ErrUserNotFound``), too."""
    body = scope.node.child_by_field_name("body")
    if body is None:
        return []
    found: list[tuple[Node, str]] = []
    for node in walk(body, STRINGS):
        current = node.parent
        while current is not None and current.type not in CALLS and current.type not in FUNCTIONS:
            current = current.parent
        if current is not None and current.type in CALLS and _LOGS.search(text(called(current))):
            continue
        if node.parent is not None and node.parent.type in {"comparison_operator", "binary_expression"}:
            continue
        found.append((node, text(node)))
    return found
