"""Columns for times, and the values that they get, that know their zone."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given, keyword
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._columns import Declared, declared_at, give

_BEHIND = (
    "The column's type changes with a migration that has to say which zone the times so far are of, and code that "
    "compares them with times without a zone fails."
)
_TYPES = ("DateTime", "TIMESTAMP", "DATETIME")
_NAIVE = ("datetime.datetime.utcnow", "datetime.datetime.now")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    column = declared_at(module, site.finding.start.line) if module else None
    if module is None or column is None or not site.finding.message.startswith("`") or column.library == "django":
        return None
    change = module.change()
    if not _with_zone(module, change, column):
        return None
    return Proposal(f"keep the zone in `{column.klass.name.value}.{column.name}`", False, change.edits(), _BEHIND)


def _with_zone(module: Parsed, change: Change, column: Declared) -> bool:
    call = column.call
    if call is None:
        kind = change.reference("sqlalchemy", "DateTime")
        maker = change.reference("sqlalchemy.orm", "mapped_column") if column.library == "sqlalchemy" else None
        if kind is None or maker is None or not isinstance(column.node, cst.AnnAssign):
            return False
        give(module, change, column.node, f"{maker}({kind}(timezone=True))")
        return True
    if any(item.star for item in call.args) or keyword(call, "sa_column") is not None:
        return False
    typed = False
    args: list[cst.Arg] = []
    for item in call.args:
        value = item.value
        if item.keyword is None or item.keyword.value in {"type_", "sa_type"}:
            zoned = _zoned(module, value)
            typed = typed or zoned is not None
            args.append(item if zoned is None else item.with_changes(value=zoned))
        elif item.keyword.value in {"default", "onupdate", "default_factory"}:
            now = _now(module, change, value)
            if now is None:
                return False
            args.append(item.with_changes(value=now))
        else:
            args.append(item)
    new = call.with_changes(args=args)
    if not typed:
        kind = change.reference("sqlalchemy", "DateTime")
        zoned = module.expression(f"{kind}(timezone=True)")
        if kind is None:
            return False
        if column.library == "sqlmodel":
            new = given(new, "sa_type", zoned)
        elif call.args and call.args[0].keyword is None:
            return False  # a name, or a type that is not understood
        else:
            comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" ")) if args else cst.MaybeSentinel.DEFAULT
            new = new.with_changes(args=[cst.Arg(zoned, comma=comma), *args])
    change.replace(call, new)
    return True


def _zoned(module: Parsed, value: cst.BaseExpression) -> cst.BaseExpression | None:
    """A type for times that keeps the zone; None for anything else."""
    func = value.func if isinstance(value, cst.Call) else value
    name = func.attr.value if isinstance(func, cst.Attribute) else module.text(func)
    if name not in _TYPES:
        return None
    call = value if isinstance(value, cst.Call) else cst.Call(func)
    return given(call, "timezone", module.expression("True"))


def _now(module: Parsed, change: Change, value: cst.BaseExpression) -> cst.BaseExpression | None:
    """The value of a default that knows its zone; the same where it is none of ``datetime``'s without one."""
    body = value.body if isinstance(value, cst.Lambda) else value
    func = body.func if isinstance(body, cst.Call) else body
    if module.qualified(func) not in _NAIVE or not isinstance(func, cst.Attribute):
        return value
    if isinstance(body, cst.Call) and (body.args or body is value):
        return value if body.args else None
    zone = change.reference("datetime", "timezone")
    return module.expression(f"lambda: {module.text(func.value)}.now({zone}.utc)") if zone else None
