"""Passwords, tokens and bodies that leave the machine over HTTP, FTP, Telnet, SMTP, LDAP or gRPC without TLS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.checks._calls import beginning, given, match_at, options, short
from backend_review.checks._cleartext_protocols import other_protocols
from backend_review.checks._debug_only import is_developers_code
from backend_review.checks._hosts import host_of, reach_of
from backend_review.finding import Match, Severity
from backend_review.index.expressions import Code, Expr, code_of, last_name
from backend_review.project.developers import is_developers_place
from backend_review.project.frontend import is_frontend
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_RULE = "cleartext-transport"
_QUICK = re.compile(
    rb"http://|\bhttp\b|HTTPConnection|ftp|[tT]elnet|smtp|nodemailer|imap|poplib|ldap|insecure|Insecure|NoTLS"
)
_BODY = {"post", "put", "patch", "postform", "putform", "patchform"}
_READ = {"get", "head", "delete", "urlopen", "urlretrieve", "fetch", "axios", "got", "stream", "newrequest", "newrequestwithcontext",
         "request", "ky", "needle"}  # fmt: skip
_LIBRARIES = re.compile(
    r"^(requests|httpx|aiohttp|urllib|urllib2|urllib3|tornado\.httpclient|http\.client|axios|got|node-fetch|undici|superagent|request|"
    r"request-promise(-native)?|needle|ky|cross-fetch|isomorphic-fetch|(node:)?http|net/http|github\.com/(go-resty|imroc|valyala)/.*)\b"
)
_CLIENTS = {"create", "Client", "AsyncClient", "ClientSession", "extend", "SetBaseURL", "SetHostURL"}
_BASE = ("baseURL", "base_url", "baseUrl", "prefixUrl", "prefix_url")
_CREDENTIAL = re.compile(
    r"(?i)^(proxy-)?authorization$|^cookie$|api-?key|auth-?token|access-?token|^x-.*(token|key|secret)$"
)
_BODIES = {"data", "json", "body", "content", "files", "form", "formData"}
_SECRET_PART = re.compile(r"(?i)[?&](access_?token|token|api_?key|apikey|password|passwd|pwd|secret)=")
_SETS_HEADER = r"(SetBasicAuth\(|(Header\.(Set|Add)|add_header|setRequestHeader|setHeader)\(\s*[\"'`](Authorization|Cookie|X-[\w-]*(Key|Token))[\"'`])"
_METHODS = {"POST", "PUT", "PATCH"}
_GIVES = {"assignment", "short_var_declaration", "variable_declarator", "assignment_statement"}


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each request or connection that carries something worth reading in the clear."""
    if not _QUICK.search(file.data) or is_developers_place(file.path) or is_frontend(file):
        return
    code = code_of(file)
    if code is None:
        return
    seen: set[int] = set()
    for call in code.calls:
        for match in (*_of_http(file, code, call), *other_protocols(file, code, call)):
            if match.start.line not in seen and not is_developers_code(call.node):
                seen.add(match.start.line)
                yield match


