"""Where a project's code names a table or a column: in its models, its schema, its SQL, its queries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from backend_review.backend import Backend
from backend_review.checks._trees import STRINGS, root_of, text, walk
from backend_review.index import sql
from backend_review.index.sqlshape import is_whole_statement
from backend_review.model.routes import Place
from backend_review.model.tables import Table
from backend_review.project.source import SourceFile

_CODE = {"python", "javascript", "typescript", "go"}
_LIVE = {"production", "script"}
_ANOTHER = re.compile(
    r"(?i)clickhouse|bigquery|snowflake|posthog|hogql|tinybird|athena"
)  # SQL of a database that has no such migrations
_MIGRATES = re.compile(r"(?i)migrations?/")  # `code-migrations/`: they ran before, or do at that time
_QUOTES = re.compile(r"^[a-zA-Z]{0,2}(?P<quote>\"\"\"|'''|[\"'`])(?P<text>.*)(?P=quote)$", re.DOTALL)
_MAY_HAVE_SQL = re.compile(r"(?i)\b(?:from|into|update|set)\b")
_HOLE = re.compile(r"\$?\{[^{}]*\}|%\(\w+\)s|%s")

Mention = tuple[Place, str]  # where, and how it is named there


class Named:
    """What a project's code names. All SQL texts are read once, however many columns are asked for.

    ``without`` are files that do not count: migrations declare the tables that they need once more.
    """

    def __init__(self, backend: Backend, without: Collection[str] = ()) -> None:
        self._backend = backend
        self._without = without
        self._files = [
            file
            for file in backend.project.files.values()
            if file.path not in without
            and file.role in _LIVE
            and file.language in {*_CODE, "sql"}
            and not _MIGRATES.search(file.path)
            and not _ANOTHER.search(file.text)
        ]
        self._python = [file for file in self._files if file.language == "python"]

    @cached_property
    def _texts(self) -> list[tuple[Place, str, str]]:
        """Where each text of SQL is, the text, and the text in small letters."""
        return [
            (Place(file.path, line), statement, statement.lower())
            for file in self._files
            if _MAY_HAVE_SQL.search(file.text)
            for statement, line in _statements(file)
        ]

    def mentions(self, table: str, column: str, model: str = "") -> Iterator[Mention]:
        """The places that name a column of a table, or the table when ``column`` is empty, by the database's names."""
        related = (
            False  # the name is another thing's now: `Rom.files` are rows of another table, `User.email` a property
        )
        for declared in self._backend.tables:
            if declared.library != "sql" and declared.place.path not in self._without and _same(declared.name, table):
                model = model or declared.model
                related = related or column in declared.relations or _is_member(self._backend, declared, column)
                yield from _in_model(declared, column)
        for place, statement, lowered in self._texts:
            names = [name.lower() for name in (table, column) if name]
            if all(name in lowered for name in names) and all(_is_word(name, lowered) for name in names):
                parsed = sql.parsed(statement)
                if parsed.tree is not None and _is_in(parsed.tree, table, column):
                    yield place, "this SQL"
        for file in self._python if model and column and not related else ():
            yield from _in_queries(file, model, column)


def _is_word(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _is_member(backend: Backend, declared: Table, column: str) -> bool:
    """Whether a model's class has a method or property of this name."""
    module = backend.project.module(declared.place.path)
    for statement in module.body if module is not None and column else ():
        klass = statement.klass
        if klass is not None and klass.name == declared.model:
            return column in klass.methods
    return False


def _same(one: str, other: str) -> bool:
    return one.rpartition(".")[2].lower() == other.rpartition(".")[2].lower()


def _in_model(declared: Table, column: str) -> Iterator[Mention]:
    if not column:
        if declared.model:
            yield declared.place, f"the model `{declared.model}`"
        return
    held = declared.columns.get(column)
    if held is not None:
        yield held.place, f"`{declared.model or declared.name}.{held.attribute or held.name}`"


def _statements(file: SourceFile) -> Iterator[tuple[str, int]]:
    if file.language == "sql":
        for part, line in sql.split(file.text):
            if is_whole_statement(part):
                yield part, line
        return
    for node in walk(root_of(file), STRINGS):
        found = _QUOTES.match(text(node))
        if found is not None and is_whole_statement(found["text"]):
            yield _HOLE.sub("hole", found["text"]), node.start_point[0] + 1


def _is_in(tree: Any, table: str, column: str) -> bool:
    from sqlglot import exp

    tables = {item.alias_or_name: item.name for item in tree.find_all(exp.Table)}
    ours = {alias for alias, name in tables.items() if _same(name, table)}
    if not ours or not column:
        return bool(ours)
    alone = len(tables) == 1
    for item in tree.find_all(exp.Column):
        if item.name.lower() == column.lower() and (item.table in ours or (alone and not item.table)):
            return True
    schema = tree.this if isinstance(tree, exp.Insert) else None
    if isinstance(schema, exp.Schema) and _same(schema.this.name, table):
        return any(item.name.lower() == column.lower() for item in schema.expressions)
    return False


def _is_said(file: SourceFile, line: int, column: int) -> bool:
    """Whether a place is in a text, as a docstring is: what these say is not done."""
    point = (line - 1, len(file.text.split("\n")[line - 1][:column].encode()))
    node = root_of(file).descendant_for_point_range(point, point)
    return node is not None and node.type in {"string_content", "string_start", "string", "escape_sequence"}


def _in_queries(file: SourceFile, model: str, column: str) -> Iterator[Mention]:
    """``Order.note`` and ``Order.objects.filter(note=…)``."""
    if model not in file.text or column not in file.text:
        return
    own, attribute = re.escape(model), re.escape(column)
    uses = re.compile(rf"\b{own}\.{attribute}\b(?!\s*=[^=])|\b{own}\.objects\.[^\n]*\b{attribute}(?:__\w+)?\s*=")
    for number, line in enumerate(file.text.split("\n"), 1):
        found = uses.search(line.partition("#")[0])
        if found is not None and not _is_said(file, number, found.start()):
            yield Place(file.path, number), f"`{model}.{column}`"
