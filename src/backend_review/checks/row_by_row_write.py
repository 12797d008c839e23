"""Rows that are written one at a time in a loop, though the library writes many at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._batching import Calls
from backend_review.checks._dependence import depends_on_item
from backend_review.checks._entries import Entry, entries
from backend_review.checks._loops import Round, in_steps, once, rounds, words
from backend_review.checks._model import place_match, step
from backend_review.checks._written_out import is_written_out
from backend_review.finding import Match
from backend_review.model.effects import Effect
from backend_review.model.writes import may_insert

_CALLS = 4
_SLOW = {"outbound_call", "file_access", "publish", "blocking_call"}
# A unit of work collects what is added to it and sends it together; only sending in each round is slow.
_COLLECTS = re.compile(r"^sqlalchemy\b.*\.(?:add|merge|add_all|delete)$|\.persist$")
_BULK = re.compile(r"(?i)many|bulk|batch|_all$|bulk_write|CreateInBatches|copy")
_IN_PARTS = re.compile(
    r"(?i)chunk|batch|slice|partition|\bpages?\b|paginat|stream|queue|consumer|messages?\b|events?\b|cursor|range\("
)
_LITERAL = re.compile(r"^(?:\[\]\w+\{|[\[(])|^(?:\w+\.)*_*[A-Z][A-Z0-9_]+$")
_TOGETHER = {
    "django": "{what}.objects.bulk_create(objects)",
    "sqlalchemy": "session.add_all(objects)` and one `session.commit()",
    "prisma": "{model}.createMany({{ data: rows }})",
    "typeorm": "repository.insert(rows)` or `save(rows)",
    "sequelize": "{what}.bulkCreate(rows)",
    "mongoose": "{what}.insertMany(rows)",
    "mongodb": "insertMany(rows)",
    "drizzle": "insert(...).values(rows)",
    "knex": "insert(rows)",
    "gorm": "db.CreateInBatches(rows, 500)",
    "pymongo": "insert_many(rows)",
    "beanie": "{what}.insert_many(rows)",
    "mongo": "InsertMany(ctx, rows)",
}  # fmt: skip
_SQL = "INSERT INTO ... VALUES (...), (...)"


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each loop and table, at the call in the loop that leads to the write."""
    calls = Calls(backend)
    told: set[tuple[object, str]] = set()
    for entry in entries(backend):
        # Each round waits for something else as well: an upload, another service.
        slow = {loop.place for effect in entry.effects if effect.kind in _SLOW for loop in effect.loops}
        for effect in entry.effects:
            if effect.kind != "write" or not effect.loops or len(effect.chain) > _CALLS or not _is_insert(effect):
                continue
            found = next((item for item in rounds(backend, effect) if _per_item(item, effect)), None)
            commits = effect.what == "commit"
            if (
                found is None
                or is_written_out(backend, found)
                or (not commits and not depends_on_item(backend, effect, found))
            ):
                continue
            if found.loop.place in slow or (found.loop.place, effect.what) in told:
                continue
            told.add((found.loop.place, effect.what))
            library, _ = calls.at(effect.place)
            yield _match(entry, effect, found, library)


def _is_insert(effect: Effect) -> bool:
    """Whether a write adds or saves one row, and is sent at once."""
    if effect.what == "commit":
        return True
    if _COLLECTS.search(effect.by) or _BULK.search(effect.by.rpartition(".")[2]):
        return False
    return effect.by == "sql.insert" or may_insert(effect.by)


def _per_item(found: Round, effect: Effect) -> bool:
    """Whether what the rounds write could as well be written after the loop."""
    loop = found.loop
    if loop.fixed or loop.kind == "while" or found.node.type == "while_statement" or not loop.over:
        return False
    if _LITERAL.search(loop.over) or _IN_PARTS.search(loop.over) or in_steps(found) or once(found):
        return False
    return not any(_IN_PARTS.search(name) for name in found.names) and not _used_after(found)


def _used_after(found: Round) -> bool:
    """Whether the rest of a round needs what the write gives: the id of the row that was made."""
    node = found.call
    while node.parent is not None and node.parent.type in {
        "await",
        "await_expression",
        "parenthesized_expression",
        "expression_list",
    }:
        node = node.parent
    above = node.parent
    if above is None or above.type not in {
        "assignment",
        "variable_declarator",
        "short_var_declaration",
        "assignment_statement",
        "assignment_expression",
    }:
        return False
    named = above.child_by_field_name("left") or above.child_by_field_name("name")
    names = set(words(found.module, named)) - {"err", "_", "error", "ok"}
    rest = found.module.file.data[above.end_byte : found.node.end_byte].decode("utf-8", "replace")
    return any(re.search(rf"\b{re.escape(name)}\b", rest) for name in names)


def _match(entry: Entry, effect: Effect, found: Round, library: str) -> Match:
    loop = found.loop
    what = effect.what.rpartition(".")[2] or "row"
    model = what[:1].lower() + what[1:]
    instead = _TOGETHER.get(library, _SQL).format(what=what, model=model)
    written = "commits" if effect.what == "commit" else f"writes a `{effect.what}`"
    steps = [step(call.place, f"calls {call.name}") for call in effect.chain]
    steps.insert(min(loop.calls, len(steps)), step(loop.place, f"a loop over {loop.over}"))
    return place_match(
        "row-by-row-write",
        found.line,
        f"{entry.name} goes over `{loop.over}` and {written} in each round: a thousand items are a thousand round trips to the "
        f"database. Collect the rows in the loop, and write them together after it with `{instead}`.",
        trace=(*entry.way, *steps, step(effect.place, f"{written.replace('`', '')}, once in each round")),
    )
