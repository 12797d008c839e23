"""Values written into SQL are bound: ``query(`… = '${name}'`)`` becomes ``query(`… = $1`, [name])``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from backend_review.fixes.javascript import _sql
from backend_review.fixes.javascript._drivers import family, numbered
from backend_review.fixes.javascript._edits import Code, arguments, bare, callee, function_of
from backend_review.fixes.javascript._texts import Built, built
from backend_review.fixes.proposal import Proposal, Replacement, Site
from backend_review.index.expressions.data import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

Edits = list[Replacement]

_DRIVERS = {
    "query", "execute", "get", "all", "run", "each", "exec", "prepare", "any", "one", "oneOrNone", "none", "many",
    "manyOrNone", "result", "unsafe", "raw",
}  # fmt: skip
_KNEX = {"whereRaw", "orWhereRaw", "andWhereRaw", "havingRaw", "orHavingRaw", "joinRaw"}
_BUILDER = {"where", "andWhere", "orWhere", "having", "andHaving", "orHaving"}
_PRISMA = {"$queryRawUnsafe": "$queryRaw", "$executeRawUnsafe": "$executeRaw"}
_OF_STATEMENT = {"get", "all", "run", "iterate", "first", "raw", "values"}


def fix(site: Site) -> Proposal | None:
    """Bind the values of the statement at the finding; None where one is no value, or the driver is not known."""
    code = Code(site)
    if not code.whole:
        return None
    for call in code.around(*_DRIVERS, *_KNEX, *_BUILDER, *_PRISMA):
        found = built(code, call)
        if found is None:
            continue
        statement = _sql.read(code, found.expression)
        if statement is None:
            continue
        fragment = code.called(call) in {*_KNEX, *_BUILDER, "raw"}
        if not _sql.judge(statement, fragment):
            return None
        edits = _bound(code, call, found, statement)
        return Proposal(_sql.described(code, statement), True, tuple(edits)) if edits else None
    return None


def _bound(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """The edits, by the library that the call is one of."""
    name = code.called(call)
    if name in _PRISMA:
        return _as_tag(code, call, found, statement, _PRISMA[name])
    if name in _BUILDER:
        return _named(code, call, found, statement)
    receiver = code.receiver(call)
    library = "mssql" if _is_request(code, receiver) else family(code, receiver)
    if receiver is not None and code.text(receiver).endswith(".sequelize"):
        library = "sequelize"  # a model's, or that of an object of models
    if name in _KNEX or (name == "raw" and library == "knex"):
        return _in_list(code, call, found, statement, lambda _: "?")
    if name == "raw":
        return _as_drizzle(code, call, found, statement)
    bind = _LIBRARIES.get((library, name))
    return bind(code, call, found, statement) if bind is not None else None


def _in_list(
    code: Code, call: Node, found: Built, statement: _sql.Statement, sign: Callable[[int], str]
) -> Edits | None:
    """The values as a list behind the text: an argument, or the ``values`` of an object of options."""
    values, there = _values(code, statement), _list_of(code, call, found)
    if values is None or (there is not None and there.type != "array"):
        return None
    before = [node for node in (there.named_children if there is not None else ()) if node.type != "comment"]
    signs = sorted(set(_sql.placeholders(statement.text)))
    # What is bound already keeps its number; a question mark has none, and what is spread could be any number.
    if signs != sorted(f"${number}" for number in range(1, len(before) + 1)) or (before and sign(0) == "?"):
        return None
    edits = _sql.with_signs(code, statement, lambda number: sign(number + len(before)))
    if edits is None or any(node.type == "spread_element" for node in before):
        return None
    listed = ", ".join(values)
    if there is not None and before:
        return [*edits, code.inserted(before[-1].end_byte, f", {listed}")]
    if there is not None:
        return [*edits, code.replaced(there, f"[{listed}]")]
    if found.options is not None:
        return [*edits, code.with_property(found.options, f"values: [{listed}]")]
    return [*edits, _behind(code, call, f"[{listed}]")]


def _list_of(code: Code, call: Node, found: Built) -> Node | None:
    """What a call binds already; None where it binds nothing yet."""
    if found.options is not None:
        given = code.property_of(found.options, "values")
        return (given.child_by_field_name("value") or given) if given is not None else None
    rest = arguments(call)[1:]
    if not rest or rest[0].type in FUNCTIONS or (rest[0].type == "identifier" and _is_callback(code, call, rest[0])):
        return None
    return rest[0]


def _behind(code: Code, call: Node, text: str) -> Replacement:
    """A second argument, on a line of its own where the first one is."""
    first, given = arguments(call)[0], call.child_by_field_name("arguments")
    apart = given is not None and first.start_point[0] > given.start_point[0]
    return code.inserted(first.end_byte, f",{code.newline}{code.indent(first)}{text}" if apart else f", {text}")


def _is_callback(code: Code, call: Node, name: Node) -> bool:
    """Whether a name that is the last argument is a callback: a function of the file, or named like one."""
    if arguments(call)[-1] != name:
        return False
    known = code.names.definitions(code.text(name), name) if code.names is not None else []
    if any(item.kind == "function" for item in known):
        return True
    return bool(re.fullmatch(r"cb|callback|done|next|fn", code.text(name))) and all(
        item.kind == "parameter" for item in known
    )


def _values(code: Code, statement: _sql.Statement) -> list[str] | None:
    values = [_sql.value(code, hole) for hole in statement.bound]
    return None if None in values else [text for text in values if text is not None]


def _dollars(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    return _in_list(code, call, found, statement, lambda number: f"${number + 1}")


def _marks(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    return _in_list(code, call, found, statement, lambda _: "?")


def _of_typeorm(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    counted = numbered(code)
    if counted is None or found.options is not None:
        return None
    return _dollars(code, call, found, statement) if counted else _marks(code, call, found, statement)


def _of_sequelize(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``sequelize.query(text, { replacements: [name] })``."""
    values = _values(code, statement)
    rest = arguments(call)[1:]
    if values is None or _sql.placeholders(statement.text) or found.options is not None or len(rest) > 1:
        return None
    edits = _sql.with_signs(code, statement, lambda _: "?")
    added = f"replacements: [{', '.join(values)}]"
    if edits is None:
        return None
    if not rest:
        return [*edits, _behind(code, call, f"{{ {added} }}")]
    if rest[0].type != "object" or code.property_of(rest[0], "replacements", "bind"):
        return None
    return [*edits, code.with_property(rest[0], added)]


