"""Password hashes get the rounds that they need today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code, arguments, bare
from backend_review.fixes.proposal import Proposal, Site

if TYPE_CHECKING:
    from tree_sitter import Node

# Which argument has the rounds, and how many there must be (OWASP's cheat sheet on password storage).
_ROUNDS = {
    "hash": (1, "12"), "hashSync": (1, "12"), "genSalt": (0, "12"), "genSaltSync": (0, "12"),
    "pbkdf2": (2, "600_000"), "pbkdf2Sync": (2, "600_000"),
}  # fmt: skip
_BEHIND = (
    "hashing takes longer; where the rounds are not kept with the hash (PBKDF2), passwords that were hashed before no "
    "longer compare equal"
)


def fix(site: Site) -> Proposal | None:
    """Raise the rounds in the call at the finding."""
    code = Code(site)
    for call in code.around(*_ROUNDS) if code.whole else ():
        place, rounds = _ROUNDS[code.called(call)]
        given = arguments(call)
        value = _number(code, given[place]) if place < len(given) else None
        if value is not None and int(code.text(value).replace("_", "")) < int(rounds.replace("_", "")):
            edit = code.replaced(value, rounds)
            return Proposal(f"hash with {rounds} rounds instead of {code.text(value)}", False, (edit,), _BEHIND)
    return None


def _number(code: Code, node: Node) -> Node | None:
    """The literal that an argument is, or that its name is declared as."""
    value = bare(node)
    if value is not None and value.type == "identifier" and code.names is not None:
        found = code.names.definitions(code.text(value), value)
        value = found[0].expr.node if len(found) == 1 and found[0].kind == "value" and found[0].expr else None
    return (
        value if value is not None and value.type == "number" and code.text(value).replace("_", "").isdigit() else None
    )
