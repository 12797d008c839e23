"""Silent ``except`` clauses."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from backend_review.checks._syntax import text_of
from backend_review.checks.swallowed_error.innocence import innocent_attempt, silence
from backend_review.checks.swallowed_error.tree import Tree, statements_of
from backend_review.finding import Confidence, Match

_BROAD_PYTHON = {"Exception", "BaseException", "StandardError"}
# The base class of everything that can go wrong in a store, a broker or a request: as broad as Exception there.
_BROAD_LIBRARY = {
    "SQLAlchemyError", "DBAPIError", "DatabaseError", "OperationalError", "InterfaceError", "PyMongoError", "AMQPError", "KafkaError",
    "KafkaException", "psycopg2.Error", "psycopg.Error", "sqlite3.Error", "asyncpg.PostgresError", "PostgresError", "MySQLError",
    "pymysql.Error", "mysql.connector.Error", "RequestException", "HTTPError", "ClientError", "BotoCoreError", "SMTPException",
}  # fmt: skip
_PY_FUNCTIONS = {"function_definition"}


def judge(tree: Tree) -> Iterator[Match]:
    """Every silent handler of a file."""
    for clause in tree.find("(except_clause) @x"):
        block = next((child for child in clause.named_children if child.type == "block"), None)
        statements = [
            child for child in statements_of(block)
            if not (child.type == "expression_statement" and child.named_children and child.named_children[0].type in {"string", "ellipsis"})
        ]  # fmt: skip
        silent = silence(statements)
        if silent is None:
            continue
        attempt = clause.parent
        tried = attempt.child_by_field_name("body") if attempt is not None else None
        caught = [child for child in clause.named_children if child.type not in {"block", "comment"}]
        names = _caught(caught)
        broad = not names or any(name.rpartition(".")[2] in _BROAD_PYTHON for name in names)
        library = any(name in _BROAD_LIBRARY or name.rpartition(".")[2] in _BROAD_LIBRARY for name in names)
        if not broad and not (library and silent == "pass"):
            continue
        last = block.end_point.row if block is not None else clause.end_point.row
        if tree.reason(clause.start_point.row, last, clause.start_point.column):
            continue
        if attempt is not None and tree.reason_above(attempt.start_point.row):
            continue
        if innocent_attempt(tried, clause, silent, _PY_FUNCTIONS):
            continue
        what = f"`except {' | '.join(names)}`" if names else "A bare `except:`"
        if silent == "pass":
            then = "drops every error here without a trace"
        elif silent == "continue":
            then = "skips to the next item without a trace of what failed"
        else:
            then = f"turns every error here into `{silent}`, so a failure looks like a result"
        yield tree.match(
            clause,
            "python",
            f"{what} {then}. Catch the exception you expect, or log it with `logger.exception(...)` and re-raise.",
            Confidence.HIGH if broad and silent == "pass" else Confidence.MEDIUM,
        )


def _caught(nodes: list[Node]) -> list[str]:
    names: list[str] = []
    for node in nodes:
        current = node
        if current.type == "as_pattern":
            current = current.named_children[0]
        if current.type in {"tuple", "parenthesized_expression"}:
            names.extend(text_of(child) for child in current.named_children)
        elif current.type == "call":
            names.append(text_of(current.child_by_field_name("function")))
        else:
            names.append(text_of(current))
        break
    return names