def _named(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``where("user.name = :name", { name })`` of TypeORM's query builder."""
    values = _values(code, statement)
    rest = arguments(call)[1:]
    if values is None or found.options is not None or "typeorm" not in code.file.text or len(rest) > 1:
        return None
    if (rest and rest[0].type != "object") or any(sign[:1] != ":" for sign in _sql.placeholders(statement.text)):
        return None
    # A builder's parameters are one set: what another condition of the function calls its own is taken.
    around = function_of(call) or code.root
    taken = {sign[1:] for sign in _sql.PLACEHOLDER.findall(code.text(around)) if sign[:1] == ":"}
    names: list[str] = []
    for hole in statement.bound:
        words = [*re.findall(r"[A-Za-z_]\w*", code.text(hole.node)), *(["like"] if hole.prefix or hole.suffix else [])]
        base = name = words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:])
        number = 2
        while name in taken:
            name, number = f"{base}{number}", number + 1
        taken.add(name)
        names.append(name)
    edits = _sql.with_signs(code, statement, lambda number: f":{names[number]}")
    if edits is None:
        return None
    pairs = [name if name == text else f"{name}: {text}" for name, text in zip(names, values, strict=True)]
    if rest:
        return [*edits, code.with_property(rest[0], *pairs)]
    return [*edits, _behind(code, call, f"{{ {', '.join(pairs)} }}")]


def _as_tag(code: Code, call: Node, found: Built, statement: _sql.Statement, name: str) -> Edits | None:
    """``prisma.$queryRawUnsafe(text)`` → ``prisma.$queryRaw`text` ``."""
    function, given = callee(call), call.child_by_field_name("arguments")
    method = function.child_by_field_name("property") if function is not None else None
    if method is None or given is None or len(arguments(call)) != 1 or found.name is not None:
        return None
    template = _sql.tagged(code, statement)
    if template is None or _sql.placeholders(statement.text):
        return None
    return [code.replaced(method, name), code.replaced(given, template)]


