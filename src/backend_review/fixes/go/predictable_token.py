"""Tokens of chance that cannot be foretold: ``crypto/rand`` for ``math/rand``, random UUIDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, uses
from backend_review.fixes.go._imports import exchanged, imports, name_of, using
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node


def fix(site: Site) -> Proposal | None:
    """Fill bytes from crypto/rand, and make UUIDs of version 4; None for numbers, which need an error's handling."""
    code = Code(site)
    call = code.call("Read", "NewUUID")
    function = call.child_by_field_name("function") if call is not None else None
    if not code.whole or call is None or function is None:
        return None
    receiver = code.receiver(call)
    name = code.text(receiver)
    if code.called(call) == "NewUUID":
        if name != name_of(code, "github.com/google/uuid", call):
            return None
        edit = code.replaced(function, f"{name}.NewRandom")
        return Proposal("make the UUID of random bits", True, (edit,))
    if receiver is None or name != name_of(code, "math/rand", call):
        return None
    crypto = _crypto(code, call, name)
    if crypto is None:
        return None
    edit = code.replaced(receiver, crypto[0])
    return Proposal("fill the bytes from crypto/rand", True, (edit, *crypto[1]))


def _crypto(code: Code, call: Node, name: str) -> tuple[str, tuple[Replacement, ...]] | None:
    """The name of crypto/rand, and its import: in place of math/rand where that was used for nothing else."""
    found = using(code, "crypto/rand", call)
    if found is not None:
        return found
    others = [node for node in uses(code, code.root, name) if not _reads(code, node)]
    if others or name != "rand":
        return using(code, "crypto/rand", call, "crand")
    old = next(each for each in imports(code) if each.path == "math/rand")
    return None if old.alias else (name, exchanged(code, old, "crypto/rand"))


def _reads(code: Code, node: Node) -> bool:
    selector = node.parent
    return selector is not None and code.text(selector.child_by_field_name("field")) == "Read"
