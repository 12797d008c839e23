"""Which database library an object of a file belongs to, told by what it was made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import libcst as cst

from backend_review.fixes.python._codemod import Parsed
from backend_review.fixes.python._names import dotted
from backend_review.project.source import SourceFile

# Top package of a library → how it takes parameters: https://peps.python.org/pep-0249/#paramstyle
STYLES = {
    "sqlite3": "qmark", "aiosqlite": "qmark", "pysqlite3": "qmark", "pyodbc": "qmark", "aioodbc": "qmark",
    "duckdb": "qmark", "mariadb": "qmark",
    "psycopg2": "format", "psycopg": "format", "psycopg_pool": "format", "aiopg": "format",
    "pymysql": "format", "MySQLdb": "format", "mysql": "format", "aiomysql": "format", "asyncmy": "format",
    "pymssql": "format",
    "asyncpg": "dollar",
    "oracledb": "oracle", "cx_Oracle": "oracle",
    "databases": "values",
    "sqlalchemy": "text", "sqlmodel": "text", "flask_sqlalchemy": "text",
    "django": "django",
    "peewee": "peewee", "playhouse": "peewee",
}  # fmt: skip
# Databases that take a value of any type for any column.
LENIENT = frozenset(
    {"sqlite3", "aiosqlite", "pysqlite3", "pymysql", "MySQLdb", "mysql", "aiomysql", "asyncmy", "mariadb"}
)
MYSQL = frozenset({"pymysql", "MySQLdb", "mysql", "aiomysql", "asyncmy", "mariadb"})
_MOST_STEPS = 12
# Methods whose result is of the same library as what they are called on.
_SAME = frozenset(
    {"cursor", "connect", "connection", "acquire", "begin", "transaction", "get_connection", "getconn", "execute"}
    | {"__enter__", "create_pool", "session", "Session"}
)
_SQLALCHEMY = frozenset({"sqlalchemy", "sqlmodel", "flask_sqlalchemy"})
_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(\w+)(?:\.(\w+))?", re.MULTILINE)

# A method of the project's own that runs SQL and takes no values beside it.
_OWN_METHOD = re.compile(rb"\bdef (?:execute|fetch\w*|raw|exec)\(\s*(?:self|cls)\s*,\s*\w+\s*(?::[^,()]*)?,?\s*\)")


def driver_of(module: Parsed, node: cst.BaseExpression, files: Callable[[], Mapping[str, SourceFile]]) -> str:
    """The library that an object belongs to; empty where that is not certain.

    Where the file does not say what the object was made of, it is of the one library that the file imports, or else
    that the project's modules import from which the file has something. ``files`` are the project's, by path.
    """
    found = _of(module, node, _MOST_STEPS)
    if found:
        return found
    paths = [path for meant in module.names.imported.values() for path in meant]
    here = _libraries([*path.split("."), ""][:2] for path in paths)
    imported = _imported_files(paths, files())
    if not here:
        for file in imported:
            here |= _libraries(match.decode().split(".") for match in _imports(file.data))
    own = any(_OWN_METHOD.search(data) for data in (module.data, *(file.data for file in imported)))
    return here.pop() if len(here) == 1 and not here & _SQLALCHEMY and not own else ""


def _libraries(paths: Iterable[list[str]]) -> set[str]:
    """The database libraries among imported modules (top package and what follows); Django only where its ``db`` is."""
    found = {first for first, second in paths if first in STYLES and (first != "django" or second == "db")}
    return found - ({"psycopg_pool"} if "psycopg" in found else set())


def _imports(data: bytes) -> list[bytes]:
    return [b".".join((found[1], found[2] or b"")) for found in _IMPORT.finditer(data)]


def _imported_files(paths: list[str], files: Mapping[str, SourceFile]) -> list[SourceFile]:
    """The project's own modules among what is imported: each by the one file whose path ends with its name."""
    found = []
    for path in dict.fromkeys(path.lstrip(".") for path in paths):
        parts = path.split(".")
        for name in ("/".join(parts), "/".join(parts[:-1])):
            ends = [file for place, file in files.items() if name and f"/{place}".endswith(f"/{name}.py")]
            if len(ends) == 1:
                found.append(ends[0])
                break
    return found


def _of(module: Parsed, node: cst.BaseExpression | None, steps: int) -> str:
    if node is None or steps <= 0:
        return ""
    if isinstance(node, cst.Await):
        return _of(module, node.expression, steps - 1)
    library = module.qualified(node).split(".")[0]
    if library in STYLES:
        return library
    if isinstance(node, cst.Call):
        return _of_call(module, node, steps)
    if isinstance(node, cst.Name):
        return _of_name(module, node, steps)
    if isinstance(node, cst.Attribute):
        return _of_attribute(module, node, steps)
    return ""


