"""predictable-token: the operating system's random numbers in the place of those that follow from each other."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._codemod import Parsed, parsed

_METHODS = frozenset(
    {"choice", "choices", "sample", "randint", "randrange", "getrandbits", "random", "uniform", "randbytes", "shuffle"}
)
# Functions of ``secrets`` that take and give the same.
_SAME = {"choice": "choice", "getrandbits": "randbits", "randbytes": "token_bytes"}


def fix(site: Site) -> Proposal | None:
    """Draw with ``secrets``, all draws of the finding alike; a UUID of version 4 for one that tells its time."""
    module = parsed(site.file)
    if module is None:
        return None
    calls = module.within(site.finding, cst.Call)
    around = module.covering(site.finding, cst.Call)
    draws = [call for call in calls or ([around] if around else []) if _drawn(module, call)[0]]
    change = module.change()
    said = ""
    for call in draws:
        library, name = _drawn(module, call)
        if library == "uuid":
            reference = change.reference("uuid", "uuid4")
            new = call.with_changes(args=[])
        else:
            same = _SAME.get(name)
            reference = change.reference("secrets", same) if same else change.reference("secrets", "SystemRandom")
            reference = reference if same or reference is None else f"{reference}().{name}"
            new = call
        if reference is None:
            return None
        said = said or reference
        change.replace(call.func, module.expression(reference))
        if new is not call:
            change.replace(call, new.with_changes(func=module.expression(reference)))
    if not draws:
        return None
    seeded = any(module.qualified(call.func) == "random.seed" for call in module.of_kind(cst.Call))
    behind = "whether anything needs the numbers that `random.seed` makes the same each time" if seeded else ""
    return Proposal(f"draw it with `{said}`", not seeded, change.edits(), behind)


def _drawn(module: Parsed, call: cst.Call) -> tuple[str, str]:
    """The library and function of a call that gives what can be guessed; two empty texts for others."""
    library, _, name = module.qualified(call.func).rpartition(".")
    if (library == "random" and name in _METHODS) or (library == "uuid" and name == "uuid1" and not call.args):
        return library, name
    return "", ""
