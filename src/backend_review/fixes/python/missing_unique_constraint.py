"""A unique constraint for columns that a handler keeps apart by looking first."""

from __future__ import annotations

import re

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._columns import Declared, declared_at, line_told, with_options

_BEHIND = (
    "The constraint comes with a migration that fails where the table holds such rows twice, and a second insert now "
    "raises `IntegrityError`: answer it with 409."
)
_SEVERAL = re.compile(r"UniqueConstraint\((?:fields=\[)?((?:\"\w+\"(?:, )?)+)")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    line = line_told(site, ": not unique")
    column = declared_at(module, line) if module and line else None
    if module is None or column is None:
        return None
    change = module.change()
    several = _SEVERAL.search(site.finding.message)
    if several is None:
        what = f"`{column.klass.name.value}.{column.name}`"
        done = with_options(module, change, column, {"unique": "True"})
    else:
        names = re.findall(r"\w+", several[1])
        what = f"{' and '.join(f'`{name}`' for name in names)} of `{column.klass.name.value}` together"
        done = (_in_meta if column.library == "django" else _in_arguments)(module, change, column, names)
    return Proposal(f"make {what} unique in the database", False, change.edits(), _BEHIND) if done else None


def _in_arguments(module: Parsed, change: Change, column: Declared, names: list[str]) -> bool:
    """SQLAlchemy: the table's arguments."""
    constraint = change.reference("sqlalchemy", "UniqueConstraint")
    if constraint is None:
        return False
    element = f"{constraint}({_quoted(names)})"
    held = _assigned(column.klass, "__table_args__")
    if held is not None:
        value = held.value
        if not isinstance(value, cst.Tuple) or not value.elements:
            return False
        if not isinstance(value.elements[-1].value, cst.Call):
            return False  # options of the table, which come last
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        *others, last = value.elements
        ends = last.with_changes(comma=comma)
        new = cst.Element(module.expression(element))
        change.replace(value, value.with_changes(elements=[*others, ends, new]))
        return True
    first = _first(column.klass, "__tablename__")
    if first is None:
        return False
    change.after(first, f"__table_args__ = ({element},)")
    return True


def _in_meta(module: Parsed, change: Change, column: Declared, names: list[str]) -> bool:
    """Django: the constraints of the model's ``Meta``; one is made where it has none."""
    models = change.reference("django.db", "models")
    klass = column.klass
    if models is None or any(isinstance(item, cst.ClassDef) for item in klass.body.body):
        return False
    last = klass.body.body[-1]
    if not isinstance(last, (cst.SimpleStatementLine, cst.FunctionDef)):
        return False
    label = f"unique_{klass.name.value.lower()}_{'_'.join(names)}"[:30]
    constraint = f'{models}.UniqueConstraint(fields=[{_quoted(names)}], name="{label}")'
    fields = [item for item in klass.body.body if isinstance(item, cst.SimpleStatementLine) and _is_field(module, item)]
    if not fields:
        return False
    change.after(fields[-1], f"\nclass Meta:\n{module.tree.default_indent}constraints = [{constraint}]")
    return True


def _is_field(module: Parsed, line: cst.SimpleStatementLine) -> bool:
    held = line.body[0]
    return isinstance(held, cst.Assign) and isinstance(held.value, cst.Call)


def _quoted(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _assigned(klass: cst.ClassDef, name: str) -> cst.Assign | None:
    for line in klass.body.body:
        held = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        target = held.targets[0].target if isinstance(held, cst.Assign) else None
        if isinstance(held, cst.Assign) and isinstance(target, cst.Name) and target.value == name:
            return held
    return None


def _first(klass: cst.ClassDef, name: str) -> cst.SimpleStatementLine | None:
    found = _assigned(klass, name)
    for line in klass.body.body:
        if isinstance(line, cst.SimpleStatementLine) and line.body[0] is found:
            return line
    return None