def _of_call(module: Parsed, node: cst.Call, steps: int) -> str:
    library = module.qualified(node.func).split(".")[0]
    if library in STYLES:
        return library
    if isinstance(node.func, cst.Attribute) and node.func.attr.value in _SAME:
        found = _of(module, node.func.value, steps - 1)
        return "" if found in _SQLALCHEMY and node.func.attr.value == "cursor" else found
    if isinstance(node.func, cst.Call):  # sessionmaker(...)()
        return _of(module, node.func, steps - 1)
    if isinstance(node.func, cst.Name):
        function = _function(module, node.func)
        if function is not None:
            return _of_function(module, function, steps)
        return _of_name(module, node.func, steps)
    return ""


def _function(module: Parsed, name: cst.Name) -> cst.FunctionDef | None:
    bound = [use for use in module.names.uses.get(name.value, []) if use.binds]
    parent = module.parent(bound[0].node) if len(bound) == 1 else None
    return parent if isinstance(parent, cst.FunctionDef) else None


def _of_function(module: Parsed, function: cst.FunctionDef, steps: int) -> str:
    """What a function says that it returns, or returns and yields."""
    if function.returns is not None:
        found = _of_annotation(module, function.returns.annotation, steps - 1)
        if found:
            return found
    given: set[str] = set()
    values: list[cst.BaseExpression | None] = [
        node.value for node in module.inside(function.body, cst.Return) if module.function(node) is function
    ]
    values += [
        node.value for node in module.inside(function.body, cst.Yield) if isinstance(node.value, cst.BaseExpression)
    ]
    for value in values:
        given.add(_of(module, value, steps - 1))
    return given.pop() if len(given) == 1 else ""


def _of_annotation(module: Parsed, node: cst.BaseExpression, steps: int) -> str:
    """The library of a type, of the first argument of a generic one, or of what it says to depend on."""
    if steps <= 0:
        return ""
    library = module.qualified(node).split(".")[0]
    if library in STYLES:
        return library
    if isinstance(node, cst.BinaryOperation):
        return _of_annotation(module, node.left, steps - 1)
    if isinstance(node, cst.Subscript):
        for element in node.slice:
            if isinstance(element.slice, cst.Index):
                found = _of_annotation(module, element.slice.value, steps - 1)
                if found:
                    return found
    if isinstance(node, cst.Name):
        alias = module.reaching(node)
        if alias is not None and alias.value is not None:
            return _of_annotation(module, alias.value, steps - 1)
    return ""


def _of_name(module: Parsed, node: cst.Name, steps: int) -> str:
    found: set[str] = set()
    for name in _bindings(module, node):
        parent = module.parent(name)
        if isinstance(parent, cst.Param):
            found.add(_of_parameter(module, parent, steps))
        elif isinstance(parent, cst.AsName):
            item = module.parent(parent)
            found.add(_of(module, item.item, steps - 1) if isinstance(item, cst.WithItem) else "")
        elif isinstance(parent, cst.AssignTarget):
            assign = module.parent(parent)
            found.add(_of(module, assign.value, steps - 1) if isinstance(assign, cst.Assign) else "")
        elif isinstance(parent, cst.AnnAssign):
            found.add(
                _of_annotation(module, parent.annotation.annotation, steps) or _of(module, parent.value, steps - 1)
            )
        else:
            found.add("")
    return found.pop() if len(found) == 1 else ""


def _bindings(module: Parsed, node: cst.Name) -> Iterator[cst.Name]:
    scope = module.scope_of(node)
    for use in module.names.uses.get(node.value, []):
        if use.binds and use.scope is scope:
            yield use.node


def _of_parameter(module: Parsed, parameter: cst.Param, steps: int) -> str:
    if parameter.annotation is not None:
        found = _of_annotation(module, parameter.annotation.annotation, steps - 1)
        if found:
            return found
    default = parameter.default  # FastAPI's Depends(get_db)
    if isinstance(default, cst.Call) and default.args and isinstance(default.args[0].value, cst.Name):
        function = _function(module, default.args[0].value)
        return _of_function(module, function, steps - 1) if function else ""
    return ""


def _of_attribute(module: Parsed, node: cst.Attribute, steps: int) -> str:
    """An attribute by what is assigned to it anywhere in the file (``self.conn = conn``, ``g.db = connect()``)."""
    path = dotted(node)
    if node.attr.value in ("session", "engine", "connection"):  # flask_sqlalchemy's db.session
        found = _of(module, node.value, steps - 1)
        if found:
            return found
    if path is None:
        return ""
    given: set[str] = set()
    for target in module.of_kind(cst.AssignTarget):
        assign = module.parent(target)
        if dotted(target.target) == path and isinstance(assign, cst.Assign):
            given.add(_of(module, assign.value, steps - 1))
    return given.pop() if len(given) == 1 else ""
