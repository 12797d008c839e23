"""Writes that belong together and that nothing makes one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.backend import Backend
from backend_review.checks._batching import Calls
from backend_review.checks._found_or_made import is_found_or_made
from backend_review.checks._model import place_match, step, title, way
from backend_review.checks._statements import given_names, head_of, made_of, names_in, statement_at, values_in
from backend_review.checks._tables import words_of
from backend_review.finding import Audience, Confidence, Match
from backend_review.model import guards
from backend_review.model.answers.data import ON_ERROR
from backend_review.model.effects import Effect, seen
from backend_review.model.paths import meeting, one_path, order
from backend_review.model.routes import FoundRoute, Place

# What may be lost, or stay behind, without anything being wrong: logs, counters, when somebody was last seen, caches,
# sessions and tokens, messages that tell of what was done.
_INCIDENTAL = re.compile(
    r"(?i)log(?!o|ic)|audit|history|histories|event|activit|visit|seen|last_?|session|token|cache|metric|stat(s|istic)|track|"
    r"analytic|notif|counter|(?<!ac)(?<!dis)count(?!r)|usage|attempt|otp|verification|reset|throttl|rate_?limit|queue|job|task|webhook|"
    r"feed|uniq_?id|sequence|migrat|version|revision|snapshot|setting|preference|config|heartbeat|telemetry"
)
_GIVEN = re.compile(r"^[\s(]*(?:\w+\.)?(?:trx|tx|transaction)[\s)]*$")
_FAILED = re.compile(r"\berr(?:or)?\s*!=\s*nil\b")
_LOGS = re.compile(r"(?i)\blog\w*\.\w+\(|\.log\w*\(")
_COLLECTED = re.compile(r"=\s*(?:\w+\.)?(?:[aA]ppend|Join)\(")
_LEAVES = re.compile(r"\b(?:return|panic|break|continue|goto)\b|\bos\.Exit\b")
_TOUCH = r"(?:last_?)?(?:updated|modified|changed)_?(?:at|on|date)?"
_TOUCHED = re.compile(rf"(?i)^{_TOUCH}$")
# ``update(id, { updatedAt: now })``, ``.update(updated_at=now)``, ``Update("updated_at", now)``
_TOUCHES = re.compile(
    rf"(?i)\{{\s*{_TOUCH}\s*(?::[^{{}},]*)?,?\s*\}}|\bupdate\(\s*{_TOUCH}\s*=[^,=]*\)|\.Update\(\s*\"{_TOUCH}\""
)
_ATOMIC_REQUESTS = re.compile(r"ATOMIC_REQUESTS[\"'\]]*\s*[:=]\s*(?:True|env)")
_IN_GUARDS = re.compile(
    r"(?i)\bbegin(tx|_nested|transaction)?\(|\$transaction\(|\.transaction\(|start_?transaction\(|\batomic\b|unit_?of_?work"
)
_PROMISES = {
    "sequelize",
    "prisma",
    "typeorm",
    "mongoose",
    "mongo_js",
    "drizzle",
    "knex",
    "kysely",
    "mikroorm",
    "objection",
}
_WAITS = re.compile(r"\bawait\b|\breturn\b|\byield\b|\bdone\(|\bnext\(|\.then\(|\bPromise\.|=>|\bfunction\b")
_CAUGHT = re.compile(r"(?s)^\s*(?!await\b|yield\b|return\b|\w+\s*=)[\w$.]+\(.*\)\s*\.catch\([^;]*\);?\s*$")
_NEGATED = re.compile(r"^[\s(]*(?P<not>!|not\b)?\s*(?P<name>[A-Za-z_$][\w.$]*)[\s)]*$")
# Statements that are not waited for, or whose failure does not matter, and names that are in most of them.
_APART = re.compile(r"^\s*(?:(?:void|go)\s|_(?:\s*,\s*_)*\s*=)")
_COMMON = re.compile(
    r"^(await|async|const|let|var|return|if|err|error|errors|not|None|nil|null|undefined|true|True|false|False|self|this|ctx|context|c|r|w|"
    r"req|res|request|response|db|DB|tx|trx|session|s|h|d|m|prisma|data|where|models?|body|params|objects|create|update|delete|save|"
    r"add|remove|insert|execute|Exec|ExecContext|Error|Create|Save|Delete|Update|Updates|Where|Model|query|Query|store|repo\w*|"
    r"service|manager|new|function|filter|values|first|transaction|set|and|or|in|then|catch|next)$"
)
_DOCUMENTS = ("mongoose.", "mongodb.", "mongo.", "pymongo.", "motor.", "beanie.", "mongo_js.", "mongoengine.")
_NOTHING = {"", "commit", "flush", "save", "{?}", "update", "insert", "write", "delete", "copy"}
_HOW = {
    "sqlalchemy": "leave out the first `commit()` (`flush()` gives the keys) so that one `commit()` at the end writes both",
    "django": "put both into one `with transaction.atomic():`",
    "prisma": "do both in one `prisma.$transaction(async (tx) => …)`",
    "typeorm": "do both with the manager of one `dataSource.transaction(async (manager) => …)`",
    "sequelize": "do both in one `sequelize.transaction(async (transaction) => …)` and hand `{ transaction }` to each",
    "drizzle": "do both with the `tx` of one `db.transaction(async (tx) => …)`",
    "knex": "do both with the `trx` of one `knex.transaction(async (trx) => …)`",
    "gorm": "do both with the `tx` of one `db.Transaction(func(tx *gorm.DB) error { … })`",
    "mongoose": "do both in one `session.withTransaction(async () => …)`",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    first: Effect
    second: Effect
    tables: tuple[str, str]
    commits: bool  # each has a commit of its own
    waits: bool = False  # another service is asked in between


def judge(backend: Backend) -> Iterator[Match]:
    """A match for each handler that writes to two tables on one path, each on its own."""
    if any(file.language == "python" and _ATOMIC_REQUESTS.search(file.text) for file in backend.project.files.values()):
        return
    told: set[Place] = set()
    calls = Calls(backend)
    for found in backend.routes:
        if found.route.kind not in {"http", "graphql"} or _guarded(found):
            continue
        pair = _pair(backend, calls, found)
        place = meeting(pair.first, pair.second)[1] if pair is not None else None
        if pair is not None and place is not None and place not in told:
            told.add(place)
            yield _match(found, pair, place)


def _guarded(found: FoundRoute) -> bool:
    """Whether something around the handler makes the transaction."""
    return any(
        _IN_GUARDS.search(function.module.text(function.node))
        for guard in found.guards
        for function in guards.code_of(guard)
    )


def _pair(backend: Backend, calls: Calls, found: FoundRoute) -> _Pair | None:
    """The first two writes of a handler that belong together and are not made one."""
    effects = seen(backend.summary_of(found).effects)
    effects = sorted(effects, key=order)
    if _transaction_begun_for_others(effects):
        return None
    commits = [e for e in effects if e.what == "commit" and e.kind == "write"]
    # A helper that begins a transaction, or goes on with the one that it is given, does everything in both ways.
    held = {(e.kind, e.what, e.place, e.chain[:1]) for e in effects if e.transaction}
    writes = [e for e in effects if _counts(backend, e) and (e.kind, e.what, e.place, e.chain[:1]) not in held]
    for index, second in enumerate(writes):
        table = _table(backend, second)
        for first in writes[:index] if table else ():
            other = _table(backend, first)
            if not other or not one_path(first, second) or not (other != table or _moves(first, second)):
                continue
            depth = meeting(first, second)[2]
            if is_found_or_made(backend, effects, (first, second), table, _table):
                continue  # a repeated request finds it there and goes on
            if (
                _are_forms(first, second, depth)
                or _goes_on(backend, first, second)
                or _may_fail(backend, first, second)
            ):
                continue
            if _is_dropped(backend, first) or _is_dropped(backend, second) or _is_otherwise(backend, first, second):
                continue
            if other != table and not _belong_together(backend, first, second, (other, table)):
                continue
            in_session = [_in_session(calls, effect) for effect in (first, second)]
            if all(in_session):
                if _committed_each(first, second, commits):
                    return _Pair(first, second, (other, table), True, _asks_between(effects, first, second))
            elif not any(in_session):
                return _Pair(first, second, (other, table), False, _asks_between(effects, first, second))
    return None


def _asks_between(effects: list[Effect], first: Effect, second: Effect) -> bool:
    """Whether another service is asked after the first and before the second, which no transaction should wait for."""
    one, two = order(first), order(second)
    return any(
        e.kind == "outbound_call" and one < order(e) < two and one_path(first, e) and one_path(e, second)
        for e in effects
    )


def _are_forms(first: Effect, second: Effect, depth: int) -> bool:
    """Whether one call leads to both, by two forms of a method that it may be of; or is both, of a row of two models."""
    if first.place == second.place and first.chain == second.chain:
        return True
    if len(first.chain) <= depth or len(second.chain) <= depth:
        return False
    one, two = first.chain[depth], second.chain[depth]
    return (
        one.place == two.place and one.name != two.name and one.name.rpartition(".")[2] == two.name.rpartition(".")[2]
    )


def _goes_on(backend: Backend, first: Effect, second: Effect) -> bool:
    """Go: whether the error of the first is put with others, and the second is done all the same: each is for itself."""
    node = statement_at(backend, meeting(first, second)[0])
    branch = node.child_by_field_name("consequence") if node is not None and node.type == "if_statement" else None
    written = branch.text.decode(errors="replace") if branch is not None and branch.text is not None else ""
    return _COLLECTED.search(written) is not None and _LEAVES.search(written) is None


def _may_fail(backend: Backend, first: Effect, second: Effect) -> bool:
    """Go: whether the second is tried, and what goes wrong with it is only logged: ``if err := note(id); err != nil {``."""
    before, node = (statement_at(backend, place) for place in meeting(first, second)[:2])
    if node is None or node.type != "if_statement" or node.child_by_field_name("initializer") is None:
        return False
    if (
        before is not None
        and before.type == "if_statement"
        and _LEAVES.search((before.text or b"").decode(errors="replace")) is None
    ):
        return False  # the first may fail as well
    branch = node.child_by_field_name("consequence")
    written = (branch.text or b"").decode(errors="replace") if branch is not None else ""
    return (
        _LOGS.search(written) is not None
        and _LEAVES.search(written) is None
        and node.child_by_field_name("alternative") is None
    )


def _is_dropped(backend: Backend, effect: Effect) -> bool:
    """JavaScript: whether nobody waits for the promise of a write, or of a call on the way to it."""
    for place in (*(call.place for call in effect.chain), effect.place):
        node = statement_at(backend, place)
        if node is not None and node.type == "expression_statement" and _CAUGHT.search(head_of(node)):
            return True  # hide(id).catch(log);
        if effect.by.partition(".")[0] not in _PROMISES:
            continue
        if node is not None and node.type == "expression_statement" and not _WAITS.search(head_of(node)):
            inner = node.named_children[0] if node.named_children else None
            if inner is not None and inner.type == "call_expression":
                return True
    return False


def _is_otherwise(backend: Backend, first: Effect, second: Effect) -> bool:
    """Whether one is done if something is there, the other if it is not, and nothing is put there in between."""
    for one in first.way.arms:
        for other in second.way.arms:
            if one.index or other.index or one.at[:-1] != other.at[:-1] or one.at[-1].path != other.at[-1].path:
                continue
            names = [_NEGATED.match(arm.condition) for arm in (one, other)]
            if names[0] and names[1] and names[0]["name"] == names[1]["name"] and names[0]["not"] != names[1]["not"]:
                module = backend.project.module(one.at[-1].path)
                lines = module.file.text.split("\n")[one.at[-1].line : other.at[-1].line - 1] if module else []
                given = re.compile(rf"(?<![\w.]){re.escape(names[0]['name'])}\s*=(?!=)")
                return not any(given.search(line) for line in lines)
    return False


def _counts(backend: Backend, effect: Effect) -> bool:
    """Whether it matters that a write is done or not done."""
    if effect.kind not in {"write", "delete"} or effect.transaction or effect.what in _NOTHING:
        return False
    if any(arm.condition == ON_ERROR or (arm.index == 0 and _FAILED.search(arm.condition)) for arm in effect.way.arms):
        return False  # what puts right what went wrong
    if any(arm.index == 0 and _GIVEN.match(arm.condition) for arm in effect.way.arms):
        return False  # done where the caller has begun one
    if effect.sets and all(_TOUCHED.match(name) for name in effect.sets):
        return False  # when a row was changed last
    if not effect.sets and _TOUCHES.search(head_of(statement_at(backend, effect.place))):
        return False
    names = (effect.what, *(call.name for call in effect.chain), *effect.sets)
    return not any(_INCIDENTAL.search(name) for name in names)


def _table(backend: Backend, effect: Effect) -> str:
    """The table that is written; "" where that is not known."""
    owner, _, name = effect.what.rpartition(".")
    of_owner = backend.tables.of(owner) if owner else None
    relation = of_owner.relations.get(name) if of_owner is not None else None
    what = (relation.through or relation.target) if relation is not None else effect.what
    table = backend.tables.of(what)
    if table is not None:
        return table.name
    library = effect.by.partition(".")[0]
    declared = any(item.library in {library, "sqlmodel"} for item in backend.tables)
    plain = library == "gorm" and effect.what[:1].isupper()  # a struct without tags
    return "" if declared and library != "sql" and not plain else effect.what.rpartition(".")[2].lower()


def _moves(first: Effect, second: Effect) -> bool:
    """Whether two rows of one table have the same column changed: something goes from one to the other."""
    same = bool(first.sets) and "*" not in first.sets and first.sets == second.sets
    return same and first.place != second.place and first.what == second.what


def _belong_together(backend: Backend, first: Effect, second: Effect, tables: tuple[str, str]) -> bool:
    """Whether two writes are about the same thing: by their tables, or by what both are given."""
    one, two, _ = meeting(first, second)
    nodes = [statement_at(backend, one), statement_at(backend, two)]
    heads = [head_of(node) for node in nodes]
    if any(_APART.search(head) for head in heads):
        return False
    if _related(backend, *tables) or set(words_of(tables[0])) & set(words_of(tables[1])):
        return True
    given = {name for name in given_names(nodes[0]) if not _COMMON.search(name)}
    before = _values_in(heads[0])
    if before & _values_in(heads[1]) or given & names_in(heads[1]):
        return True
    made = [made_of(backend, name, one, two) for name in _values_in(heads[1]) if "." not in name]
    return any(before & _values_in(text) or given & names_in(text) or before & names_in(text) for text in made)


def _values_in(text: str) -> set[str]:
    """The variables and members that a statement hands over, as they are written."""
    found = {name for name in values_in(text) if not _COMMON.search(name.partition(".")[0]) or name.count(".") > 1}
    return {name for name in found if not name.startswith(("self.", "this."))}


def _related(backend: Backend, one: str, two: str) -> bool:
    """Whether one of two tables refers to the other."""
    pairs = ((backend.tables.of(one), two), (backend.tables.of(two), one))
    for table, other in pairs:
        if table is not None:
            targets = [column.references for column in table.columns.values() if column.references is not None]
            targets += [reference for _, reference in table.references]
            if any(backend.tables.of(target.table) is backend.tables.of(other) is not None for target in targets):
                return True
    return False


def _in_session(calls: Calls, effect: Effect) -> bool:
    """Whether what is written waits for a commit: in SQLAlchemy's session, or by a cursor of Python's drivers."""
    library = effect.by.partition(".")[0]
    if library == "sql" and effect.place.path.endswith(".py"):
        return calls.at(effect.place)[0] not in {"asyncpg", "databases"}
    return library in {"sqlalchemy", "dbapi", ""}


def _committed_each(first: Effect, second: Effect, commits: list[Effect]) -> bool:
    """Whether the session is committed between two writes, and after them."""
    one, two = order(first), order(second)
    between = [c for c in commits if one < order(c) < two and one_path(first, c) and one_path(c, second)]
    after = [c for c in commits if order(c) > two and one_path(second, c)]
    return bool(between) and bool(after)


def _transaction_begun_for_others(effects: list[Effect]) -> bool:
    """Whether a helper begins a transaction that its callers use: nothing that it does itself is in it."""
    for effect in effects:
        if effect.kind == "transaction":
            inside = [e for e in effects if e.transaction and e.chain[: len(effect.chain)] == effect.chain]
            if not inside:
                return True
    return False


def _match(found: FoundRoute, pair: _Pair, place: Place) -> Match:
    first, second = pair.first, pair.second
    here = meeting(first, second)[0]
    library = second.by.partition(".")[0]
    how = _HOW.get(library, "do both in one transaction")
    done = {"write": "writes to", "delete": "deletes from"}
    between = "commits" if pair.commits else "there is no transaction around them"
    one, two = (f"{done[e.kind]} `{t}`" for e, t in zip((first, second), pair.tables, strict=True))
    message = (
        f"`{title(found)}` {one} ({here.path}:{here.line}), {between}, and then {two}, so when the second "
        f"fails the first stays by itself. {how[0].upper()}{how[1:]}."
    )
    if not pair.commits:
        message = (
            f"`{title(found)}` {one} ({here.path}:{here.line}) and then {two} with no transaction around them, so when the "
            f"second fails the first stays by itself. {how[0].upper()}{how[1:]}."
        )
    return place_match(
        "missing-transaction",
        place,
        message,
        trace=(
            *way(found),
            *(step(call.place, f"calls {call.name}") for call in first.chain),
            step(first.place, one.replace("`", "")),
            *(step(call.place, f"calls {call.name}") for call in second.chain),
            step(second.place, two.replace("`", "")),
        ),
        confidence=Confidence.MEDIUM if first.chain or second.chain else None,
        audience=Audience.PEDANTIC if pair.waits or second.by.startswith(_DOCUMENTS) else None,
    )
