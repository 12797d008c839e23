"""HTTP servers that wait for a slow client for as long as it likes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import beginning, match_at, options
from backend_review.checks._syntax import find_all
from backend_review.finding import Match
from backend_review.index.expressions import Code, Expr, code_of, key_text, last_name
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"go", "javascript", "typescript", "python"})

_RULE = "server-without-timeouts"
_QUICK = re.compile(
    rb"ListenAndServe|http\.Serve|http\.Server\b|\.Run(?:TLS)?\(|\.Start(?:TLS|AutoTLS)?\(|fiber\.New\(|fasthttp\.|requestTimeout|"
    rb"headersTimeout|^timeout\s*=\s*0\b",
    re.MULTILINE,
)
_READS = {"ReadTimeout", "ReadHeaderTimeout"}
_SET_LATER = re.compile(r"\.(?:ReadTimeout|ReadHeaderTimeout)\s*=(?!=)|\bSetReadDeadline\(")
_LOCAL = re.compile(r"^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):")
_ADDRESS = re.compile(r"^[\w.\-\[\]]*:\d*$")
_HTTP, _FASTHTTP = "net/http", "github.com/valyala/fasthttp"
# Functions that start a server of their own, by the package they are of.
_STARTERS = {
    _HTTP: {"ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS"},
    _FASTHTTP: {"ListenAndServe", "ListenAndServeTLS", "Serve"},
}
# Methods of a framework that do, by what the framework's package is called and the type of its application.
_METHODS = {
    "github.com/gin-gonic/gin": ("Engine", {"Run", "RunTLS"}),
    "github.com/labstack/echo": ("Echo", {"Start", "StartTLS", "StartAutoTLS"}),
}
_ROUTER = re.compile(r"(?i)^(?:e|r|g|app|\w*rout(?:er|es?)|\w*engine|echo|gin|web|api)$")
_FIBER = re.compile(r"^github\.com/gofiber/fiber(?:/v\d+)?\.New$")
_SLOW = "a client that sends a byte a minute keeps its connection for ever, and some thousand of such clients stop the service"
_NODE = {"requestTimeout", "headersTimeout"}


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each server that is made or started without a limit for reading a request."""
    code = code_of(file) if _QUICK.search(file.data) else None
    if code is None:
        return
    found = {"go": _go, "python": _gunicorn}.get(file.language, _node)
    for node, message in found(code, file):
        yield match_at(_RULE, file, node, message)


def _go(code: Code, file: SourceFile) -> Iterator[tuple[Node, str]]:
    if _SET_LATER.search(file.text):
        return
    for literal in code.dicts:
        package, _, type = literal.name.rpartition(".")
        server = type == "Server" and _package(code, package) in _STARTERS
        if server and not _limited(code, literal) and not _is_local(code, literal):
            yield (
                literal.node,
                f"This `{literal.name}` has no `ReadTimeout`: {_SLOW}. Set `ReadHeaderTimeout: 5 * time.Second` at least, "
                "and `ReadTimeout`, `WriteTimeout` and `IdleTimeout` where bodies and answers are short.",
            )
    for node in find_all(file, code.tree.root_node, "(var_spec type: (qualified_type) !value) @x"):
        type_node = node.child_by_field_name("type")
        package, _, type = code.text(type_node).rpartition(".")
        if type == "Server" and _package(code, package) == _HTTP:
            yield node, f"This server is used without timeouts: {_SLOW}. Set its `ReadHeaderTimeout` and `ReadTimeout`."
    for call in code.calls:
        started = _started(code, call)
        if started:
            yield (
                call.node,
                f"`{started}` starts a server without timeouts: {_SLOW}. Start `&http.Server{{Addr: ..., Handler: ..., "
                "ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second}` with its `ListenAndServe`.",
            )
        elif _FIBER.search(code.qualify(call.target)) and not _configured(code, call) and not _is_mounted(code, call):
            yield (
                call.node,
                f"This Fiber application has no `ReadTimeout`: {_SLOW}. "
                "Make it with `fiber.New(fiber.Config{ReadTimeout: 10 * time.Second, IdleTimeout: time.Minute})`.",
            )


def _package(code: Code, alias: str) -> str:
    """The import path that a package's name stands for."""
    return next((item.module for item in code.module.names.get(alias, ()) if item.kind == "import"), "")


