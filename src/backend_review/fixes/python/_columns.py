"""Columns of models in SQLAlchemy, SQLModel and Django: where one is declared, and options given to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst

from backend_review.fixes.proposal import Site
from backend_review.fixes.python._calls import given, keyword
from backend_review.fixes.python._change import Change
from backend_review.fixes.python._codemod import Parsed

Declaration = cst.Assign | cst.AnnAssign


@dataclass(frozen=True)
class Declared:
    """A column as a class declares it. ``call`` is what it is given, None for a bare annotation."""

    library: str  # "sqlalchemy", "sqlmodel", "django"
    name: str
    node: Declaration
    klass: cst.ClassDef
    call: cst.Call | None


def declared_at(module: Parsed, line: int) -> Declared | None:
    """The column that is declared at a line."""
    for node in module.of_kind(cst.Assign, cst.AnnAssign):
        if not isinstance(node, (cst.Assign, cst.AnnAssign)) or module.start(node).line != line:
            continue
        klass = module.enclosing(node, cst.ClassDef)
        target = node.targets[0].target if isinstance(node, cst.Assign) else node.target
        if klass is None or module.function(node) is not module.function(klass) or not isinstance(target, cst.Name):
            return None
        call = node.value if isinstance(node.value, cst.Call) else None
        library = _library(module, node, klass, call)
        return Declared(library, target.value, node, klass, call) if library else None
    return None


def line_told(site: Site, words: str) -> int:
    """The line of this file that the finding's way ends at with such a step; 0 where it is another file's."""
    for step in reversed(site.finding.trace):
        if words in step.message:
            return step.line if step.path == site.file.path else 0
    return 0


def with_options(module: Parsed, change: Change, column: Declared, options: Mapping[str, str]) -> bool:
    """Give a column options by name; False where it cannot be done for certain."""
    call = column.call
    if call is None:
        return _with_new_call(module, change, column, options)
    if any(item.star == "**" for item in call.args):
        return False
    inner = keyword(call, "sa_column")
    if inner is not None:
        if not isinstance(inner.value, cst.Call):
            return False
        call = inner.value
    elif keyword(call, "sa_column_kwargs") is not None or keyword(call, "sa_type") is not None:
        return False
    new = call
    for name, value in options.items():
        new = given(new, name, module.expression(value))
    change.replace(call, new)
    return True


def _with_new_call(module: Parsed, change: Change, column: Declared, options: Mapping[str, str]) -> bool:
    node = column.node
    if not isinstance(node, cst.AnnAssign):
        return False
    written = [f"{name}={value}" for name, value in options.items()]
    if column.library == "sqlmodel":
        maker = change.reference("sqlmodel", "Field")
        if node.value is not None:
            written.insert(0, f"default={module.text(node.value)}")
    else:
        maker = change.reference("sqlalchemy.orm", "mapped_column")
        if node.value is not None:
            return False
    if maker is None:
        return False
    give(module, change, node, f"{maker}({', '.join(written)})")
    return True


def give(
    module: Parsed, change: Change, node: cst.AnnAssign, value: str, annotation: cst.Annotation | None = None
) -> None:
    """Give an annotated name a value, and another annotation if one is given."""
    equal = cst.AssignEqual(cst.SimpleWhitespace(" "), cst.SimpleWhitespace(" "))
    new = node.with_changes(value=module.expression(value), equal=equal)
    change.replace(node, new if annotation is None else new.with_changes(annotation=annotation))


def _library(module: Parsed, node: Declaration, klass: cst.ClassDef, call: cst.Call | None) -> str:
    table = any(item.keyword and item.keyword.value == "table" for item in klass.keywords)
    if call is not None:
        meant = module.qualified(call.func)
        last = call.func.attr.value if isinstance(call.func, cst.Attribute) else meant.rpartition(".")[2]
        if last in {"Column", "mapped_column"}:
            return "sqlalchemy"
        if last == "Field" and (table or meant.startswith("sqlmodel.")):
            return "sqlmodel"
        return "django" if meant.startswith(("django.db.models", "django.contrib.gis")) else ""
    if not isinstance(node, cst.AnnAssign):
        return ""
    if module.text(node.annotation.annotation).startswith(("Mapped[", "orm.Mapped[", "so.Mapped[")):
        return "sqlalchemy" if node.value is None else ""
    return "sqlmodel" if table else ""