def _as_drizzle(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``sql.raw(text)`` → ``sql`text` `` of Drizzle."""
    function = code.receiver(call)
    if function is None or code.qualified(function) != "drizzle-orm.sql" or len(arguments(call)) != 1 or found.name:
        return None
    template = _sql.tagged(code, statement)
    return [code.replaced(call, code.text(function) + template)] if template is not None else None


def _prepared(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``db.prepare(text).get()`` → ``db.prepare(text).get(name)`` of better-sqlite3."""
    member = call.parent
    run = member.parent if member is not None and member.type == "member_expression" else None
    if run is None or run.type != "call_expression" or code.called(run) not in _OF_STATEMENT or callee(run) != member:
        return None
    values = _values(code, statement)
    edits = _sql.with_signs(code, statement, lambda _: "?")
    given = run.child_by_field_name("arguments")
    if values is None or edits is None or given is None or arguments(run) or _sql.placeholders(statement.text):
        return None
    return [*edits, code.replaced(given, f"({', '.join(values)})")]


def _executed(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``db.exec(text)`` of one statement → ``db.prepare(text).run(name)`` of better-sqlite3."""
    function = callee(call)
    method = function.child_by_field_name("property") if function is not None else None
    values = _values(code, statement)
    edits = _sql.with_signs(code, statement, lambda _: "?")
    used = call.parent is not None and call.parent.type != "expression_statement"
    if method is None or values is None or edits is None or used or ";" in statement.text.rstrip("; \r\n"):
        return None
    if len(arguments(call)) != 1 or _sql.placeholders(statement.text):
        return None
    return [*edits, code.replaced(method, "prepare"), code.inserted(call.end_byte, f".run({', '.join(values)})")]


def _of_d1(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``DB.prepare(text)`` → ``DB.prepare(text).bind(name)`` of Cloudflare's D1."""
    member = call.parent
    if member is None or code.text(member.child_by_field_name("property")) == "bind":
        return None
    values = _values(code, statement)
    edits = _sql.with_signs(code, statement, lambda _: "?")
    if values is None or edits is None or _sql.placeholders(statement.text):
        return None
    return [*edits, code.inserted(call.end_byte, f".bind({', '.join(values)})")]


def _of_unknown(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    return _of_d1(code, call, found, statement) if "D1Database" in code.file.text else None


def _is_request(code: Code, node: Node | None) -> bool:
    """Whether an expression makes a request of mssql, which has no inputs yet."""
    made = bare(node)
    if made is None or "mssql" not in code.file.text:
        return False
    return (made.type == "call_expression" and code.called(made) == "request") or (
        made.type == "new_expression" and code.called(made) == "Request"
    )


def _of_mssql(code: Code, call: Node, found: Built, statement: _sql.Statement) -> Edits | None:
    """``pool.request().query(text)`` → ``pool.request().input("name", name).query(text)``."""
    request = code.receiver(call)
    values = _values(code, statement)
    if (
        request is None
        or not _is_request(code, request)
        or values is None
        or found.options
        or _sql.placeholders(statement.text)
    ):
        return None
    names: list[str] = []
    for hole in statement.bound:
        base = name = (re.findall(r"[A-Za-z_]\w*", code.text(hole.node)) or ["value"])[-1]
        while name in names:
            name = f"{base}{len(names) + 1}"
        names.append(name)
    edits = _sql.with_signs(code, statement, lambda number: f"@{names[number]}")
    if edits is None:
        return None
    inputs = "".join(f".input({code.quoted(name)}, {text})" for name, text in zip(names, values, strict=True))
    return [*edits, code.inserted(request.end_byte, inputs)]


_LIBRARIES: dict[tuple[str, str], Callable[[Code, Node, Built, _sql.Statement], Edits | None]] = {
    ("pg", "query"): _dollars,
    ("postgres", "unsafe"): _dollars,
    **{
        ("pg-promise", name): _dollars
        for name in ("query", "any", "one", "oneOrNone", "none", "many", "manyOrNone", "result")
    },
    ("mysql", "query"): _marks,
    ("mysql", "execute"): _marks,
    **{("sqlite3", name): _marks for name in ("get", "all", "run", "each")},
    ("better-sqlite3", "prepare"): _prepared,
    ("better-sqlite3", "exec"): _executed,
    ("mssql", "query"): _of_mssql,
    ("sequelize", "query"): _of_sequelize,
    ("typeorm", "query"): _of_typeorm,
    ("", "prepare"): _of_unknown,
}
