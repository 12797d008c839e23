"""weak-hash: SHA-256 in the place of MD5 and SHA-1."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed

_WEAK = frozenset({"md5", "sha1", "sha"})
_NAMES = _WEAK | {"sha-1", "sha_1"}
_BEHIND = "digests that are stored, or made and checked elsewhere: they no longer match, and are longer"


def fix(site: Site) -> Proposal | None:
    """Name SHA-256, wherever the finding's call names the algorithm."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        change = module.change()
        old = _strengthened(module, change, call)
        if old and not _agreed(module, call):
            return Proposal(f"use SHA-256 instead of {old}", False, change.edits(), _BEHIND)
    return None


def _agreed(module: Parsed, call: cst.Call) -> bool:
    """Whether the code says the algorithm elsewhere, too: a protocol's text, a field's or the function's own name."""
    statement = module.statement(call)
    texts = [module.text(node) for node in module.inside(statement, cst.SimpleString)] if statement is not None else []
    if isinstance(statement, cst.SimpleStatementLine):
        texts += [name.value for name in module.inside(statement, cst.Name)]
    function = module.function(call)
    names = [text for text in texts if text.strip("'\"").lower() not in _NAMES]
    names += [function.name.value] if isinstance(function, cst.FunctionDef) else []
    return any(re.search(r"(?i)md5|sha_?-?1(?!\d)", name) for name in names)


def _strengthened(module: Parsed, change: Change, call: cst.Call) -> str:
    """Change what the call names; the algorithm that it was, or an empty text."""
    library, _, name = module.qualified(call.func).rpartition(".")
    if library == "hashlib" and name in _WEAK:
        return _replaced(module, change, call.func, "hashlib", "sha256", name)
    if library.startswith(("Crypto.Hash.", "Cryptodome.Hash.")) and name == "new":
        package, _, algorithm = library.rpartition(".")
        if algorithm in ("MD5", "SHA1", "SHA") and isinstance(call.func, cst.Attribute):
            return _replaced(module, change, call.func.value, package, "SHA256", algorithm)
    if library.endswith("primitives.hashes") and name in ("MD5", "SHA1"):
        return _replaced(module, change, call.func, library, "SHA256", name)
    if library == "hashlib" and name == "new":  # an HMAC's algorithm is agreed on with somebody
        for argument in call.args:
            said = module.constant(argument.value)
            if said and said.lower().replace("-", "") in _WEAK and isinstance(argument.value, cst.SimpleString):
                quote = argument.value.quote
                change.replace(argument.value, cst.SimpleString(f"{quote}sha256{quote}"))
                return said
    return ""


def _replaced(module: Parsed, change: Change, node: cst.BaseExpression, library: str, name: str, old: str) -> str:
    if isinstance(node, cst.Attribute) and module.qualified(node).rpartition(".")[0] == library:
        change.replace(node, node.with_changes(attr=cst.Name(name)))
        return old.upper().replace("SHA1", "SHA-1")
    reference = change.reference(library, name)
    if reference is None:
        return ""
    change.replace(node, module.expression(reference))
    return old.upper().replace("SHA1", "SHA-1")
