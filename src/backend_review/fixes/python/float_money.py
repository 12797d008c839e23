"""Decimals for columns that keep money as floating point."""

from __future__ import annotations

import libcst as cst

from backend_review.fixes.proposal import Proposal, Site
from backend_review.fixes.python._calls import given
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed, parsed
from backend_review.fixes.python._columns import Declared, declared_at, give

_BEHIND = (
    "The column's type changes with a migration (choose its digits), and the program now gets `Decimal`, which does "
    "not mix with `float` and which `json` does not write."
)
_FLOATS = ("Float", "FLOAT", "REAL", "Double", "DOUBLE", "DOUBLE_PRECISION")


def fix(site: Site) -> Proposal | None:
    module = parsed(site.file)
    column = declared_at(module, site.finding.start.line) if module else None
    if module is None or column is None or not site.finding.message.startswith("`"):
        return None
    change = module.change()
    done = _in_django(module, change, column) if column.library == "django" else _in_sql(module, change, column)
    if not done:
        return None
    return Proposal(f"keep `{column.klass.name.value}.{column.name}` as a decimal", False, change.edits(), _BEHIND)


def _in_django(module: Parsed, change: Change, column: Declared) -> bool:
    call = column.call
    if call is None or not isinstance(call.func, cst.Attribute) or call.func.attr.value != "FloatField":
        return False
    if any(item.star for item in call.args):
        return False
    new = given(call, "max_digits", module.expression("12"))
    new = given(new, "decimal_places", module.expression("2"))
    change.replace(call, new.with_changes(func=call.func.with_changes(attr=cst.Name("DecimalField"))))
    return True


def _in_sql(module: Parsed, change: Change, column: Declared) -> bool:
    """SQLAlchemy: the type among the arguments, and the annotation that says what the program gets."""
    call, node = column.call, column.node
    if column.library != "sqlalchemy":
        return False
    typed = False
    if call is not None:
        for item in call.args:
            kind = _numeric(module, change, item.value) if item.keyword is None and not item.star else None
            if kind is not None:
                change.replace(item.value, module.expression(kind))
                typed = True
    if isinstance(node, cst.AnnAssign):
        names = [name for name in _names(node.annotation) if name.value == "float"]
        decimal = change.reference("decimal", "Decimal")
        if not names or decimal is None:
            return False
        annotation = node.annotation
        for name in names:
            replaced = annotation.deep_replace(name, module.expression(decimal))
            assert isinstance(replaced, cst.Annotation)  # noqa: S101
            annotation = replaced
        if call is None:
            maker, kind = change.reference("sqlalchemy.orm", "mapped_column"), change.reference("sqlalchemy", "Numeric")
            if maker is None or kind is None:
                return False
            give(module, change, node, f"{maker}({kind}(12, 2))", annotation)
            return True
        if not typed:
            return False
        change.replace(node.annotation, annotation)
    return typed


def _names(node: cst.CSTNode) -> list[cst.Name]:
    found = [node] if isinstance(node, cst.Name) else []
    for child in node.children:
        found += _names(child)
    return found


def _numeric(module: Parsed, change: Change, value: cst.BaseExpression) -> str | None:
    func = value.func if isinstance(value, cst.Call) else value
    if isinstance(func, cst.Attribute) and func.attr.value in _FLOATS:
        return f"{module.text(func.value)}.Numeric(12, 2)"
    if isinstance(func, cst.Name) and func.value in _FLOATS:
        name = change.reference("sqlalchemy", "Numeric")
        return f"{name}(12, 2)" if name else None
    return None
