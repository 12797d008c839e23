"""Go: arguments of prepared statements, which are values and no SQL, whatever ``Exec`` and ``Query`` are called on."""

from __future__ import annotations

import re
from functools import cached_property

from tree_sitter import Node

from backend_review.index.program import Module
from backend_review.index.project import Project
from backend_review.model.taint import outermost

_FIELD = re.compile(r"^\s*(\w+(?:\s*,\s*\w+)*)\s+\*?(?:sql|sqlx|pgx|stdsql|sqlhooks)\.(?:Named)?Stmt\b", re.MULTILINE)

_GIVES = re.compile(r"^func (?:\([^)]*\) )?(\w+)\([^\n]*\) \(?\*?(?:sql|sqlx)\.(?:Named)?Stmt\b", re.MULTILINE)
_OF_TRANSACTION = {"Stmt", "StmtContext", "Stmtx", "StmtxContext", "NamedStmt", "NamedStmtContext"}
_STRUCT = re.compile(r"^type (\w+) struct\b", re.MULTILINE)


class Prepared:
    """The prepared statements of a project, by the fields and variables that hold them."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def fields(self) -> frozenset[str]:
        """The struct fields whose type is a statement."""
        found: set[str] = set()
        for module in self.project.modules("go"):
            if "Stmt" in module.file.text:
                for names in _FIELD.findall(module.file.text):
                    found.update(name.strip() for name in names.split(","))
        return frozenset(found)

    @cached_property
    def functions(self) -> frozenset[str]:
        """The functions and methods that give a statement, with the libraries' that tie one to a transaction."""
        modules = (module for module in self.project.modules("go") if "Stmt" in module.file.text)
        return frozenset(name for module in modules for name in _GIVES.findall(module.file.text)) | _OF_TRANSACTION

    @cached_property
    def structs(self) -> frozenset[str]:
        """The names of the project's structs."""
        return frozenset(name for module in self.project.modules("go") for name in _STRUCT.findall(module.file.text))

    def holds(self, module: Module, node: Node) -> bool:
        """Whether an argument that ends with this node is no text of a query at all, or one with its own parameters."""
        return self.takes(module, node) or self._is_row(module, node) or _with_its_values(module, node)

    def _is_row(self, module: Module, node: Node) -> bool:
        """Whether an argument is a struct, as conditions and rows of mappers are: ``tx.Where(target)``."""
        around = outermost(module, node)
        if node.type != "identifier" or around is None or not _is_alone(node):
            return False
        name = re.escape(module.text(node))
        declared = re.search(
            rf"\b{name}\s+\*?(?:\w+\.)?([A-Z]\w*)\s*[,)\n]|\b{name}\s*:=\s*&?(?:\w+\.)?([A-Z]\w*)\{{",
            module.text(around),
        )
        kind = (declared[1] or declared[2]) if declared is not None else ""
        return kind in self.structs

    def takes(self, module: Module, node: Node) -> bool:
        """Whether an argument, that ends with this node, is given to a prepared statement."""
        call: Node | None = node
        while call is not None and not (call.type == "call_expression" and _is_argument(call, node)):
            call = call.parent
        target = call.child_by_field_name("function") if call is not None else None
        holder = target.child_by_field_name("operand") if target is not None else None
        if holder is None:
            return False
        if holder.type == "call_expression":
            made_by = holder.child_by_field_name("function")
            return made_by is not None and module.text(made_by).rpartition(".")[2] in self.functions
        if holder.type == "selector_expression":
            return module.text(holder.child_by_field_name("field")) in self.fields
        around = outermost(module, node)
        if holder.type != "identifier" or around is None:
            return False
        name = re.escape(module.text(holder))
        made = rf"\b{name}\s*(?:,\s*\w+\s*)?:?=\s*[^\n;]*\.(?:Prepare\w*|Stmtx?|StmtContext|NamedStmt)\("
        typed = rf"\b{name}\s+\*?(?:sql|sqlx|pgx)\.(?:Named)?Stmt\b"
        return re.search(f"{made}|{typed}", module.text(around)) is not None


def _is_argument(call: Node, node: Node) -> bool:
    """Whether a node is in the arguments of a call."""
    given = call.child_by_field_name("arguments")
    return given is not None and given.start_byte <= node.start_byte and node.end_byte < given.end_byte


def _is_alone(node: Node) -> bool:
    """Whether a node is an argument by itself."""
    return node.parent is not None and node.parent.type in {"argument_list", "unary_expression"}


def _with_its_values(module: Module, node: Node) -> bool:
    """``db.Exec("UPDATE t SET "+q.Updates, q.Params...)``: what a builder wrote, with the values that it kept apart."""
    call: Node | None = node
    while call is not None and not (call.type == "call_expression" and _is_argument(call, node)):
        call = call.parent
    given = call.child_by_field_name("arguments") if call is not None else None
    last = given.named_children[-1] if given is not None and len(given.named_children) > 1 else None
    if last is None or given is None or last.type != "variadic_argument" or node.start_byte >= last.start_byte:
        return False
    values = re.match(r"(\w+)\.\w+\.\.\.$", module.text(last))
    text = next((item for item in given.named_children if item.start_byte <= node.start_byte < item.end_byte), None)
    members = re.findall(r"\b([a-z_]\w*)\.\w+", module.text(text)) if text is not None else []
    return values is not None and bool(members) and set(members) == {values[1]}
