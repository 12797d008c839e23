"""Host headers and proxies' headers that are believed from everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import given, is_false, is_true, match_at, options, texts_in
from backend_review.checks._code import Code as Surroundings
from backend_review.finding import Confidence, Match, Severity
from backend_review.index.expressions import Code, Expr, code_of, last_name
from backend_review.project.developers import is_developers_place
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "allow-all-hosts"
_QUICK = re.compile(
    rb"ALLOWED_HOSTS|allowed_hosts|TRUSTED_HOSTS|trusted_hosts|forwarded_allow_ips|AllowedHosts|XForwarded|xheaders|trust proxy|trustProxy|"
    rb"\.proxy\b|proxy:|TrustedProxies|TrustIPRange|RealIP|ProxyHeader"
)
_ALL = {"*", "0.0.0.0/0", "::/0", ".*", "^.*$"}
_SETTINGS = {"ALLOWED_HOSTS", "TRUSTED_HOSTS", "forwarded_allow_ips"}
_READS = {"getenv", "get", "list", "config", "env", "csv", "getlist", "getstring", "get_list", "Csv"}
_HOSTS = "any `Host` header is believed, so links in mails, redirects and cached pages can be made to lead to an attacker's site"
_CLIENTS = "the address and protocol in `X-Forwarded-*` are believed whoever sends them, so rate limits, allow-lists and logs see what the client likes"


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each setting that believes everybody."""
    if not _QUICK.search(file.data) or is_developers_place(file.path) or is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    found = {"python": _python, "go": _go}.get(file.language, _javascript)(file, code)
    surroundings: Surroundings | None = None
    seen: set[int] = set()
    for node, what, why, instead, severity in found:
        surroundings = surroundings or Surroundings(file)
        inner = surroundings.root.descendant_for_byte_range(node.start_byte, node.end_byte)
        if node.start_byte in seen or _told_to(code, node) or (inner is not None and surroundings.in_dev_branch(inner)):
            continue
        seen.add(node.start_byte)
        yield match_at(
            _RULE,
            file,
            node,
            f"With `{what}` {why}. {instead}",
            severity=severity,
            confidence=Confidence.MEDIUM if severity is Severity.INFO else None,
        )


def _told_to(code: Code, node: Node) -> bool:
    """Whether it is done only where a setting says that there is a proxy: the operator's decision."""
    current = node.parent
    while current is not None:
        condition = current.child_by_field_name("condition")
        if condition is not None and current.type == "if_statement" and re.search(r"(?i)prox", code.text(condition)):
            return True
        current = current.parent
    return False


_Found = tuple[Node, str, str, str, Severity | None]


def _all_of(code: Code, expr: Expr | None) -> bool:
    return any(text.strip() in _ALL for text in texts_in(code, expr))


def _python(file: SourceFile, code: Code) -> Iterator[_Found]:
    name_hosts = "Name the hosts that the service answers for."
    name_proxies = "Name the proxy's addresses."
    for scope in code.scopes.values():
        for name in _SETTINGS & set(scope.names):
            for item in scope.names[name]:
                if (
                    item.expr is None
                    or item.kind != "value"
                    or not (_all_of(code, item.expr) or _falls_back(code, item.expr))
                ):
                    continue
                if name == "forwarded_allow_ips":
                    yield item.node, 'forwarded_allow_ips = "*"', _CLIENTS, name_proxies, None
                else:
                    yield item.node, f'{name} = ["*"]', _HOSTS, name_hosts, None
    for store in (store for _, store in code.all_stores):
        if (
            store.key is not None
            and store.key.kind == "text"
            and store.key.value in _SETTINGS
            and _all_of(code, store.value)
        ):
            yield store.node, f'{store.key.value} = ["*"]', _HOSTS, name_hosts, None
    for call in code.calls:
        name, named = last_name(call.target), given(code, call)
        base = last_name(call.target.target) if call.target is not None and call.target.kind == "attr" else ""
        if (
            name in {"append", "extend", "insert"}
            and base == "ALLOWED_HOSTS"
            and any(_all_of(code, item) for item in call.args)
        ):
            yield call.node, 'ALLOWED_HOSTS = ["*"]', _HOSTS, name_hosts, None
        elif _uses(call, name, "TrustedHostMiddleware") and _all_of(code, named.get("allowed_hosts")):
            yield call.node, 'allowed_hosts=["*"]', _HOSTS, name_hosts, None
        elif _uses(call, name, "ProxyHeadersMiddleware") and _all_of(code, named.get("trusted_hosts")):
            yield call.node, 'trusted_hosts="*"', _CLIENTS, name_proxies, None
        elif "forwarded_allow_ips" in named and _all_of(code, named["forwarded_allow_ips"]):
            if {"127.0.0.1", "localhost"} & set(texts_in(code, named.get("host"))):
                continue  # only what runs on this machine can connect
            yield call.node, 'forwarded_allow_ips="*"', _CLIENTS, name_proxies, None
        elif name == "AllowedHosts" and _set_of_all(code, call):
            yield call.node, "AllowedHosts({'*'})", _HOSTS, name_hosts, None
        elif name == "XForwardedRelaxed":
            yield call.node, "XForwardedRelaxed()", _CLIENTS, "Use `XForwardedStrict` with the proxy's addresses.", None
        elif is_true(named.get("xheaders")) and "trusted_downstream" not in named:
            yield (
                call.node,
                "xheaders=True",
                _CLIENTS,
                "Name the proxies before yours in `trusted_downstream`, and listen where only yours reaches.",
                Severity.INFO,
            )


def _uses(call: Expr, name: str, middleware: str) -> bool:
    """``Middleware(app, …)``, ``app.add_middleware(Middleware, …)``, ``Middleware(Middleware, …)``."""
    return name == middleware or (bool(call.args) and last_name(call.args[0]) == middleware)


