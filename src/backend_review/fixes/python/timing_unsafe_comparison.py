"""timing-unsafe-comparison: ``hmac.compare_digest`` in the place of ``==`` and ``!=``."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._texts import BYTES, OPTIONAL, STR, UNKNOWN, kind_of

_ALONE = (cst.If, cst.While, cst.Return, cst.Assign, cst.Arg, cst.Assert, cst.BooleanOperation)


def fix(site: Site) -> Proposal | None:
    """Compare two texts by their bytes, two bytes as they are, where one side at least is known to be either."""
    module = parsed(site.file)
    found = module.covering(site.finding, cst.Comparison) if module else None
    if module is None:
        return None
    if found is None:
        inside = module.within(site.finding, cst.Comparison)
        found = inside[0] if len(inside) == 1 else None
    if found is None or len(found.comparisons) != 1:
        return None
    operator = found.comparisons[0].operator
    if not isinstance(operator, (cst.Equal, cst.NotEqual)):
        return None
    sides = [found.left, found.comparisons[0].comparator]
    kinds = [kind_of(module, side) for side in sides]
    change = module.change()
    function = _function(module, change)
    texts = _texts(module, sides, kinds)
    if function is None or texts is None:
        return None
    unequal = isinstance(operator, cst.NotEqual)
    new = f"{'not ' if unequal else ''}{function}({', '.join(texts)})"
    for side, kind in zip(sides, kinds, strict=True):
        if kind == OPTIONAL and isinstance(side, cst.Name) and not _there(module, found, side.value, unequal):
            # What is missing never equals; compare_digest would fail of it.
            new = f"{side.value} is {'' if unequal else 'not '}None {'or' if unequal else 'and'} {new}"
    bare = isinstance(module.parent(found), _ALONE) and " None " not in new
    fits = bare or bool(found.lpar) or isinstance(module.parent(found), (cst.If, cst.While, cst.Return, cst.Assign))
    expression = module.expression(new if fits else f"({new})")
    change.replace(found, expression.with_changes(lpar=found.lpar, rpar=found.rpar) if found.lpar else expression)
    doubtful = [f"`{module.text(side)}`" for side, kind in zip(sides, kinds, strict=True) if kind == UNKNOWN]
    return Proposal(
        f"compare in constant time with `{function}`",
        not doubtful,
        change.edits(),
        f"whether {doubtful[0]} is always a `{BYTES if BYTES in kinds else STR}`, never None" if doubtful else "",
    )


def _there(module: Parsed, found: cst.Comparison, name: str, unequal: bool) -> bool:
    """Whether what stands before the comparison has seen to it that a value is not missing."""
    around = module.parent(found)
    if not isinstance(around, cst.BooleanOperation) or around.right is not found:
        return False
    if isinstance(around.operator, cst.Or):
        return unequal and module.text(around.left) in (f"{name} is None", f"not {name}")
    return not unequal and module.text(around.left) in (f"{name} is not None", name)


def _function(module: Parsed, change: Change) -> str | None:
    """``compare_digest`` of the module that the file has; both are the same function."""
    has = {path.split(".")[0] for paths in module.names.imported.values() for path in paths}
    return change.reference("secrets" if "secrets" in has and "hmac" not in has else "hmac", "compare_digest")


def _texts(module: Parsed, sides: list[cst.BaseExpression], kinds: list[str]) -> list[str] | None:
    """The two arguments; None where nothing says whether they are text or bytes."""
    known = {STR if kind == OPTIONAL else kind for kind in kinds} - {UNKNOWN}
    if len(known) != 1:
        return None
    if known == {BYTES}:
        return [module.text(side) for side in sides]
    texts = []
    for side, kind in zip(sides, kinds, strict=True):
        if kind == OPTIONAL and not isinstance(side, cst.Name):
            if not isinstance(side, cst.Call) or len(side.args) != 1:
                return None
            # An empty text stands for what is missing: it could be sent as well.
            empty = cst.Arg(cst.SimpleString('""'))
            first = side.args[0].with_changes(comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")))
            side = side.with_changes(args=[first, empty])
        simple = isinstance(
            side, (cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.FormattedString, cst.SimpleString)
        )
        text = module.text(side)
        texts.append(f"{text}.encode()" if simple or side.lpar else f"({text}).encode()")
    return texts
