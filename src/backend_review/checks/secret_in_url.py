"""Passwords, tokens and keys that are read from a query string, or put into one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import beginning, given, match_at, options
from backend_review.checks._trees import snake
from backend_review.finding import Confidence, Match, Severity
from backend_review.index.expressions import Code, Expr, code_of, key_text, last_name
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "secret-in-url"
_QUICK = re.compile(rb"(?i)passw|pwd|secret|api_?key|token|jwt|bearer")
_SECRET = re.compile(
    r"^((user_?|old_|new_|current_)?(password|passwd|pwd)|secret|client_secret|(x_)?api_?key|apikey|access_token|auth_token|api_token|(auth_?)?token|"
    r"jwt|id_token|refresh_token|session_(token|key)|private_key|bearer)$"
)
_PASSWORD = re.compile(r"passw|pwd|client_secret")
# Links that are used once, sent by mail or handed on by another site: a query string is the only place they have.
_ONCE = re.compile(
    r"(?i)verif|confirm|activat|reset|forgot|invit|unsubscri|magic|accept|call_?back|oauth|oidc|saml|sso|hook|share|shared|preview|download|"
    r"signed|recover|e_?mail|pagina|paging|cursor|approv|one_?time|captcha|csrf|xsrf|register|sign_?up|opt_?out|rss|feed|calendar|\bics\b|ical|logout|challenge|"
    r"redirect_?uri|change_?-?password|set_?-?password|sign(?:ed)?_?(?:url|key|upload)|presign|authorize|federat|device|pixel|introspect|revoke|export|\bfiles?\b|\bota\b|2fa|two_?fa|\botp\b|mfa|preserved|thumbnail|embed"
)
# What a token opens is signed in it, and no more than one file or one click of a mail.
_SCOPED = re.compile(
    r"(?i)signing\.loads\(|\bunsign\(|verify_?(?:upload|download|file|media|share|signed)\w*\(|(?:upload|download)_?(?:payload|token|claims)|"
    r"(?:#|//|\*).*\be-?mail"
)
_ABOVE, _BELOW = 4, 3  # lines
# Browsers can set no header for these.
_STREAMS = re.compile(
    r"(?i)web_?socket|\bws\b|\bwss\b|socket|\bsse\b|event_?source|event_?stream|upgrade|/ws|subscribe"
)
_QUERIES = re.compile(
    r"(?:^|[.\s])(?:request|req|self\.request|flask\.request|info\.context|websocket|ws)\.(?:args|GET|query_params|query|rel_url\.query|nextUrl\.searchParams)$|"
    r"^(?:ctx|context|c)\.(?:request\.)?query$|\.URL\.Query\(\)$"
)
_READERS = {
    "get_query_argument", "get_query_arguments", "QueryParam", "Query", "DefaultQuery", "GetQuery", "fromUrlQueryParameter", "APIKeyQuery",
}  # fmt: skip
_IN_TEXT = re.compile(r"[?&](?P<name>[\w.-]+)=$")
_FORMAT = re.compile(r"[?&](?P<name>[\w.-]+)=(?:%[svq]|\{[\w.]*\}|%\(\w+\)s)")
# How programs call the address that they are reached at themselves.
_OWN = re.compile(
    r"(?i)\b\w*(app|site|front_?end|public|client|web|dashboard|my|own)_?(url|uri|host|origin|domain|base_?url)\b"
)
_HAS_QUERY = re.compile(rb"\b(query|GET|args|query_params|searchParams)\b")
# What Python needs to read a query, or to write one.
_QUERY_OF_PYTHON = re.compile(
    rb"\.(?:args|GET|query_params|query)\b|\bQuery\(|get_query_argument|APIKeyQuery|\bparams\b|[?&][\w.-]+="
)
_WORDS = rb"(?i:[\w-]*(?:passw|pwd|secret|api_?key|token|jwt|bearer|session|private_key)[\w-]*)"
_MEMBER = re.compile(rb"(?:\.|\[[\"'])" + _WORDS)
_IN_DATA = re.compile(rb"[?&]" + _WORDS + rb"=")
_WEB = re.compile(r"(?i)(https?:|wss?:|[^:]*$|[^:/]*[/%{?])")  # no address of another scheme
_SENDS = {"get", "post", "put", "patch", "delete", "request", "head", "fetch", "axios", "got"}
_LOGIN = "It then stands in access logs, browser histories and `Referer` headers"


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each secret that travels in a URL."""
    if not _QUICK.search(file.data) or is_frontend(file):
        return
    if file.language == "python" and not _QUERY_OF_PYTHON.search(file.data):
        return
    code = code_of(file)
    if code is None:
        return
    seen: set[int] = set()
    for node, name in (*_read(code), *_read_parts(code)):
        plain = snake(name)
        if node.start_point[0] in seen or not _SECRET.match(plain) or _is_switch(code, node):
            continue
        around = _around(code, node)
        row = node.start_point[0]
        near = "\n".join(file.lines[max(0, row - _ABOVE) : row + 1 + _BELOW])
        if (_ONCE.search(around) or _SCOPED.search(near)) and not _PASSWORD.search(plain):
            continue
        seen.add(node.start_point[0])
        stream = _STREAMS.search(around) is not None
        yield match_at(
            _RULE, file, node,
            f"`{name}` is read from the query string. {_LOGIN}; take it from the `Authorization` header or the body.",
            severity=Severity.INFO if stream else None,
        )  # fmt: skip
    for node, name, far in _written(code):
        plain = snake(name)
        if node.start_point[0] in seen or not _SECRET.match(plain):
            continue
        if _ONCE.search(f"{_around(code, node)} {code.text(node)}") and not _PASSWORD.search(plain):
            continue
        seen.add(node.start_point[0])
        yield match_at(
            _RULE, file, node,
            f"`{name}` is put into a URL. {_LOGIN}; send it in a header or the body.",
            severity=Severity.INFO if far else None,
            confidence=Confidence.MEDIUM,
        )  # fmt: skip


