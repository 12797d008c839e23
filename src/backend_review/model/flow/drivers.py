"""Drivers and wrappers of drivers that nothing is known of: a statement of SQL that is handed to a method named like
``query`` is sent by it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backend_review.index import sqlshape
from backend_review.index.expressions.data import Expr
from backend_review.model.queries import Query
from backend_review.model.uses import runs_sql
from backend_review.model.values import Known, Library, Table, Thing, Unknown, Value, options, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from backend_review.model.flow import Walk

_SENDS = re.compile(
    r"(?i)^[$_]?(?:\w*query\w*|exec\w*|\w*select\w*|fetch\w*|get\w*|all|any|each|many\w*|one\w*|none|first\w*|find\w*|run\w*|"
    r"raw\w*|sql\w*|iter\w*|scan\w*|load\w*|list\w*|rows?|unsafe)$"
)
_ONE = re.compile(r"(?i)^get(?:ctx|context|val\w*)?$|one(?!.*many)|first|row(?!s)|single|scalar|fetch_?val")
_BUILDERS = {"squirrel.Query", "goqu.Query", "sqlalchemy.Statement"}  # which give a text to whatever driver there is
_FILE_NAME = re.compile(r"(?:\w+:)?[\w./-]{3,80}")
_CURSOR = "dbapi.Cursor"
_SQLITE = "sqlite.Database"
_COLLECTION = "mongodb.Collection"
_MAX_POSITION = 4
# What a template is given to as ``sql`…``` that sends it: the client itself.
_TAGS = {"postgres()", "@neondatabase/serverless.neon()", "@vercel/postgres.sql", "bun.sql", "postgres.default()"}


def sent(
    walk: Walk, owner: Value | None, name: str, args: list[Value], named: dict[str, Value], expr: Expr
) -> Value | None:
    """What a call of an unknown function or method gives that sends a statement; None when it sends none."""
    if not _SENDS.search(name):
        return _prepared(walk, owner, name, args, named, expr)
    for position, value in enumerate([*args[:_MAX_POSITION], *named.values()]):
        if not sqlshape.is_whole_statement(_written(value)) and not _is_built(value):
            kept = _kept(walk, value)
            if kept is None:
                continue
            value = Known(kept)
        rest = args[position + 1 :]
        if walk.module.language == "python" and name.startswith("execute") and "many" not in name:
            made = walk.use(runs_sql(0, _CURSOR), "sql.query", owner, [value, *rest], {}, expr)
            _remember(walk, expr, made)
            return made
        one = _ONE.search(name) is not None and re.search(r"(?i)all|rows|many|^any", name) is None
        walk.use(runs_sql(0, one=one), "sql.query", owner, [value, *rest], {}, expr)
        return Unknown(expr)
    return None


def _prepared(
    walk: Walk, owner: Value | None, name: str, args: list[Value], named: dict[str, Value], expr: Expr
) -> Value | None:
    """JavaScript: the statement that ``env.DB.prepare("SELECT …")`` gives, wherever the database comes from."""
    text = _written(args[0]) if name == "prepare" and args and walk.module.language == "javascript" else None
    rule = walk.libraries.rules[f"{_SQLITE}.prepare"]
    return walk.use(rule, f"{_SQLITE}.prepare", owner, args, named, expr) if sqlshape.is_whole_statement(text) else None


def cursor(walk: Walk, name: str, args: list[Value], named: dict[str, Value], expr: Expr) -> Value | None:
    """JavaScript: what ``db.users.find(…)`` gives when its rows are taken by ``toArray()``, as only MongoDB's are,
    wherever ``db`` comes from; None for any other call."""
    if walk.module.language != "javascript" or name not in {"find", "aggregate"} or expr.target is None:
        return None
    if not _is_taken(walk, expr.node):
        return None
    holder = expr.target.target
    key = holder.args[0] if holder is not None and holder.kind in {"index", "call"} and holder.args else None
    what = text_of(walk.evaluate(key)) if key is not None else holder.name if holder is not None else ""
    collection = Thing(type=_COLLECTION, model=what or (key.name if key is not None else ""))
    rule = walk.libraries.rule(_COLLECTION, name)
    return walk.use(rule, f"{_COLLECTION}.{name}", collection, args, named, expr) if rule is not None else None


def _is_taken(walk: Walk, node: Node) -> bool:
    """Whether the chain that a call begins ends with ``toArray()``."""
    parent = node.parent
    while parent is not None and parent.type in {"member_expression", "call_expression"}:
        if parent.type == "member_expression" and walk.module.text(parent.child_by_field_name("property")) == "toArray":
            return True
        parent = parent.parent
    return False


def tagged(walk: Walk, expr: Expr) -> Value | None:
    """What a template of SQL is that a tag is put before (``sql`SELECT …```): it is sent, when the tag is a client, or
    it is the text that somebody sends. None when a call is nothing of that kind."""
    arguments = expr.node.child_by_field_name("arguments")
    if walk.module.language != "javascript" or arguments is None or arguments.type != "template_string":
        return None
    text = walk.evaluate(walk.module.lower(arguments))
    if not sqlshape.is_whole_statement(text_of(text)) or expr.target is None:
        return text if text_of(text) and expr.target is not None and expr.target.name == "sql" else None
    tag = walk.evaluate(expr.target)
    name = tag.type if isinstance(tag, Thing) else tag.name if isinstance(tag, Library) else ""
    if name in _TAGS:
        values = [walk.evaluate(part) for part in expr.args]
        walk.use(runs_sql(0), "sql.query", tag, [text, *values], {}, expr)
        return Unknown(expr)
    return text


def _is_built(value: Value) -> bool:
    """Whether a value is the text of a query that a builder made: ``text, params, err := query.ToSql()``."""
    return any(isinstance(i, Thing) and isinstance(i.model, Query) and i.type in _BUILDERS for i in options(value))


def _kept(walk: Walk, value: Value) -> str | None:
    """The statement in a file of the project's that a text names: ``"load:users.List"`` for ``users.List.sql``."""
    named = text_of(value) if isinstance(value, Known) else None
    if named is None or not _FILE_NAME.fullmatch(named):
        return None
    text = walk.effects.statements.get(named.rpartition(":")[2].removesuffix(".sql").rpartition("/")[2])
    return text if sqlshape.is_whole_statement(text) else None


def _written(value: Value) -> str | None:
    for item in options(value):
        if isinstance(item, Table):
            for key in ("text", "sql", "query"):
                if key in item.entries:
                    return text_of(item.entries[key])
    held = [item.value for item in options(value) if isinstance(item, Known) and isinstance(item.value, str)]
    return next((text for text in held if sqlshape.is_whole_statement(text)), None)


def _remember(walk: Walk, expr: Expr, cursor: Value) -> None:
    """Python: what executes a statement is a cursor, from which its rows are fetched."""
    target = expr.target.target if expr.target is not None else None
    if isinstance(cursor, Thing) and target is not None and target.kind == "name":
        holder = walk.scope.find(target.name)
        held = holder.names[target.name] if holder is not None else None
        if isinstance(held, Unknown) or (isinstance(held, Thing) and held.kind is None and held.type != _CURSOR):
            walk.scope.names[target.name] = cursor
