"""Protection against forged requests that is switched off, taken from a view, or missing where sessions are cookies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._calls import given, is_false, is_true, match_at, short, texts_in
from backend_review.checks._code import Code as Surroundings
from backend_review.checks._csrf_forms import forms_without_token
from backend_review.checks._csrf_sessions import unprotected
from backend_review.checks._trees import walk
from backend_review.finding import Confidence, Match
from backend_review.index.expressions import Code, Expr, Scope, code_of, key_text, last_name
from backend_review.project.developers import is_developers_place
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "csrf-disabled"
_QUICK = re.compile(rb"(?i)csrf|xsrf|nosurf|InsecureBypass|MIDDLEWARE")
_OFF = {"WTF_CSRF_ENABLED", "WTF_CSRF_CHECK_DEFAULT", "CSRF_ENABLED", "JWT_COOKIE_CSRF_PROTECT", "xsrf_cookies", "csrf_enabled",
        "csrfPrevention", "csrf_prevention", "csrf", "csrfProtection", "enableCsrf", "csrf_protection", "checkCsrf"}  # fmt: skip
_SKIPS = re.compile(
    r"(?i)^(disable|skip|bypass|ignore)_?csrf(_?(check|protection|prevention))?$|^_dont_enforce_csrf_checks$"
)
# Called by programs that sign what they send, or that anybody may call: no browser's session decides there.
_CALLED_BY_PROGRAMS = re.compile(
    r"(?i)web_?hook|call_?back|notif|\bipn|_ipn|stripe|paypal|twilio|slack|telegram|github|gitlab|mailgun|sendgrid|ping|health|metrics|"
    r"collect|beacon|report|saml|\bacs\b|sso|oauth|token|lti|csp|track|ingest|ingress|script|pixel|rpc|upload_?hook"
)
_CHECKS = re.compile(
    r"(?i)signature|hmac|authorization|bearer|api_?key|x-.*token|\btoken\b|jwt|secret|verify_|oauth|construct_event|introspect|basic_?auth|"
    r"http_x_|credentials|public_?key"
)
_SAFE_ONLY = re.compile(r"require_(GET|safe)\b|require_http_methods\(\[\s*[\"']GET[\"']\s*\]\)")
_REST = re.compile(r"@api_view|APIView|ViewSet|GenericAPI|\brest_framework\b.*View")
_CHANGES = re.compile(
    r"request\.(POST|body|FILES|data|form|files|json|get_json)|\bdef (post|put|patch|delete)\b|\.(save|delete|create|update|add|commit|send|remove|mark_\w+|set_\w+)\("
    r"|methods=\[[^\]]*(POST|PUT|PATCH|DELETE)|\.(post|put|patch|delete)\("
)
_ALL_PATHS = {"*", "/*", "/**", ".*", "^.*$", "/.*"}
_MENDS = "Leave it on, and send the token with the request."

_Found = tuple[Node, str, Confidence | None]


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each place that switches protection off."""
    if not _QUICK.search(file.data) or is_developers_place(file.path) or is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    found = [*_options(code)]
    if code.language == "python":
        found += [*_exempt(code), *_exempt_calls(code), *_django_settings(code), *_overrides(code), *_forms(code)]
    elif code.language == "go":
        found += [*_go(code)]
    else:
        found += [*_ignored_methods(code)]
    surroundings = Surroundings(file) if found else None
    seen: set[int] = set()
    for node, message, confidence in found:
        inner = surroundings.root.descendant_for_byte_range(node.start_byte, node.end_byte) if surroundings else None
        if node.start_point[0] in seen or (inner is not None and surroundings and surroundings.in_dev_branch(inner)):
            continue
        seen.add(node.start_point[0])
        yield match_at(_RULE, file, node, message, confidence=confidence)


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each application that signs people in with cookies and checks nowhere where a request comes from.

    And one for each form without a token, where the application asks for one.
    """
    yield from unprotected(backend)
    yield from forms_without_token(backend)


def _off(node: Node, name: str) -> _Found:
    return (
        node,
        f"`{name}` switches the protection off, so any website can send requests in the name of whoever is signed in. {_MENDS}",
        None,
    )


def _options(code: Code) -> Iterator[_Found]:
    """``WTF_CSRF_ENABLED = False``, ``xsrf_cookies=False``, ``csrfPrevention: false``, ``disableCSRFCheck: true``."""
    for scope in code.scopes.values():
        for name in scope.names:
            for item in scope.names[name] if name in _OFF or _SKIPS.match(name) else ():
                if item.kind == "value" and _is_off(name, item.expr) and _counts(code, scope, name, item.node):
                    yield _off(item.node, short(code.text(item.node), 50))
    by_hand = re.search(r"csrf\w*\.protect\(", code.text(code.tree.root_node)) is not None
    for _, store in code.all_stores:
        label = key_text(store.key) or ""
        if _is_off(label, store.value) and label != "csrf" and not (label == "WTF_CSRF_CHECK_DEFAULT" and by_hand):
            yield _off(store.node, label)
    for call in code.calls:
        for label, value in call.named.items():
            if _is_off(label, value) and label != "csrf":
                yield _off(value.node.parent or value.node, f"{label}={code.text(value.node)}")
        sets = last_name(call.target) == "setattr" and len(call.args) == 3 and is_true(call.args[2])
        sets = sets and _CHECKS.search(code.text(code.scope_of(call.node).node)) is None
        if sets and any(_SKIPS.match(text) for text in texts_in(code, call.args[1])):
            yield _off(call.node, short(code.text(call.node), 50))
    if code.language == "go":
        return
    for literal in code.dicts:
        for key, value in literal.entries:
            label = key_text(key) or ""
            if _is_off(label, value) and (code.language == "javascript" or label != "csrf"):
                yield _off(value.node.parent or value.node, f"{label}: {code.text(value.node)}")


def _is_off(name: str, value: Expr | None) -> bool:
    return (name in _OFF and is_false(value)) or (_SKIPS.match(name) is not None and is_true(value))


def _counts(code: Code, scope: Scope, name: str, node: Node) -> bool:
    """Whether a name is the setting: ``csrf`` only in the ``Meta`` of a form that changes something."""
    if name != "csrf":
        return not _is_search(scope.name)
    outer = code.scope_of(node).parent
    return scope.kind == "class" and scope.name == "Meta" and not _is_search(outer.name if outer is not None else "")


def _is_search(name: str) -> bool:
    return re.search(r"(?i)search|filter|query|test", name) is not None


def _exempt(code: Code) -> Iterator[_Found]:
    """Views that a decorator takes from the protection."""
    statements = code.tree.root_node.named_children
    for holder in (item for one in statements for item in walk(one, frozenset({"decorated_definition"}))):
        decorators = [child for child in holder.named_children if child.type == "decorator"]
        mark = next(
            (
                one
                for one in decorators
                if re.search(r"@csrf_exempt\b|method_decorator\(\s*csrf_exempt|@\w*csrf\w*\.exempt\b", code.text(one))
            ),
            None,
        )
        view = holder.child_by_field_name("definition")
        if mark is None or view is None or _is_for_programs(code, holder, view):
            continue
        name = code.text(view.child_by_field_name("name"))
        yield (
            mark,
            f"`{name}` takes requests without a token, so any website can send them in the name of whoever is signed in. "
            "Remove the exemption, or check a signature or bearer token in it.",
            None if re.search(r"login_required|request\.user|current_user|session", code.text(holder)) else Confidence.MEDIUM,
        )  # fmt: skip


def _is_for_programs(code: Code, holder: Node, view: Node) -> bool:
    """Whether a view is called by programs, checks who calls by something else than the session, or changes nothing."""
    text = code.text(holder)
    around = code.class_scope(code.scope_of(view.parent or view))
    names = f"{code.text(view.child_by_field_name('name'))} {around.name if around is not None else ''}"
    written = " ".join(code.text(child) for child in holder.named_children if child.type == "decorator")
    return (
        _CALLED_BY_PROGRAMS.search(names) is not None
        or _SAFE_ONLY.search(text) is not None
        or "not settings.DEBUG" in text
        or _REST.search(f"{text} {' '.join(around.bases) if around is not None else ''}") is not None
        or _CALLED_BY_PROGRAMS.search(re.sub(r"csrf\w*|token", "", written)) is not None
        or _CHECKS.search(re.sub(r"(?i)csrf\w*", "", code.text(view))) is not None
        or not _CHANGES.search(code.text(around.node) if around is not None else text)
    )


def _exempt_calls(code: Code) -> Iterator[_Found]:
    """``path("orders/", csrf_exempt(orders))`` and ``csrf.exempt(blueprint)``."""
    for call in code.calls:
        name = last_name(call.target)
        owner = code.text(call.target.target.node) if call.target is not None and call.target.target is not None else ""
        if not call.args or not (name == "csrf_exempt" or (name == "exempt" and "csrf" in owner.lower())):
            continue
        if call.node.parent is not None and call.node.parent.type == "decorator":
            continue
        line = code.text(_statement(call.node))
        what = code.text(call.args[0].node)
        if _CALLED_BY_PROGRAMS.search(re.sub(r"(?i)csrf\w*", "", f"{line} {what}")) or _REST.search(what):
            continue
        yield (
            call.node,
            f"`{short(what, 40)}` takes requests without a token, so any website can send them in the name of whoever is signed in. "
            "Remove the exemption, or authenticate by a header instead of the session.",
            Confidence.MEDIUM,
        )  # fmt: skip


def _statement(node: Node) -> Node:
    """The entry of a list, or the statement, that a piece of code is in."""
    current = node
    while current.parent is not None and current.parent.type not in {
        "list",
        "block",
        "module",
        "expression_statement",
        "tuple",
    }:
        current = current.parent
    return current


def _django_settings(code: Code) -> Iterator[_Found]:
    """Sessions in the middleware, and not what protects them."""
    for name in ("MIDDLEWARE", "MIDDLEWARE_CLASSES"):
        for item in code.module.names.get(name, ()):
            listed = list(texts_in(code, item.expr)) if item.expr is not None and item.expr.kind == "list" else []
            if not any(text.endswith("SessionMiddleware") for text in listed) or any(
                "csrf" in text.lower() for text in listed
            ):
                continue
            yield (
                item.node,
                f"`{name}` has sessions but not `CsrfViewMiddleware`, so any website can send requests in the name of whoever is signed in. "
                'Put `"django.middleware.csrf.CsrfViewMiddleware"` back.',
                None,
            )  # fmt: skip
    for item in code.module.names.get("CSRF_TRUSTED_ORIGINS", ()):
        if {"*", "https://*", "http://*"} & set(texts_in(code, item.expr)):
            yield (
                item.node,
                "`CSRF_TRUSTED_ORIGINS` trusts every website, so the check of the origin lets all of them in. List yours.",
                None,
            )


def _overrides(code: Code) -> Iterator[_Found]:
    """``enforce_csrf`` and ``check_xsrf_cookie`` that check nothing."""
    for scope in code.scopes.values():
        if scope.kind != "function" or scope.name not in {"enforce_csrf", "check_xsrf_cookie"}:
            continue
        body = scope.node.child_by_field_name("body")
        lines = (
            [child for child in body.named_children if child.type != "comment" and not _is_docstring(child)]
            if body is not None
            else []
        )
        if len(lines) == 1 and re.fullmatch(r"pass|return(\s+None)?|\.\.\.", code.text(lines[0])):
            owner = code.class_scope(scope)
            if owner is not None and _CALLED_BY_PROGRAMS.search(owner.name):
                continue
            yield (
                scope.node,
                f"This `{scope.name}` checks nothing, so any website can send requests in the name of whoever is signed in. Remove it.",
                None,
            )


def _is_docstring(node: Node) -> bool:
    return node.type == "expression_statement" and bool(node.named_children) and node.named_children[0].type == "string"


def _forms(code: Code) -> Iterator[_Found]:
    """``OrderForm(meta={"csrf": False})``."""
    for call in code.calls:
        meta = call.named.get("meta")
        if meta is None or not is_false(given(code, Expr("call", meta.node, args=[meta])).get("csrf")):
            continue
        taken = "validate" in code.text(code.scope_of(call.node).node)
        if (
            taken
            and not _is_search(last_name(call.target))
            and not any("request.args" in code.text(item.node) for item in call.args)
        ):
            yield (
                call.node,
                f"This `{last_name(call.target)}` is taken without a token, so any website can send it. {_MENDS}",
                Confidence.MEDIUM,
            )


def _ignored_methods(code: Code) -> Iterator[_Found]:
    for call in code.calls:
        named = given(code, call)
        for label in ("ignoreMethods", "ignoredMethods"):
            if label in named and {"POST", "PUT", "DELETE", "PATCH"} & set(texts_in(code, named[label])):
                yield (
                    call.node,
                    f"`{label}` takes requests that change data from the protection. Ignore only GET, HEAD and OPTIONS.",
                    None,
                )


def _go(code: Code) -> Iterator[_Found]:
    for call in code.calls:
        name = last_name(call.target)
        if name == "UnsafeSkipCheck" and not _is_conditional(call.node):
            yield (
                call.node,
                "`UnsafeSkipCheck` lets the request through whichever website sent it. Skip it only for routes that a bearer token or signature protects.",
                Confidence.MEDIUM,
            )
        elif name in {"ExemptGlob", "ExemptGlobs", "ExemptRegexp", "ExemptRegexps", "ExemptPath"} and any(
            _ALL_PATHS & set(texts_in(code, item)) for item in call.args
        ):
            yield call.node, f"`{name}` takes every path from the protection. Name the ones that programs call.", None
        elif name == "AddInsecureBypassPattern" and {"/", "/{path...}", "/{rest...}"} & {
            text for item in call.args for text in texts_in(code, item)
        }:
            yield call.node, "The pattern takes every path from the protection. Name the ones that programs call.", None
        elif name == "ExemptFunc" and call.args and _says_yes(code, call.args[0]):
            yield call.node, "`ExemptFunc` says yes to every request, so nothing is protected. Remove it.", None
    for literal in code.dicts:
        if not re.search(r"(?i)csrf", literal.name):
            continue
        for key, value in literal.entries:
            if key_text(key) in {"Skipper", "Next"} and _says_yes(code, value):
                yield (
                    value.node,
                    f"`{key_text(key)}` says yes to every request, so nothing is protected. Remove it.",
                    None,
                )


def _is_conditional(node: Node) -> bool:
    """Whether something of the request decides whether a place is reached."""
    current = node.parent
    while current is not None and current.type not in {"function_declaration", "func_literal", "method_declaration"}:
        if current.type in {"if_statement", "expression_case"}:
            return True
        current = current.parent
    return False


def _says_yes(code: Code, expr: Expr) -> bool:
    return expr.kind == "func" and re.search(r"\{\s*return true\s*;?\s*\}\s*$", code.text(expr.node)) is not None