def _of_http(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    name = last_name(call.target)
    lower = name.lower()
    if name in _CLIENTS:
        yield from _of_client(file, code, call)
    if lower not in _BODY and lower not in _READ:
        return
    named = given(code, call)
    address = _address(code, call, lower, named)
    if not address:
        return
    target = host_of(address)
    sent = _sent(code, call, lower, named, address)
    if sent:
        what = short(code.text(call.target.node) if call.target is not None else name, 40)
        yield match_at(
            _RULE, file, call.node,
            f"`{what}` sends {sent} to `{target}` over plain HTTP, so everyone on the way can read and change it. "
            f"Use `https://{target}`.",
        )  # fmt: skip
    elif _LIBRARIES.match(code.qualify(call.target)) is not None or lower in {"fetch", "axios"}:
        yield match_at(
            _RULE, file, call.node,
            f"What `{target}` answers comes over plain HTTP, so whoever is on the way can read it and answer in its place. "
            f"Use `https://{target}`.",
            severity=Severity.INFO,
        )  # fmt: skip


def _address(code: Code, call: Expr, lower: str, named: dict[str, Expr]) -> str:
    """The URL of a request over plain HTTP to a machine that is far; "" for another, and where it is not known."""
    first = 3 if lower in {"request", "newrequest", "newrequestwithcontext"} else 1
    candidates = [*call.args[:first], *(named[key] for key in ("url", "uri") if key in named)]
    for item in candidates:
        text, whole = beginning(code, item)
        if _far(text, whole):
            return text
    qualified = code.qualify(call.target).removeprefix("node:")
    host: Expr | None = None
    if qualified in {"http.request", "http.get"}:
        host = named.get("hostname") or named.get("host")
    elif qualified.startswith("http.client.HTTPConnection()") and call.target is not None:
        made = next((item for item in code.values(call.target.target or call) if item.kind == "call"), None)
        if made is not None:
            host = made.args[0] if made.args else made.named.get("host")
    text, whole = beginning(code, host)
    return f"http://{text}" if text and _far(f"http://{text}", whole) else ""


def _far(text: str, whole: bool) -> bool:
    """Whether a URL is of plain HTTP and its host, as far as it is written, another network's."""
    if not text.lower().startswith("http://"):
        return False
    rest = text[len("http://") :].rpartition("@")[2]
    return reach_of(host_of(text), whole or re.search(r"[/?:]", rest) is not None) == "far"


def _sent(code: Code, call: Expr, lower: str, named: dict[str, Expr], address: str) -> str:
    """What a request carries that others should not read; "" for nothing that is seen."""
    if re.match(r"(?i)http://[^/?#]*:[^/?#]*@", address) or _SECRET_PART.search(address):
        return "credentials"
    if "auth" in named or _names_credentials(options(code, named.get("headers"))) or _names_credentials(named):
        return "credentials"
    held = _variable(code, call)
    around = code.text(code.scope_of(call.node).node) if held else ""
    if held and re.search(rf"\b{re.escape(held)}\.{_SETS_HEADER}", around):
        return "credentials"
    if lower in _BODY or _BODIES & set(named):
        return "a body"
    methods = [item for item in call.args[:2] if item.kind in {"text", "attr"}]
    methods += [named[key] for key in ("method", "type") if key in named]
    for item in methods:
        method = str(item.value) if item.kind == "text" else item.name.removeprefix("Method")
        if method.upper() in _METHODS:
            return "a body"
    if lower in {"urlopen", "request"} and code.qualify(call.target).startswith("urllib.") and len(call.args) > 1:
        return "a body"
    return ""


def _names_credentials(named: dict[str, Expr]) -> bool:
    return any(_CREDENTIAL.search(key) for key in named)


def _variable(code: Code, call: Expr) -> str:
    """The variable that what a call gives is put into."""
    node = call.node.parent
    while node is not None and node.type in {"expression_list", "await", "await_expression"}:
        node = node.parent
    if node is None or node.type not in _GIVES:
        return ""
    left = node.child_by_field_name("left") or node.child_by_field_name("name")
    if left is not None and left.type == "expression_list" and left.named_children:
        left = left.named_children[0]
    return code.text(left)


def _of_client(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    """A client that is told once where all of its requests go."""
    named = given(code, call)
    first = call.args[:1] if last_name(call.target) in {"ClientSession", "SetBaseURL", "SetHostURL"} else []
    for item in (*(named[key] for key in _BASE if key in named), *first):
        text, whole = beginning(code, item)
        if not _far(text, whole):
            continue
        made = f"{code.qualify(call.target)}()."
        sends = "auth" in named or _names_credentials(options(code, named.get("headers")))
        sends = sends or any(
            last_name(other.target).lower() in _BODY and code.qualify(other.target).startswith(made)
            for other in code.calls
        )
        yield match_at(
            _RULE, file, call.node,
            f"Every request of this client goes to `{host_of(text)}` over plain HTTP, so everyone on the way can read and change it. "
            f"Use `https://{host_of(text)}`.",
            severity=None if sends else Severity.INFO,
        )  # fmt: skip
        return