_YES_OR_NO = re.compile(r"(?i)^(?:.*\.)?(?:is_?(?:true|set|on|yes)|(?:parse|to|as|str_?to|get)_?bool(?:ean)?|boolean)$")


def _is_switch(code: Code, node: Node) -> bool:
    """Whether a value is only read as a yes or no: ``isTrue(c.QueryParam("token"))``."""
    call = (
        node.parent.parent if node.parent is not None and node.parent.type in {"argument_list", "arguments"} else None
    )
    return call is not None and _YES_OR_NO.match(code.text(call.child_by_field_name("function"))) is not None


def _around(code: Code, node: Node) -> str:
    """What the functions around a place are called and mounted at: names, decorators, paths, the class."""
    words: list[str] = [code.path.rpartition("/")[2]]
    current: Node | None = node
    while current is not None:
        if current.type in {"decorated_definition", "method_definition", "export_statement"}:
            words += [code.text(child) for child in current.named_children if child.type == "decorator"]
        if current.type in {"class_definition", "class_declaration"}:
            words.append(code.text(current.child_by_field_name("name")))
            words += [code.text(child) for child in current.named_children if child.type == "decorator"]
        scope = code.scopes.get(current.id)
        if scope is not None and scope.kind == "function":
            words.append(scope.name)
            previous = current.prev_named_sibling
            while previous is not None and previous.type in {"decorator", "comment"}:
                words += [code.text(previous)] if previous.type == "decorator" else []
                previous = previous.prev_named_sibling
            call = current.parent.parent if current.parent is not None else None
            if call is not None and call.type == "call_expression":
                words += [str(item.value) for item in code.lower(call).args[:1] if item.kind == "text"]
        current = current.parent
    return " ".join(words)


