"""Which placeholders a call's database wants: the library by what is called, the driver by what is imported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.fixes.go._edits import Code, enclosing
from backend_review.fixes.go._imports import imports
from backend_review.index.syntax import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

# Libraries that take question marks whatever the database, by the beginnings of their paths.
QUESTION_MARKS = (
    "gorm.io/gorm", "github.com/jinzhu/gorm", "github.com/go-pg/pg", "github.com/uptrace/bun", "xorm.io/xorm",
    "github.com/gocraft/dbr", "github.com/upper/db", "github.com/Masterminds/squirrel", "github.com/beego/beego",
)  # fmt: skip
_PGX = ("github.com/jackc/pgx", "github.com/jackc/pgx/v4", "github.com/jackc/pgx/v5")
_BY_DRIVER = ("database/sql", "github.com/jmoiron/sqlx")
_DRIVERS = {
    "github.com/lib/pq": "$",
    "github.com/jackc/pgx": "$",
    "gorm.io/driver/postgres": "$",
    "github.com/go-sql-driver/mysql": "?",
    "gorm.io/driver/mysql": "?",
    "github.com/mattn/go-sqlite3": "?",
    "modernc.org/sqlite": "?",
    "github.com/glebarez/go-sqlite": "?",
    "github.com/microsoft/go-mssqldb": "@p",
    "github.com/denisenkom/go-mssqldb": "@p",
}
_NUMBERED = re.compile(rb"[=(,<>]\s*(?:\$(?:\d|%d)|@p\d)|\blike \$\d", re.IGNORECASE)
# ``IN (?)`` is what sqlx.In expands, whatever the driver.
_MARKED = re.compile(rb"(?:[=<>]|(?<!\bin )\(|\blike)\s*\?(?=[\s,)\"`])", re.IGNORECASE)
_MAX_FILES = 200
_MAX_BYTES = 500_000
_OF_GORM = {"Raw", "Where", "Or", "Not", "Having", "Joins"}


def style(code: Code, call: Node) -> str | None:
    """``$``, ``@p`` or ``?``: what the values of a call are bound with; None where it cannot be told."""
    library = _library(code, call)
    if library is None:
        return None
    if library.startswith(QUESTION_MARKS):
        return "?"
    if library.startswith(_PGX):
        return "$"
    return _of_driver(code) if library in _BY_DRIVER else None


def _library(code: Code, call: Node) -> str | None:
    """The path of the package that the receiver's type is of."""
    known = {
        each.name: each.path
        for each in imports(code)
        if each.path in _BY_DRIVER or each.path.startswith((*QUESTION_MARKS, *_PGX))
    }
    receiver = code.receiver(call)
    while receiver is not None and receiver.type == "call_expression":
        chained = receiver.child_by_field_name("function")
        if chained is None or chained.type != "selector_expression":
            break
        receiver = chained.child_by_field_name("operand")
    declared = _type_of(code, receiver, call) if receiver is not None else ""
    if declared:
        package = declared.lstrip("*[]").split(".")[0]
        return known.get(package) or _path_elsewhere(code, package)
    if receiver is not None and code.text(receiver) in known:
        return known[code.text(receiver)]
    paths = {_family(path) for path in known.values()}
    if code.called(call) in _OF_GORM:
        paths = {path for path in paths if path not in _BY_DRIVER}
    return next(iter(paths)) if len(paths) == 1 else None


def _family(path: str) -> str:
    """One path for the packages of a library that bind alike."""
    if path.startswith(_PGX):
        return _PGX[0]
    return _BY_DRIVER[0] if path in _BY_DRIVER else path


def _type_of(code: Code, receiver: Node, call: Node) -> str:
    """The declared type of ``db`` or of ``s.db``, in this file or beside it; empty where none is seen."""
    name = code.text(receiver.child_by_field_name("field") if receiver.type == "selector_expression" else receiver)
    if not re.fullmatch(r"\w+", name):
        return ""
    if receiver.type == "selector_expression":
        found = {
            code.text(node.child_by_field_name("type"))
            for node in walk(code.root)
            if node.type == "field_declaration"
            and name in [code.text(each) for each in node.children_by_field_name("name")]
        }
        if not found:
            pattern = re.compile(rb"^\s*" + name.encode() + rb"[ \t]+(\*?\w+\.\w+)", re.MULTILINE)
            found = {match.decode() for data in beside(code) for match in pattern.findall(data)}
        return found.pop() if len(found) == 1 else ""
    return _declared(code, name, call)


def _declared(code: Code, name: str, call: Node) -> str:
    around: Node | None = call
    while around is not None:
        around = enclosing(around.parent, "function_declaration", "method_declaration", "func_literal")
        if around is None:
            break
        for node in walk(around.child_by_field_name("parameters") or around):
            if node.type == "parameter_declaration" and name in [
                code.text(each) for each in node.children_by_field_name("name")
            ]:
                return code.text(node.child_by_field_name("type"))
    for node in walk(code.root):
        if node.type == "var_spec" and name in [code.text(each) for each in node.children_by_field_name("name")]:
            return code.text(node.child_by_field_name("type"))
    return ""


def _path_elsewhere(code: Code, package: str) -> str | None:
    """The path of a package of that name that another file of the folder imports."""
    pattern = re.compile(rb'"((?:database/sql|[\w./-]*\b' + re.escape(package.encode()) + rb')(?:/v\d+)?)"')
    found = {match.decode() for data in beside(code) for match in pattern.findall(data)}
    found = {path for path in found if path in _BY_DRIVER or path.startswith((*QUESTION_MARKS, *_PGX))}
    return found.pop() if len(found) == 1 else None


def _of_driver(code: Code) -> str | None:
    """The style of the one kind of driver that this file, its folder, the module, or its own statements tell of."""
    own = {_style(each.path) for each in imports(code)} - {None}
    if own:
        return own.pop() if len(own) == 1 else None
    folder = list(beside(code))
    for texts in (folder, list(_module(code))):
        found = {sign for data in texts for path, sign in _DRIVERS.items() if path.encode() in data}
        if found:
            return found.pop() if len(found) == 1 else None
    written = {sign for data in [code.data, *folder] for sign in _written(data)}
    return written.pop() if len(written) == 1 else None


def _style(path: str) -> str | None:
    return next((sign for known, sign in _DRIVERS.items() if path == known or path.startswith(f"{known}/")), None)


def _written(data: bytes) -> set[str]:
    found = {"@p" if b"@" in match else "$" for match in _NUMBERED.findall(data)}
    return found | ({"?"} if _MARKED.search(data) else set())


def beside(code: Code) -> Iterator[bytes]:
    """The other Go files of the folder; not more than are read in an instant."""
    try:
        for path in sorted(code.file.absolute.parent.glob("*.go"))[:_MAX_FILES]:
            if path.name != code.file.absolute.name and path.is_file() and path.stat().st_size <= _MAX_BYTES:
                yield path.read_bytes()
    except OSError:
        return


def _module(code: Code) -> Iterator[bytes]:
    """The direct requirements of the module that the file is in."""
    folder = code.file.absolute.parent
    while True:
        path = folder / "go.mod"
        try:
            if path.is_file() and path.stat().st_size <= _MAX_BYTES:
                yield b"\n".join(line for line in path.read_bytes().splitlines() if b"// indirect" not in line)
                return
        except OSError:
            return
        if folder == code.file.root or folder == folder.parent:
            return
        folder = folder.parent
