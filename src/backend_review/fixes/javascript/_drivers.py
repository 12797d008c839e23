"""Which library a query goes to: by what its receiver is made of, what the file imports, or the only one there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.javascript._edits import Code
from backend_review.index.expressions.data import Scope

if TYPE_CHECKING:
    from tree_sitter import Node

FAMILIES = {
    "pg": "pg", "pg-pool": "pg", "@neondatabase/serverless": "pg", "@vercel/postgres": "pg", "postgres": "postgres",
    "pg-promise": "pg-promise", "mysql": "mysql", "mysql2": "mysql", "mysql2/promise": "mysql",
    "promise-mysql": "mysql", "mariadb": "mysql", "better-sqlite3": "better-sqlite3", "node:sqlite": "better-sqlite3",
    "sqlite3": "sqlite3", "sqlite": "sqlite3", "mssql": "mssql", "knex": "knex", "sequelize": "sequelize",
    "sequelize-typescript": "sequelize", "typeorm": "typeorm", "@nestjs/typeorm": "typeorm",
    "@prisma/client": "prisma", "drizzle-orm": "drizzle",
}  # fmt: skip
_IMPORT = re.compile(rb"""(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*|\bimport\s+)["']([\w@/.:-]+)["']""")
_MAX_FILES = 4_000


def family(code: Code, receiver: Node | None) -> str:
    """The library whose object a receiver is (``pg``, ``mysql``, …); "" where that is not known for certain."""
    names = code.names
    if receiver is None or names is None:
        return ""
    found = _of(code.qualified(receiver))
    if found:
        return found
    root = receiver
    for _ in range(30):
        inner = root.child_by_field_name("object") or root.child_by_field_name("function")
        if inner is None:
            break
        root = inner
        found = _of(code.qualified(root)) or _of_type(code, root)
        if found:
            return found
    found = _of_type(code, receiver)
    if found:
        return found
    imported = _imports(code.data)
    if len(imported) == 1:
        return imported.pop()
    return "" if imported else _only_of_project(code, root)


def _of(name: str) -> str:
    """The family of a qualified name, ``mysql2/promise.createPool()``."""
    for module, known in FAMILIES.items():
        if name == module or name.startswith((f"{module}.", f"{module}()", f"{module}/")):
            return known
    return ""


def _of_type(code: Code, node: Node) -> str:
    return _of(_type_of(code, node))


def _type_of(code: Code, node: Node) -> str:
    """What the declared type of a parameter, or of a field (``this.pool``), is imported as: ``pg.Pool``."""
    names = code.names
    if names is None:
        return ""
    annotation = ""
    if node.type == "member_expression" and code.text(node.child_by_field_name("object")) == "this":
        owner: Scope | None = names.class_scope(names.scope_of(node))
        name = code.text(node.child_by_field_name("property"))
        annotation = owner.fields.get(name, ("", ""))[0] if owner is not None else ""
    elif node.type == "identifier":
        found = names.definitions(code.text(node), node)
        annotation = next((item.annotation for item in found if item.annotation), "")
    kind = re.match(r":?\s*([A-Za-z_$][\w$]*)", annotation)
    if kind is None:
        return ""
    holder = names.module.names.get(kind[1], [])
    return next((item.module for item in holder if item.kind == "import"), "")


def _imports(data: bytes) -> set[str]:
    found = set()
    for module in _IMPORT.findall(data):
        known = _of(module.decode("utf-8", errors="replace"))
        if known:
            found.add(known)
    return found


def _only_of_project(code: Code, root: Node) -> str:
    """The family that the module which a name is imported from uses; else the only one of the project."""
    backend = code.backend()
    project = backend.project
    module = project.module(code.file.path)
    names = code.names
    source = ""
    if names is not None and root.type == "identifier":
        source = next((item.module for item in names.definitions(code.text(root), root) if item.kind == "import"), "")
        source = source or next(iter(_required(code, root)), "")
    if module is not None and source:
        for path in project.resolve(module, source):
            there = _imports(project.files[path].data)
            if len(there) == 1:
                return there.pop()
    found: set[str] = set()
    for file in list(project.files.values())[:_MAX_FILES]:
        if file.language in {"javascript", "typescript"}:
            found |= _imports(file.data)
    return found.pop() if len(found) == 1 else ""


def _required(code: Code, name: Node) -> list[str]:
    qualified = code.qualified(name)
    return [qualified] if qualified.startswith(".") else []


def numbered(code: Code) -> bool | None:
    """Whether the project's database counts its placeholders (``$1``, PostgreSQL); None where that is not known."""
    written = re.search(
        rb"""\btype:\s*["'](postgres|mysql|mariadb|sqlite|better-sqlite3|cockroachdb|aurora-mysql)["']""", code.data
    )
    dialect = written[1].decode() if written else code.backend().dialect
    if not dialect:
        return None
    return dialect.startswith(("postgres", "cockroach"))


def module_of(code: Code, receiver: Node | None) -> str:
    """The library that an object is of, by what makes it or by its declared type; "" where that is not known."""
    if receiver is None or code.names is None:
        return ""
    found = code.qualified(receiver) or _type_of(code, receiver)
    parts = found.split("/", 1) if found.startswith("@") else [found]
    return "/".join([*parts[:-1], re.split(r"[.(]", parts[-1])[0]])
