"""Connections without TLS of protocols that have their own clients: FTP, Telnet, mail, LDAP, gRPC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._calls import beginning, given, is_false, is_true, match_at
from backend_review.checks._hosts import host_of, reach_of
from backend_review.finding import Confidence, Match, Severity
from backend_review.index.expressions import Code, Expr, last_name
from backend_review.project.source import SourceFile

_RULE = "cleartext-transport"
_FTP = re.compile(
    r"^(ftplib\.FTP|basic-ftp\.Client\(\)\.access|(ftp|promise-ftp)(\.Client)?\(\)\.connect|github\.com/jlaffaye/ftp\.(Dial|DialTimeout|Connect))$"
)
_TELNET = re.compile(
    r"^(telnetlib\.Telnet|telnetlib3\.open_connection|telnet-client(\.\w+)?\(\)\.connect|github\.com/(reiver/go-telnet|ziutek/telnet)\.Dial\w*)$"
)
_MAIL = {"smtplib.SMTP": "starttls", "imaplib.IMAP4": "starttls", "poplib.POP3": "stls"}
_LDAP = re.compile(
    r"^(ldap\.initialize|ldap3\.Server|ldapjs\.createClient|ldapts\.Client|github\.com/go-ldap/ldap(/v3)?\.(DialURL|Dial))$"
)
_MINE = re.compile(r"localhost\b|127\.|\[::1\]|unix:")
_CHANNELS = {"grpc.insecure_channel", "grpc.aio.insecure_channel"}
_BRANCHES = {"if_statement", "else_clause", "elif_clause", "conditional_expression", "ternary_expression", "expression_case",
             "switch_case", "case_clause"}  # fmt: skip


def other_protocols(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    """The matches of one call that makes such a connection."""
    name = code.qualify(call.target)
    if _FTP.match(name):
        yield from _ftp(file, code, call, name)
    elif _TELNET.match(name):
        if _where(code, _host(code, call)) != "here":
            yield match_at(
                _RULE, file, call.node, "Telnet sends everything, the password too, as it is typed. Use SSH."
            )
    elif name in _MAIL:
        yield from _mail(file, code, call, name)
    elif name in {"nodemailer.createTransport", "nodemailer.default.createTransport"}:
        yield from _nodemailer(file, code, call)
    elif _LDAP.match(name):
        yield from _ldap(file, code, call)
    elif name in _CHANNELS:
        yield from _grpc(file, call.node, code, call.args[0] if call.args else call.named.get("target"))
    elif last_name(call.target) == "add_insecure_port":
        yield from _grpc_server(file, code, call, call.args[0] if call.args else None)
    elif last_name(call.target) in {"createInsecure", "WithInsecure"} or name.endswith(
        "credentials/insecure.NewCredentials"
    ):
        yield from _insecure_credentials(file, code, call, name)
    elif (
        last_name(call.target) in {"WithTLSPolicy", "WithTLSPortPolicy"}
        and call.args
        and last_name(call.args[0]) == "NoTLS"
    ):
        yield match_at(
            _RULE,
            file,
            call.node,
            "`NoTLS` sends mail and the account's password in the clear. Use `mail.TLSMandatory`.",
        )


def _host(code: Code, call: Expr) -> Expr | None:
    options = given(code, call)
    for key in ("host", "hostname", "url", "server"):
        if key in options:
            return options[key]
    return call.args[0] if call.args and call.args[0].kind != "dict" else None


def _where(code: Code, expr: Expr | None) -> str:
    text, whole = beginning(code, expr)
    return reach_of(host_of(text), whole)


def _around(code: Code, node: Node) -> str:
    """The function around a place, or the class of its method: where a connection may be upgraded."""
    scope = code.scope_of(node)
    owner = code.class_scope(scope)
    return code.text((owner or scope).node)


def _ftp(file: SourceFile, code: Code, call: Expr, name: str) -> Iterator[Match]:
    if _where(code, _host(code, call)) in {"here", "near"}:
        return
    around = _around(code, call.node)
    if name == "ftplib.FTP":
        signs_in = re.search(r"\.login\(\s*[^)\s]", around) is not None or "user" in call.named or len(call.args) > 1
    elif code.language == "go":
        if any(
            last_name(item.target) in {"DialWithTLS", "DialWithExplicitTLS"}
            for item in call.args
            if item.kind == "call"
        ):
            return
        signs_in = re.search(r"\.Login\((?!\s*\"anonymous\")", around) is not None
    else:
        options = given(code, call)
        if "secure" in options and not is_false(options["secure"]):
            return
        signs_in = "user" in options or "password" in options
    if signs_in:
        better = (
            "`ftplib.FTP_TLS`"
            if code.language == "python"
            else "`ftp.DialWithExplicitTLS`"
            if code.language == "go"
            else "`secure: true`"
        )
        yield match_at(
            _RULE, file, call.node, f"FTP sends the password and every file in the clear. Use {better} or SFTP."
        )  # fmt: skip


def _mail(file: SourceFile, code: Code, call: Expr, name: str) -> Iterator[Match]:
    around = _around(code, call.node)
    if _where(code, _host(code, call)) in {"here", "near"} or not re.search(r"\.(login|user|pass_)\(", around):
        return
    upgrade = _MAIL[name]
    found = re.search(rf"\.{upgrade}\(", around)
    if found is None and code.functions and re.search(rf"\.{upgrade}\(", code.text(code.tree.root_node)):
        return
    if found is None:
        yield match_at(
            _RULE, file, call.node,
            f"The account's password is sent to the mail server in the clear: nothing calls `{upgrade}()` before `login`. Call it first, "
            f"or use `{name}_SSL`.",
        )  # fmt: skip


def _nodemailer(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    options = given(code, call)
    if _where(code, options.get("host")) in {"here", "near"} or not is_true(options.get("ignoreTLS")):
        return
    yield match_at(
        _RULE, file, call.node,
        "`ignoreTLS` sends mail and the account's password in the clear even where the server offers TLS. Remove it, and set "
        "`requireTLS: true`.",
    )  # fmt: skip


def _ldap(file: SourceFile, code: Code, call: Expr) -> Iterator[Match]:
    text, whole = beginning(code, _host(code, call))
    if (
        not text.startswith("ldap://")
        or reach_of(host_of(text), whole) != "far"
        or is_true(given(code, call).get("use_ssl"))
    ):
        return
    if re.search(r"(?i)start_?tls", code.text(code.tree.root_node)):
        return
    yield match_at(
        _RULE, file, call.node,
        f"Passwords are sent to `{host_of(text)}` in the clear when people sign in. Use `ldaps://`, or start TLS before binding.",
    )  # fmt: skip


def _grpc(file: SourceFile, node: Node, code: Code, address: Expr | None) -> Iterator[Match]:
    text, whole = beginning(code, address)
    host = host_of(text.removeprefix("dns:///").removeprefix("passthrough:///"))
    where = reach_of(host, whole)
    if where == "here" or text.startswith(("unix:", "[::", ":")) or _chosen(node):
        return
    if where == "far":
        yield match_at(
            _RULE, file, node,
            f"Calls to `{host}` and their metadata, tokens among it, travel without TLS. Use TLS credentials for this channel.",
        )  # fmt: skip
    elif where == "near" or address is not None:
        yield match_at(
            _RULE, file, node,
            "This channel has no TLS, whatever address it is given. Take the credentials from the configuration, and use TLS outside "
            "of a mesh that encrypts by itself.",
            severity=Severity.INFO, confidence=Confidence.MEDIUM,
        )  # fmt: skip


def _grpc_server(file: SourceFile, code: Code, call: Expr, address: Expr | None) -> Iterator[Match]:
    text, _ = beginning(code, address)
    if _MINE.match(text) or _chosen(call.node):
        return
    yield match_at(
        _RULE, file, call.node,
        "This gRPC server listens without TLS. Use `add_secure_port` with a certificate, unless a mesh encrypts by itself.",
        severity=Severity.INFO, confidence=Confidence.MEDIUM,
    )  # fmt: skip


def _insecure_credentials(file: SourceFile, code: Code, call: Expr, name: str) -> Iterator[Match]:
    if not re.search(r"grpc", name or code.text(call.node)) or "ServerCredentials" in code.text(call.node):
        return
    if _chosen(call.node):
        return
    node: Node | None = call.node.parent
    while node is not None and node.type not in {"call_expression", "new_expression", "source_file", "program"}:
        node = node.parent
    if code.language == "javascript":
        maker = code.lower(node) if node is not None and node.type in {"call_expression", "new_expression"} else None
        yield from _grpc(file, call.node, code, maker.args[0] if maker is not None and maker.args else None)
        return
    around = code.function_of(call.node)
    # What it is an argument of says where to; otherwise the first connection of the function does.
    for other in sorted(code.calls, key=lambda item: not _holds(item.node, call.node)):
        if last_name(other.target) in {"Dial", "DialContext", "NewClient"} and code.function_of(other.node) is around:
            if "grpc" not in code.qualify(other.target):
                continue
            address = (
                other.args[1]
                if last_name(other.target) == "DialContext" and len(other.args) > 1
                else next(iter(other.args), None)
            )
            yield from _grpc(file, call.node, code, address)
            return


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte < inner.start_byte and inner.end_byte < outer.end_byte


def _chosen(node: Node) -> bool:
    """Whether a condition in the function decides between this and something else."""
    current = node.parent
    while current is not None and not current.type.startswith(("function_", "method_", "func_", "arrow_")):
        if current.type in _BRANCHES:
            return True
        current = current.parent
    return False