def _is_query(code: Code, expr: Expr | None, depth: int = 0) -> bool:
    """Whether an object is the query of a request."""
    if expr is None or depth > 4:
        return False
    if _QUERIES.search(code.text(expr.node)):
        return True
    if expr.kind == "attr" and expr.name == "searchParams" and expr.target is not None:
        asked = [expr.target, *list(code.behind(expr.target, 0))[:3]]
        return any(re.search(r"\b(req|request|event)\b", code.text(item.node)) for item in asked)
    if expr.kind == "name":
        return any(item is not expr and _is_query(code, item, depth + 1) for item in list(code.behind(expr, 0))[:3])
    return False


def _read(code: Code) -> Iterator[tuple[Node, str]]:
    """Calls and parameters that take one value out of the query."""
    for call in code.calls:
        name = last_name(call.target)
        owner = call.target.target if call.target is not None and call.target.kind == "attr" else None
        first = call.args[0] if call.args else None
        text = str(first.value) if first is not None and first.kind == "text" else ""
        if name in {"get", "getlist", "Get", "getAll"} and text and _is_query(code, owner):
            yield call.node, text
        elif name == "query" and text and owner is not None and re.search(r"\breq$", code.text(owner.node)):
            yield call.node, text  # Hono: c.req.query('token')
        elif name in _READERS and (text or "name" in call.named):
            asked = text or str(call.named["name"].value)
            if name != "Query" or _asks_for_one(code, call, owner):
                yield call.node, asked
        elif name in {"New", "NewWithConfig", "JWTWithConfig", "KeyAuthWithConfig"}:
            yield from _lookups(code, call)
    for scope in code.scopes.values():
        for name, item in zip(scope.parameter_names, scope.parameters, strict=False):
            made = code.text(item.expr.node) if item.expr is not None else ""
            if re.search(r"\bQuery\(", f"{item.annotation} {made}"):
                alias = re.search(r"alias=[\"']([\w-]+)[\"']", f"{item.annotation} {made}")
                yield item.node, alias.group(1) if alias else name


def _asks_for_one(code: Code, call: Expr, owner: Expr | None) -> bool:
    """``c.Query("token")`` of Gin and Fiber, ``@Query('token')`` of NestJS; no ``db.Query("…")``."""
    if code.language == "javascript":
        return call.node.parent is not None and call.node.parent.type == "decorator"
    return (
        code.language == "go"
        and owner is not None
        and re.fullmatch(r"(?i)c|ctx|context|gctx|gc", code.text(owner.node)) is not None
    )


def _lookups(code: Code, call: Expr) -> Iterator[tuple[Node, str]]:
    """Echo's and Fiber's ``TokenLookup: "query:token"``."""
    for item in call.args:
        for label, value in options(code, item).items():
            if label in {"TokenLookup", "KeyLookup"} and value.kind == "text":
                found = re.search(r"\bquery:([\w-]+)", str(value.value))
                if found is not None:
                    yield value.node, found.group(1)


def _read_parts(code: Code) -> Iterator[tuple[Node, str]]:
    """``req.query.token``, ``request.GET["token"]``, ``const { token } = req.query``."""
    for found in _MEMBER.finditer(code.data) if _HAS_QUERY.search(code.data) else ():
        node = _climb(code, found.end() - 1, {"member_expression", "subscript_expression", "subscript", "attribute"})
        expr = code.lower(node) if node is not None else None
        if node is None or expr is None:
            continue
        label = (
            expr.name if expr.kind == "attr" else key_text(expr.args[0]) if expr.kind == "index" and expr.args else ""
        )
        if label and _SECRET.match(snake(label)) and not _is_assigned(node) and _is_query(code, expr.target):
            yield node, label
    for scope in code.scopes.values():
        for name, definitions in scope.names.items():
            for item in definitions:
                if (
                    item.path
                    and item.expr is not None
                    and _SECRET.match(snake(item.path or name))
                    and _is_query(code, item.expr)
                ):
                    yield item.node, item.path


def _climb(code: Code, byte: int, kinds: set[str]) -> Node | None:
    """The innermost piece of code of some kinds around a place; of sums the whole."""
    node = code.tree.root_node.descendant_for_byte_range(byte, byte + 1)
    while node is not None and node.type not in kinds:
        if "statement" in node.type or node.type in {"block", "module", "program"}:
            return None
        node = node.parent
    while (
        node is not None
        and node.type.startswith("binary")
        and node.parent is not None
        and node.parent.type == node.type
    ):
        node = node.parent
    return node


