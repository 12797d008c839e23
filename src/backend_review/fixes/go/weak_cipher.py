"""Keys and TLS versions that hold: 2048 bits, TLS 1.2."""

from __future__ import annotations

import re

from backend_review.fixes.go._edits import Code
from backend_review.fixes.go._imports import name_of
from backend_review.fixes.proposal import Proposal, Site
from backend_review.index.syntax import walk

_OLD = re.compile(r"Version(?:SSL30|TLS10|TLS11)")


def fix(site: Site) -> Proposal | None:
    """Raise the size or the version; None for ciphers, whose texts are stored, and for nonces."""
    code = Code(site)
    if not code.whole:
        return None
    call = code.call("GenerateKey")
    values = code.arguments(call) if call is not None else []
    if call is not None and code.text(code.receiver(call)) == name_of(code, "crypto/rsa", call):
        if len(values) != 2 or not code.text(values[1]).isdigit():
            return None
        edit = code.replaced(values[1], "2048")
        return Proposal("make a key of 2048 bits", False, (edit,), "how long it may take, and who expects shorter keys")
    tls = name_of(code, "crypto/tls")
    start, end = code.span
    for node in walk(code.root.descendant_for_byte_range(start, end) or code.root):
        if node.type == "selector_expression" and start <= node.start_byte < end and tls:
            field = code.text(node.child_by_field_name("field"))
            if code.text(node.child_by_field_name("operand")) == tls and _OLD.fullmatch(field):
                edit = code.replaced(node, f"{tls}.VersionTLS12")
                return Proposal("ask for TLS 1.2 at least", False, (edit,), "peers that know no newer one")
    return None
