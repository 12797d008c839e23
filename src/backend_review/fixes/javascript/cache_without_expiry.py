"""What is written to a cache expires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend_review.fixes.javascript._drivers import module_of
from backend_review.fixes.javascript._edits import Code, arguments, bare
from backend_review.fixes.javascript._options import with_options
from backend_review.fixes.proposal import Proposal, Replacement, Site

if TYPE_CHECKING:
    from tree_sitter import Node

_BEHIND = "what is cached is gone after five minutes: see that it can be made again, and nothing else is there"


def fix(site: Site) -> Proposal | None:
    """Let the entry that is written at the finding expire after five minutes."""
    code = Code(site)
    for call in code.around("set", "register") if code.whole else ():
        edits = _edits(code, call)
        if edits:
            return Proposal("let the cached entry expire after five minutes", False, tuple(edits), _BEHIND)
    return None


def _edits(code: Code, call: Node) -> list[Replacement] | None:
    given = arguments(call)
    if code.called(call) == "register":
        options = code.object_behind(given[0]) if given else None
        pair = code.property_of(options, "ttl") if options is not None else None
        value = bare(pair.child_by_field_name("value")) if pair is not None else None
        return [code.replaced(value, "300_000")] if value is not None and code.text(value) == "0" else None
    library = module_of(code, code.receiver(call))
    if library == "ioredis" and len(given) == 2:
        edit = code.appended(call, f"{code.quoted('EX')}, 300")
        return [edit] if edit is not None else None
    if library in {"redis", "@redis/client"} and len(given) in {2, 3}:
        return with_options(code, call, 2, EX="300")
    if library in {"@nestjs/cache-manager", "cache-manager"} and len(given) == 3 and code.text(given[2]) == "0":
        return [code.replaced(given[2], "300_000")]
    return None
