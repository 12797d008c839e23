"""weak-password-hash: costs that are high enough, and strong schemes first; old hashes are still understood."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python import _calls
from backend_review.fixes.python._codemod import Parsed, parsed

_STRONG = re.compile(r"(?i)argon2|bcrypt(?!_sha1)|scrypt|pbkdf2(?!SHA1)")
_ITERATIONS = 600_000
_SLOWER = "how much longer a login may take; hashes that are stored stay valid"
_OTHERS = "hashes that are stored with the old cost: they no longer match and have to be told apart"


def fix(site: Site) -> Proposal | None:
    """Leave the cost to the library, raise it, or put the strong scheme first; a plain digest is not replaced."""
    module = parsed(site.file)
    if module is None:
        return None
    for call in module.calls(site.finding):
        proposal = _call(module, call)
        if proposal:
            return proposal
    for assign in module.assignments(site.finding):
        proposal = _setting(module, assign) if isinstance(assign, cst.Assign) else None
        if proposal:
            return proposal
    return None


def _call(module: Parsed, call: cst.Call) -> Proposal | None:
    called = module.qualified(call.func)
    name = called.rpartition(".")[2] or (call.func.attr.value if isinstance(call.func, cst.Attribute) else "")
    if _calls.spread(call):
        return None
    gone: cst.Arg | None = None
    if called == "bcrypt.gensalt":
        gone = _calls.argument(call, 0, "rounds")
    elif called == "werkzeug.security.generate_password_hash":
        gone = _calls.argument(call, 1, "method")
    elif name == "generate_password_hash":  # flask_bcrypt
        gone = _calls.argument(call, 1, "rounds")
    elif called == "django.contrib.auth.hashers.make_password":
        gone = _calls.argument(call, 2, "hasher")
    elif name == "CryptContext":
        return _context(module, call)
    elif called in ("hashlib.pbkdf2_hmac", "hashlib.scrypt") or name == "PBKDF2HMAC":
        return _derived(module, call, called)
    if gone is None:
        return None
    change = module.change()
    change.replace(call, _calls.without(call, gone))
    said = module.text(gone.with_changes(comma=cst.MaybeSentinel.DEFAULT))
    return Proposal(f"leave out `{said}`: the library's own choice is strong", False, change.edits(), _SLOWER)


def _context(module: Parsed, call: cst.Call) -> Proposal | None:
    change = module.change()
    rounds = next((item for item in call.args if item.keyword and item.keyword.value.endswith("__rounds")), None)
    schemes = _calls.argument(call, 0, "schemes")
    if schemes is not None and isinstance(schemes.value, cst.List):
        ordered = _strong_first(module, schemes.value)
        if ordered is not None:
            new = call.with_changes(
                args=[item.with_changes(value=ordered) if item is schemes else item for item in call.args]
            )
            if _calls.keyword(call, "deprecated") is None:
                new = _calls.given(new, "deprecated", module.expression('"auto"'))
            change.replace(call, new)
            return Proposal(
                "hash new passwords with the strong scheme, read the old ones", False, change.edits(), _SLOWER
            )
    if rounds is None:
        return None
    change.replace(call, _calls.without(call, rounds))
    return Proposal("leave the number of rounds to the library", False, change.edits(), _SLOWER)


def _strong_first(module: Parsed, schemes: cst.List) -> cst.List | None:
    """The list with its strong members first, in their order; None where it has none, or none to move."""
    strong = [item for item in schemes.elements if _STRONG.search(module.constant(item.value) or "")]
    weak = [item for item in schemes.elements if item not in strong]
    ordered = [*strong, *weak]
    if not strong or not weak or ordered == list(schemes.elements):
        return None
    commas = [item.comma for item in schemes.elements]
    return schemes.with_changes(
        elements=[item.with_changes(comma=comma) for item, comma in zip(ordered, commas, strict=True)]
    )


def _derived(module: Parsed, call: cst.Call, called: str) -> Proposal | None:
    """PBKDF2 and scrypt with a cost of today."""
    if called == "hashlib.scrypt":
        cost, enough = _calls.keyword(call, "n"), "2**14"
    else:
        cost, enough = _calls.argument(call, 3, "iterations"), f"{_ITERATIONS:_}"
    if cost is None:
        return None
    change = module.change()
    value: cst.BaseExpression = cost.value
    if isinstance(value, cst.Name):
        found = module.reaching(value)
        if not isinstance(found, cst.Assign) or not isinstance(found.value, cst.Integer):
            return None
        value = found.value
    if not isinstance(value, (cst.Integer, cst.BinaryOperation)):
        return None
    if isinstance(value, cst.Integer) and value.evaluated_value >= _ITERATIONS:
        return None
    change.replace(value, module.expression(enough))
    return Proposal(f"make it cost {enough} instead of {module.text(value)}", False, change.edits(), _OTHERS)


def _setting(module: Parsed, assign: cst.Assign) -> Proposal | None:
    target = module.text(assign.targets[0].target)
    change = module.change()
    if "BCRYPT_LOG_ROUNDS" in target and isinstance(assign.value, cst.Integer):
        change.replace(assign.value, cst.Integer("12"))
        return Proposal("hash with 12 rounds", False, change.edits(), _SLOWER)
    if "PASSWORD_HASHERS" in target and isinstance(assign.value, cst.List):
        ordered = _strong_first(module, assign.value)
        if ordered is not None:
            change.replace(assign.value, ordered)
            return Proposal(
                "hash new passwords with the strong hasher, read the old ones", False, change.edits(), _SLOWER
            )
    return None
