"""unverified-tls: what switches the check of certificates off is left out."""

from __future__ import annotations

import libcst as cst

from backend_review.finding import Audience
from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._names import dotted

_FALSE = frozenset({"verify", "ssl", "verify_ssl", "validate_cert", "verify_certs", "cert_check", "assert_hostname"})
_TRUE = frozenset({"tlsAllowInvalidCertificates", "tlsInsecure", "tlsAllowInvalidHostnames"})
_REQUIREMENT = frozenset({"ssl_cert_reqs", "cert_reqs"})
_NO_CHECK = frozenset({"None", "ssl.CERT_NONE"})
_SWITCHES = {"verify": "False", "verify_ssl": "False", "check_hostname": "False", "verify_mode": "ssl.CERT_NONE"}
_ENVIRONMENT = frozenset({"CURL_CA_BUNDLE", "PYTHONHTTPSVERIFY", "REQUESTS_CA_BUNDLE"})
_CONTEXT = {
    "starttls": "context", "smtplib.SMTP_SSL": "context", "poplib.POP3_SSL": "context", "ftplib.FTP_TLS": "context",
    "imaplib.IMAP4_SSL": "ssl_context",
}  # fmt: skip
_BEHIND = "whether the server's certificate is of an authority that this machine trusts (else name it: a CA file)"


def fix(site: Site) -> Proposal | None:
    """Leave out the argument, option or statement; give a context that checks where there is none."""
    module = parsed(site.file)
    if module is None or site.finding.audience is Audience.PEDANTIC:
        return None  # a switch that somebody has to turn stays one
    for call in [*module.within(site.finding, cst.Call), module.covering(site.finding, cst.Call)]:
        proposal = _call(module, call) if call is not None else None
        if proposal:
            return proposal
    statement = module.covering(site.finding, cst.Assign)
    if statement is None:
        statement = next(iter(module.within(site.finding, cst.Assign)), None)
    return _statement(module, statement) if statement is not None else None


def _call(module: Parsed, call: cst.Call) -> Proposal | None:
    change = module.change()
    off = [argument for argument in call.args if argument.keyword is not None and _is_off(module, argument)]
    if off:
        new = call
        for argument in off:
            new = _calls.without(new, argument)
        change.replace(call, new)
        said = ", ".join(f"`{module.text(argument.with_changes(comma=cst.MaybeSentinel.DEFAULT))}`" for argument in off)
        return Proposal(f"leave out {said}", False, change.edits(), _BEHIND)
    called = module.qualified(call.func)
    if called == "ssl._create_unverified_context" and not call.args and isinstance(call.func, cst.Attribute):
        change.replace(call.func, call.func.with_changes(attr=cst.Name("create_default_context")))
        return Proposal("make a context that checks certificates", False, change.edits(), _BEHIND)
    method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    keyword = _CONTEXT.get(called) or (_CONTEXT.get(method) if method == "starttls" else None)
    if keyword is None or _calls.keyword(call, keyword) or _calls.spread(call) or (method == "starttls" and call.args):
        return None
    context = change.reference("ssl", "create_default_context")
    if context is None:
        return None
    change.replace(call, _calls.given(call, keyword, module.expression(f"{context}()")))
    return Proposal(f"check the server's certificate with `{context}()`", False, change.edits(), _BEHIND)


def _is_off(module: Parsed, argument: cst.Arg) -> bool:
    name = argument.keyword.value if argument.keyword else ""
    value = _value(module, argument.value)
    if name in _FALSE:
        return value == "False"
    if name in _TRUE:
        return value == "True"
    return name in _REQUIREMENT and (value in _NO_CHECK or value.strip("'\"").upper() in ("NONE", "CERT_NONE"))


def _value(module: Parsed, node: cst.BaseExpression) -> str:
    """A constant as it is written, names followed to what they were given once."""
    if isinstance(node, cst.Name):
        found = module.reaching(node)
        if isinstance(found, cst.Assign):
            return module.text(found.value)
    return module.qualified(node) or module.text(node)


def _statement(module: Parsed, assign: cst.Assign) -> Proposal | None:
    """An assignment that switches a check off is left out, for a context both that do."""
    line = module.parent(assign)
    block = module.parent(line) if line is not None else None
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1 or len(assign.targets) != 1:
        return None
    target = assign.targets[0].target
    change = module.change()
    if isinstance(target, cst.Subscript):
        key = module.constant(target.slice[0].slice.value) if isinstance(target.slice[0].slice, cst.Index) else None
        if key not in _ENVIRONMENT or dotted(target.value) is None:
            return None
        gone = [line]
    elif isinstance(target, cst.Attribute) and _SWITCHES.get(target.attr.value) == _value(module, assign.value):
        gone = [line, *_beside(module, block, target)]
    else:
        return None
    body = block.body if isinstance(block, (cst.IndentedBlock, cst.Module)) else []
    if len(body) <= len(gone):
        return None
    for statement in gone:
        change.remove(statement)
    return Proposal(f"leave `{module.text(target)}` as it is by itself", False, change.edits(), _BEHIND)


def _beside(module: Parsed, block: cst.CSTNode | None, target: cst.Attribute) -> list[cst.SimpleStatementLine]:
    """For ``verify_mode``: the line of the same block that switches the same context's ``check_hostname`` off."""
    if target.attr.value != "verify_mode" or not isinstance(block, (cst.IndentedBlock, cst.Module)):
        return []
    other = f"{module.text(target.value)}.check_hostname = False"
    lines = (line for line in block.body if isinstance(line, cst.SimpleStatementLine))
    return [line for line in lines if len(line.body) == 1 and module.text(line.body[0]).strip() == other][:1]
