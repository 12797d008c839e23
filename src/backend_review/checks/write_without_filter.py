"""An update or delete that says of no row which: all of the table, or collection, is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter

from backend_review.checks._assigned import only_value, uses
from backend_review.checks._meant import is_meant
from backend_review.checks._syntax import positions
from backend_review.checks._trees import (
    CALLS,
    arguments,
    bare,
    called,
    last_name,
    receiver,
    root_of,
    string_value,
    text,
    walk,
)
from backend_review.finding import Match
from backend_review.project.source import SourceFile

LANGUAGES = frozenset({"python", "javascript", "typescript", "go"})

_QUICK = re.compile(
    rb"(?i)delete|destroy|update|remove\(|truncate|\.del\(",
)
_FILES = re.compile(
    r"(?i)(^|[/_.-])(seed\w*|fixtures?|tests?|e2e|spec|mocks?|scripts?|tools?|migrat\w*|commands|cypress|dev|demo|examples?|backup\w*|upgrades?|cli)([/_.-]|$)"
)
_TEMPORARY = re.compile(r"(?i)cache|temp|tmp|session|staging|import|queue|lock|log|search|index|stat")
_DELETE_SQL = re.compile(r"(?is)^\s*delete\s+from\s+[\"`\[]?(?P<table>[\w.]+)[\"`\]]?\s*;?\s*$")
_UPDATE_SQL = re.compile(
    r"(?is)^\s*update\s+[\"`\[]?(?P<table>[\w.]+)[\"`\]]?\s+set\s+(?!.*\bwhere\b)(?!.*\bfrom\b).+$"
)
# A statement of the kind that a variable, constant or default has.
_HELD_SQL = re.compile(r"(?i)=\s*(?:\w+\()?[\"'`]{1,3}\s*(?:delete\s+from\s+[\w.\"`\[\]]+\s*;?\s*[\"'`]|update\s)")
# A class of the project's own, whose methods may be named like an ORM's.
_OWN = re.compile(r"(?i)(service|repository|repo|manager|store|dao|helper|controller|api|client)s?$")
# What runs a text of SQL, the drivers' and those of the project's own.
_RUNS_SQL = re.compile(r"(?i)exec|query|^run|_run|raw|prepare|fetch|sql|statement")
_NARROWS = re.compile(
    r"^(where\w*|and[A-Z]\w*|or[A-Z]\w*|filter\w*|exclude|limit|Where\w*|find\w*|join\w*|match|whereRaw|having|in_bulk|modify)$"
)
_ALWAYS = re.compile(r"(?i)^\s*(?:1\s*=\s*1|true)\s*$")


@dataclass(slots=True)
class _Link:
    """One member of a chain of calls: its name, and its arguments where it is called."""

    name: str
    call: tree_sitter.Node | None = None


_OF_ROWS = {"delete", "adelete", "update", "aupdate"}  # what Django and SQLAlchemy call it on a query


def _narrows(link: _Link) -> bool:
    """Whether a member of a chain says which rows: ``Where("1 = 1")`` does not."""
    given = arguments(link.call) if link.call is not None else []
    always = bool(given) and _ALWAYS.match(string_value(bare(given[0])) or "") is not None
    return _NARROWS.match(link.name) is not None and not always


def find(file: SourceFile) -> Iterator[Match]:
    """A match for each call, or text of SQL, that updates or deletes without any condition."""
    if not _QUICK.search(file.data) or _FILES.search(file.path):
        return
    for call in walk(root_of(file), CALLS):
        found = _unconditional(call, file)
        if found is None or _TEMPORARY.search(found[1]) or is_meant(call, found[1], file):
            continue
        verb, what = found
        start, end = positions(file, call)
        done = "deletes every row of" if verb == "delete" else "changes every row of"
        yield Match(
            rule="write-without-filter",
            path=file.path,
            start=start,
            end=end,
            message=f"This {done} `{what}`: nothing says which rows. Give it the condition that is meant"
            ", or do it in a function whose name says that all are meant.",
        )


def _unconditional(call: tree_sitter.Node, file: SourceFile) -> tuple[str, str] | None:
    """Whether a call changes a whole table: delete or update, and of what."""
    root, links = _chain(call)
    if not links:
        return None
    last = links[-1].name
    given = arguments(call)
    if _RUNS_SQL.search(last):
        by_text = _by_sql(given, file) or (_by_statement(given, file) if file.language == "python" else None)
        if by_text is not None:
            return by_text
    before = links[:-1]
    if not before and last in _OF_ROWS and "objects" in file.text and file.language == "python":
        root, before = _held(call) or (root, before)
    if any(link.call is not None and _narrows(link) for link in before):
        return None
    if file.language == "python":
        return _python(root, before, last, given, file)
    if file.language == "go":
        return _go(before, last, given, file)
    return _javascript(call, root, links, given, file)


def _held(call: tree_sitter.Node) -> tuple[str, list[_Link]] | None:
    """The chain that a variable was given whose rows are deleted or updated at once: ``orders = Order.objects.all()``."""
    name = receiver(bare(called(call)))
    if name is None or name.type != "identifier" or uses(name) != 2:
        return None
    value = bare(only_value(name))
    return _chain(value) if value is not None and value.type in CALLS else None


def _chain(call: tree_sitter.Node) -> tuple[str, list[_Link]]:
    """What a chain of calls and members begins with, and its members in order."""
    links: list[_Link] = []
    node: tree_sitter.Node | None = call
    for _ in range(40):
        node = bare(node)
        if node is None:
            break
        if node.type in CALLS:
            target = bare(called(node))
            name = last_name(target)
            links.append(_Link(name, node))
            node = receiver(target)
            if node is None:
                return name, links[::-1]
        elif (inner := receiver(node)) is not None:
            links.append(_Link(last_name(node)))
            node = inner
        else:
            return text(node), links[::-1]
    return "", []


def _by_sql(given: list[tree_sitter.Node], file: SourceFile) -> tuple[str, str] | None:
    holds = _HELD_SQL.search(file.text) is not None
    for item in given[:2]:
        inner = bare(item)
        if inner is not None and inner.type in CALLS and last_name(called(inner)) in {"text", "sql", "SQL"}:
            inner = next(iter(arguments(inner)), None)
        value = only_value(inner) if holds and inner is not None and inner.type == "identifier" else inner
        written = string_value(bare(value))
        if written is None:
            continue
        if found := _DELETE_SQL.match(written):
            return "delete", found["table"]
        if found := _UPDATE_SQL.match(written):
            return "update", found["table"]
    return None


def _by_statement(given: list[tree_sitter.Node], file: SourceFile) -> tuple[str, str] | None:
    """SQLAlchemy: ``execute(delete(User))``."""
    if not given or ("sqlalchemy" not in file.text and "sqlmodel" not in file.text):
        return None
    statement = bare(given[0])
    if statement is None or statement.type not in CALLS:
        return None
    root, links = _chain(statement)
    if root.rpartition(".")[2] not in {"delete", "update"} and root not in {"sa", "sqlalchemy", "sql"}:
        return None
    first = next((link for link in links if link.name in {"delete", "update"} and link.call is not None), None)
    if len(given) > 1 and not any(link.name == "values" for link in links):
        return None  # rows that are given, each with its key
    if first is None or first.call is None or any(_narrows(link) for link in links):
        return None
    target = next(iter(arguments(first.call)), None)
    return (first.name, last_name(target)) if target is not None else None


def _python(
    root: str, before: list[_Link], last: str, given: list[tree_sitter.Node], file: SourceFile
) -> tuple[str, str] | None:
    names = [link.name for link in before]
    if last in _OF_ROWS:
        verb = "delete" if "delete" in last else "update"
        if names[-2:] in (["objects", "all"], ["_default_manager", "all"]) or (
            names[-1:] == ["objects"] and before[-1].call is None and (verb == "update" or "mongoengine" in file.text)
        ):
            return verb, root if len(names) < 3 else names[-3 if names[-1] == "all" else -2]
        return _queried(root, before, verb) if "sqlalchemy" in file.text or "flask" in file.text else None
    if last in {"delete_many", "update_many"} and given and _is_empty(given[0]):
        return last.partition("_")[0], names[-1] if names else root
    return None


def _queried(root: str, before: list[_Link], verb: str) -> tuple[str, str] | None:
    """SQLAlchemy: ``session.query(User).delete()``, ``User.query.delete()``."""
    if not before or before[-1].name != "query":
        return None
    call = before[-1].call
    if call is None:
        return (verb, root) if root[:1].isupper() and len(before) == 1 else None
    targets = arguments(call)
    if len(targets) == 1 and targets[0].type in {"identifier", "attribute"}:
        return verb, last_name(targets[0])
    return None


def _go(before: list[_Link], last: str, given: list[tree_sitter.Node], file: SourceFile) -> tuple[str, str] | None:
    if last in {"DeleteMany", "UpdateMany"} and len(given) > 1 and _is_empty(given[1]):
        name = _collection(before[-1]) if before else ""
        return last.removesuffix("Many").lower(), name or text(given[1])
    if (
        last in {"Exec", "ExecX"} and len(before) > 1 and before[-1].name == "Delete"
    ):  # ent: client.Order.Delete().Exec(ctx)
        begun = before[-1].call
        if begun is not None and not arguments(begun) and before[-2].call is None:
            return "delete", before[-2].name
    if last in {"Delete", "Update", "Updates"} and any(
        "AllowGlobalUpdate" in text(link.call) for link in before if link.call is not None
    ):
        model = next(
            (arguments(link.call)[0] for link in before if link.name == "Model" and link.call and arguments(link.call)),
            None,
        )
        what = re.sub(r"[&{}\[\]\s]", "", text(model if model is not None else given[0] if given else None))
        return ("delete" if last == "Delete" else "update"), what
    return None


def _javascript(
    call: tree_sitter.Node, root: str, links: list[_Link], given: list[tree_sitter.Node], file: SourceFile
) -> tuple[str, str] | None:
    last = links[-1].name
    owner = links[-2].name if len(links) > 1 else root
    owner = _collection(links[-2]) if len(links) > 1 else owner
    if _OWN.search(owner):
        return None
    first = bare(given[0]) if given else None
    if last == "deleteMany" and (first is None or _is_empty(first) or _is_empty(_entry(first, "where"))):
        return ("delete", owner) if first is not None or len(links) > 1 else None
    if last == "remove" and owner[:1].isupper() and first is not None and _is_empty(first):  # of older Mongoose
        return "delete", owner
    if last == "updateMany" and first is not None:
        data = _entry(first, "data")
        if (_is_empty(first) and len(given) > 1) or (
            data is not None and _whole(first) and _says_nothing(first, "where")
        ):
            return "update", owner
    if (
        last == "destroy"
        and first is not None
        and (_is_empty(_entry(first, "where")) or text(_entry(first, "truncate")) == "true")
    ):
        return "delete", owner
    options = bare(given[1]) if len(given) > 1 else None
    if last == "update" and options is not None and _is_empty(_entry(options, "where")):
        return "update", owner
    return _built(call, root, links, file)


def _collection(link: _Link) -> str:
    """The name of a collection: ``orders`` of ``db.orders`` and of ``db.collection("orders")``."""
    named = string_value(next(iter(arguments(link.call)), None)) if link.call is not None else None
    return named or link.name


def _built(call: tree_sitter.Node, root: str, links: list[_Link], file: SourceFile) -> tuple[str, str] | None:
    """Drizzle, Knex, TypeORM: a chain that ends without ``where``."""
    if call.parent is not None and call.parent.type == "member_expression":
        return None  # it goes on
    if not _is_sent(call):
        return None
    names = [link.name for link in links]
    if any(_NARROWS.match(name) for name in names):
        return None
    head = links[0]
    if "drizzle-orm" in file.text and root in {"db", "tx", "trx", "database"} and head.call is not None:
        target = next(iter(arguments(head.call)), None)
        if target is not None and target.type in {"identifier", "member_expression"} and len(arguments(head.call)) == 1:
            if head.name == "delete" and set(names[1:]) <= {"returning", "execute", "run"}:
                return "delete", last_name(target)
            if head.name == "update" and "set" in names:
                return "update", last_name(target)
    if (
        root in {"knex", "db", "trx", "database"}
        and head.name == root
        and head.call is not None
        and "knex" in file.text
    ):
        table = string_value(next(iter(arguments(head.call)), None))
        if table and names[1:] and names[-1] in {"del", "delete", "update"} and len(names) == 2:
            return ("update" if names[-1] == "update" else "delete"), table
    if head.name == "deleteFrom" and head.call is not None and names[-1].startswith("execute"):  # Kysely
        table = string_value(next(iter(arguments(head.call)), None))
        if table:
            return "delete", table
    if "createQueryBuilder" in names and names[-1] == "execute":
        verb = next((link for link in links if link.name in {"delete", "update"}), None)
        source = next(
            (link for link in links if link.name in {"from", "update"} and link.call and arguments(link.call)), None
        )
        if verb is not None and source is not None and source.call is not None:
            return verb.name, last_name(arguments(source.call)[0])
    return None


def _is_sent(call: tree_sitter.Node) -> bool:
    """Whether a chain is waited for, given back or a statement of its own, and not kept to be built further."""
    node = call.parent
    while node is not None and node.type in {"parenthesized_expression", "as_expression", "non_null_expression"}:
        node = node.parent
    return node is not None and node.type in {
        "await_expression",
        "return_statement",
        "expression_statement",
        "array",
        "arrow_function",
    }


def _is_empty(node: tree_sitter.Node | None) -> bool:
    """Whether a literal has no entries: ``{}``, ``bson.M{}``."""
    if node is None:
        return False
    if node.type == "composite_literal":
        body = node.child_by_field_name("body")
        return body is not None and not body.named_children
    return node.type in {"object", "dictionary"} and not node.named_children


def _entry(node: tree_sitter.Node | None, name: str) -> tree_sitter.Node | None:
    if node is None or node.type != "object":
        return None
    for item in node.named_children:
        key = item.child_by_field_name("key")
        if item.type == "pair" and (string_value(key) or text(key)) == name:
            return bare(item.child_by_field_name("value"))
        if item.type == "shorthand_property_identifier" and text(item) == name:
            return item
    return None


def _whole(node: tree_sitter.Node) -> bool:
    """Whether all entries of an object are written out."""
    return node.type == "object" and not any(item.type == "spread_element" for item in node.named_children)


def _says_nothing(node: tree_sitter.Node, name: str) -> bool:
    found = _entry(node, name)
    return found is None or _is_empty(found)