def _is_assigned(node: Node) -> bool:
    parent = node.parent
    return (
        parent is not None
        and parent.type in {"assignment", "assignment_expression"}
        and parent.child_by_field_name("left") == node
    )


def _written(code: Code) -> Iterator[tuple[Node, str, bool]]:
    """URLs that are built with a secret in them: where, its name, and whether they lead to another service."""
    done: set[int] = set()
    for place in _IN_DATA.finditer(code.data):
        for kinds in ({"binary_operator", "binary_expression"}, {"template_string", "string"}):
            node = _climb(code, place.start(), kinds)
            name = _in_text(code, code.lower(node)) if node is not None else None
            if node is not None and name is not None and node.start_byte not in done:
                done.add(node.start_byte)
                yield node, name, _leads_away(code, node)
                break
    for call in code.calls:
        name = last_name(call.target)
        if name in {"Sprintf", "format"}:
            form = (
                call.args[0]
                if name == "Sprintf" and call.args
                else call.target.target
                if call.target is not None
                else None
            )
            text, _ = beginning(code, form) if form is not None and form.kind == "text" else ("", True)
            for part in _FORMAT.finditer(text) if _WEB.match(text) else ():
                yield call.node, part["name"], _leads_away(code, call.node)
        elif name in _SENDS:
            params = given(code, call).get("params")
            for label, value in options(code, params).items():
                if value.kind != "text" and _SECRET.match(snake(label)):
                    yield value.node.parent or value.node, label, True
        elif (
            name in {"Set", "Add"}
            and len(call.args) == 2
            and call.args[0].kind == "text"
            and call.args[1].kind != "text"
        ) and (
            code.qualify(call.target).endswith(".URL.Query().Set")
            or re.search(r"\.URL\.Query\(\)", _made_of(code, call))
        ):
            yield call.node, str(call.args[0].value), True


def _made_of(code: Code, call: Expr) -> str:
    owner = call.target.target if call.target is not None else None
    if owner is None or owner.kind != "name":
        return ""
    return " ".join(
        code.text(item.expr.node) for item in code.definitions(owner.name, owner.node) if item.expr is not None
    )


def _in_text(code: Code, expr: Expr) -> str | None:
    """The name of a secret that a text has in its query, given as a value that is not constant."""
    parts = expr.parts if expr.kind == "template" else expr.args if expr.kind == "binary" and expr.name == "+" else ()
    if expr.kind == "binary" and expr.name == "%" and expr.args[0].kind == "text":
        return next(
            (part["name"] for part in _FORMAT.finditer(str(expr.args[0].value)) if _SECRET.match(snake(part["name"]))),
            None,
        )
    for before, after in itertools.pairwise(parts):
        if isinstance(after, str) or (after.kind == "text"):
            continue
        text = before if isinstance(before, str) else str(before.value) if before.kind == "text" else _tail(before)
        found_name = _IN_TEXT.search(text)
        if found_name is not None and _SECRET.match(snake(found_name["name"])):
            return found_name["name"]
    return None


def _tail(expr: Expr) -> str:
    """The constant text that a sum of texts ends with."""
    last = expr.args[-1] if expr.kind == "binary" and expr.name == "+" and expr.args else None
    return str(last.value) if last is not None and last.kind == "text" else ""


def _leads_away(code: Code, node: Node) -> bool:
    """Whether a URL is not of this program's own: asked of a service that may take a key nowhere else."""
    text, _ = beginning(code, code.lower(node))
    current = node.parent
    depth = 0
    while current is not None and depth < 4:
        if current.type in {"call", "call_expression"} and "redirect" in last_name(code.lower(current).target).lower():
            return False
        current, depth = current.parent, depth + 1
    return not (text.startswith("/") or _OWN.search(code.text(node)))