def _set_of_all(code: Code, call: Expr) -> bool:
    return any(_all_of(code, item) for item in call.args)


def _falls_back(code: Code, expr: Expr) -> bool:
    """``os.environ.get("ALLOWED_HOSTS", "*").split(",")``, ``env.list("ALLOWED_HOSTS", default=["*"])``."""
    if expr.kind == "choice" and expr.name == "or":
        return _all_of(code, expr.args[1]) or _falls_back(code, expr.args[1])
    if expr.kind == "comprehension" and expr.entries:
        return _falls_back(code, expr.entries[0][1])
    if expr.kind != "call" or expr.target is None:
        return False
    if last_name(expr.target) in {"split", "strip"} and expr.target.target is not None:
        return _falls_back(code, expr.target.target)
    if expr.target.kind == "name" and expr.target.name in {"list", "tuple"} and len(expr.args) == 1:
        return _falls_back(code, expr.args[0]) or _all_of(code, expr.args[0])
    if last_name(expr.target) not in _READS:
        return False
    fallback = expr.named.get("default") or (expr.args[1] if len(expr.args) > 1 else None)
    return _all_of(code, fallback)


def _javascript(file: SourceFile, code: Code) -> Iterator[_Found]:
    count = "Give the number of proxies before the service, or their addresses."
    for call in code.calls:
        name, named = last_name(call.target), None
        setting = call.args[0].value if call.args and call.args[0].kind == "text" else ""
        if setting == "trust proxy" and (
            name == "enable" or (name == "set" and len(call.args) > 1 and _believes(code, call.args[1]))
        ):
            yield call.node, "trust proxy", _CLIENTS, count, None
            continue
        if (
            name in {"fastify", "Fastify", "FastifyAdapter", "default"}
            or "fastify" in code.qualify(call.target).lower()
        ):
            named = given(code, call)
            if "trustProxy" in named and _believes(code, named["trustProxy"]):
                yield call.node, "trustProxy: true", _CLIENTS, count, None
        elif name == "Koa" or code.qualify(call.target) == "koa":
            named = given(code, call)
            if is_true(named.get("proxy")):
                yield (
                    call.node,
                    "proxy: true",
                    _CLIENTS,
                    "Set `maxIpsCount` to the number of proxies, and listen where only yours reaches.",
                    Severity.INFO,
                )
    for scope, store in code.all_stores:
        if store.key is None or store.key.kind != "text" or store.key.value != "proxy" or not is_true(store.value):
            continue
        if any(
            made.kind == "call" and last_name(made.target) in {"Koa", "koa"}
            for made in _behind(code, store.base, scope.node)
        ):
            yield (
                store.node,
                f"{store.base}.proxy = true",
                _CLIENTS,
                "Set `maxIpsCount` to the number of proxies, and listen where only yours reaches.",
                Severity.INFO,
            )


def _behind(code: Code, name: str, node: Node) -> Iterator[Expr]:
    for item in code.definitions(name, node):
        if item.expr is not None:
            yield item.expr


def _believes(code: Code, expr: Expr) -> bool:
    """Whether a setting of ``trust proxy`` believes everybody: ``true``, or a function that always says so."""
    for value in code.values(expr):
        if is_true(value) or (value.kind == "text" and value.value in _ALL):
            return True
        if value.kind == "func" and re.search(
            r"=>\s*(true|\{\s*return true;?\s*\})\s*$|\{\s*return true;?\s*\}\s*$", code.text(value.node)
        ):
            return True
    return False


def _go(file: SourceFile, code: Code) -> Iterator[_Found]:
    proxies = "Name the proxy's addresses."
    for call in code.calls:
        name, qualified = last_name(call.target), code.qualify(call.target)
        if name == "SetTrustedProxies" and any(_all_of(code, item) for item in call.args):
            yield call.node, 'SetTrustedProxies([]string{"0.0.0.0/0"})', _CLIENTS, proxies, None
        elif name == "TrustIPRange" and re.search(r'"(0\.0\.0\.0|::)/0"', code.text(code.scope_of(call.node).node)):
            yield call.node, "TrustIPRange", _CLIENTS, proxies, None
        elif qualified.endswith("gorilla/handlers.ProxyHeaders"):
            yield (
                call.node,
                "ProxyHeaders",
                _CLIENTS,
                "Read the headers only of requests that come from your proxy.",
                Severity.INFO,
            )
        elif name in {"Use", "With"}:
            for item in call.args:
                used = code.qualify(item)
                if re.search(r"go-chi/chi(/v\d)?/middleware\.RealIP$|gorilla/handlers\.ProxyHeaders$", used):
                    yield (
                        item.node,
                        used.rpartition("/")[2],
                        _CLIENTS,
                        "Read the headers only of requests that come from your proxy.",
                        Severity.INFO,
                    )
    for literal in code.dicts:
        if not literal.name.endswith(("fiber.Config", "Config")) or "fiber" not in literal.name:
            continue
        fields = options(code, literal)
        checks = fields.get("EnableTrustedProxyCheck") or fields.get("TrustProxy")
        header = fields.get("ProxyHeader")
        # A header that the operator names is the operator's to answer for.
        fixed = header is not None and (header.kind == "text" or code.text(header.node).startswith("fiber."))
        if fixed and (checks is None or is_false(checks)):
            yield (
                literal.node,
                "ProxyHeader",
                _CLIENTS,
                "Set `EnableTrustedProxyCheck` (`TrustProxy` in Fiber 3) and name the proxies.",
                None,
            )
        elif _all_of(code, fields.get("TrustedProxies")):
            yield literal.node, "TrustedProxies", _CLIENTS, proxies, None