def _limited(code: Code, literal: Expr) -> bool:
    """Whether a literal limits reading with anything but zero; one without names of fields has all of them."""
    for key, value in literal.entries:
        name = key_text(key)
        if name is None or (name in _READS and not any(_is_zero(item) for item in code.values(value))):
            return True
    return False


def _is_local(code: Code, literal: Expr) -> bool:
    """Whether only this machine reaches a server: by its address, or because it is served on a socket in the file system."""
    address = next((value for key, value in literal.entries if key_text(key) == "Addr"), None)
    if address is not None:
        return _LOCAL.search(beginning(code, address)[0]) is not None
    function = code.function_of(literal.node)
    return '"unix"' in code.text((function or code.module).node)


def _is_zero(expr: Expr) -> bool:
    return expr.kind == "number" and expr.value == 0


def _configured(code: Code, call: Expr) -> bool:
    """Whether Fiber's configuration limits reading; one that is made elsewhere may."""
    for item in call.args:
        values = list(code.values(item))
        if any(value.kind != "dict" or _limited(code, value) for value in values):
            return True
    return False


def _is_mounted(code: Code, call: Expr) -> bool:
    """Whether a Fiber application becomes a part of another one, which listens for both."""
    text = code.text(code.module.node)
    before = code.data[: call.node.start_byte].decode("utf-8", "replace")
    assigned = re.search(r"(\w+)\s*:?=\s*$", before)
    name = re.escape(assigned.group(1)) if assigned is not None else ""
    return bool(name) and re.search(rf"\.(?:Mount|Use)\([^()\n]*,\s*{name}\)", text) is not None


def _started(code: Code, call: Expr) -> str:
    """What starts a server with the defaults; "" for no such call, and for one that only this machine reaches."""
    target = call.target
    if target is None or target.kind != "attr" or target.target is None:
        return ""
    owner, address = target.target, beginning(code, call.args[0])[0] if call.args else ""
    by_package = owner.kind == "name" and target.name in _STARTERS.get(_package(code, owner.name), ())
    if not by_package and not _by_framework(code, owner, target.name, address):
        return ""
    return "" if _LOCAL.search(address) else f"{code.text(owner.node)}.{target.name}"


def _by_framework(code: Code, owner: Expr, method: str, address: str) -> bool:
    made = code.qualify(owner)
    types = [item.annotation for item in code.definitions(owner.name, owner.node)] if owner.kind == "name" else []
    for package, (type, methods) in _METHODS.items():
        if method not in methods:
            continue
        alias = package.rpartition("/")[2]
        if made.startswith(package) or f"*{alias}.{type}" in types:
            return True
        # A router that another file makes: told by its name, and by the address that it is given.
        own = _package(code, owner.name) if owner.kind == "name" else ""
        if not own and _ADDRESS.search(address) and _ROUTER.search(owner.name):
            return True
    return False


def _node(code: Code, file: SourceFile) -> Iterator[tuple[Node, str]]:
    """Node's own limits (five minutes for a request, one for its head) switched off."""
    message = (
        "`{name}: 0` takes away Node's limit for sending a request: a client that sends a byte a minute keeps its connection for ever. "
        "Remove it, or set the longest time that an upload may take."
    )
    for call in code.calls:
        if last_name(call.target) not in {"createServer", "Server"}:
            continue
        for item in call.args:
            for name, value in options(code, item).items():
                if name in _NODE and any(_is_zero(found) for found in code.values(value)):
                    yield value.node, message.format(name=name)
    for _, store in code.all_stores:
        name = key_text(store.key) or ""
        if name in _NODE and store.value is not None and any(_is_zero(found) for found in code.values(store.value)):
            yield store.node, message.format(name=name)


def _gunicorn(code: Code, file: SourceFile) -> Iterator[tuple[Node, str]]:
    """gunicorn's configuration is a Python file of assignments."""
    name = file.path.rpartition("/")[2]
    if "gunicorn" not in name and not re.search(r"(?m)^(?:workers|worker_class|bind)\s*=", file.text):
        return
    for item in code.module.names.get("timeout", ()):
        if item.expr is not None and _is_zero(item.expr):
            yield (
                item.node,
                "`timeout = 0` lets gunicorn's workers hang for ever: each stuck request takes one away, until none is left. "
                "Set it to the longest time that a request may take.",
            )
