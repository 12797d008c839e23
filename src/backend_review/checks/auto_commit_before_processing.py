"""Kafka consumers whose place in the log moves on before the message is dealt with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._brokers import Source
from backend_review.checks._kafka import KAFKA_GO, KAFKAJS, SARAMA, Client, Kafka
from backend_review.checks._syntax import text_of
from backend_review.finding import Confidence, Match
from backend_review.index.expressions import Expr, last_name
from backend_review.index.expressions.data import FUNCTIONS

_RULE = "auto-commit-before-processing"
_HOW = {
    "kafka": "Pass `enable_auto_commit=False` and call `consumer.commit()` after the work.",
    "aiokafka": "Pass `enable_auto_commit=False` and `await consumer.commit()` after the work.",
    "confluent_kafka": 'Set `"enable.auto.commit": False` and call `consumer.commit(message)` after the work (or '
    '`"enable.auto.offset.store": False` and `store_offsets`).',
    "confluent": 'Set `"enable.auto.commit": false` and call `CommitMessage` after the work (or '
    '`"enable.auto.offset.store": false` and `StoreMessage`).',
    "rdkafka": "Set `'enable.auto.commit': false` and call `commitMessage` after the work.",
}
_SWITCH = re.compile(r"(?i)enable[._]?auto[._]?(?:commit|offset)|auto[._]?commit")
_TALK = re.compile(
    r"(?i)log|print|debug|trace|span|metric|counter|histogram|observe|gauge|len\b|append|close|done|cancel"
)
_CONVERTS = {"string", "str", "String"}
_LOOPS = {"for_statement", "while_statement", "for_in_statement", "for_range_loop", "do_statement"}
_STATEMENT_HOLDERS = {"block", "statement_block", "statement_list", "module", "program", "source_file"}


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each consumer that commits by itself, and at each commit or mark that comes before the work."""
    kafka = Kafka(backend)
    for client in kafka.consumers:
        yield from _automatic(kafka, client)
    group = any(re.search(r"\bGroupID\s*:", source.file.text) for source in kafka.sources)
    for source in kafka.sources:
        if source.language == "go" and KAFKA_GO in source.file.text and group:
            yield from _read_and_committed(source)
        yield from _committed_first(source)
        if source.language == "javascript" and KAFKAJS.search(source.file.text):
            yield from _not_awaited(source)


def _automatic(kafka: Kafka, client: Client) -> Iterator[Match]:
    source = client.source
    group, auto = client.get("groupid"), client.get("enableautocommit")
    if group is None or source.value(group) is None:
        return  # without a group there is nothing to commit
    stored = client.get("enableautooffsetstore")
    if stored is not None and source.flag(stored, True) is not True:
        return
    if source.flag(auto, True) is not True:
        return
    if auto is None and not client.options.whole and kafka.speakers.says(_SWITCH):
        return  # among the options that come from elsewhere
    if auto is None and re.search(r"SetKey\(\s*\"enable\.auto\.", source.file.text):
        return  # set in a way that is not followed
    by = "as it is told to" if auto is not None else "by default"
    yield source.match(
        _RULE,
        client.call,
        f"This `{client.name}` commits offsets every few seconds {by}, whether or not the messages were dealt with, so those at hand "
        f"when the work fails or the process dies are never seen again. {_HOW[client.library]}",
        trace=(source.step(client.call, f"commits automatically, {by}"),),
        confidence=None if auto is not None else Confidence.MEDIUM,
    )


def _read_and_committed(source: Source) -> Iterator[Match]:
    """kafka-go: ``ReadMessage`` of a reader with a group commits what it hands over."""
    for call in source.calls("ReadMessage"):
        if len(call.args) != 1 or not re.search(r"(?i)ctx|context", source.code.text(call.args[0].node)):
            continue
        if _ungrouped(source, call) or _hands_over(call):
            continue
        yield source.match(
            _RULE,
            call,
            f"`{source.code.text(call.target.node if call.target else None)}` commits each message as it hands it over, so one whose "
            "handling fails is never seen again. Use `FetchMessage`, and `CommitMessages` after the work.",
            trace=(source.step(call, "reads and commits a message"),),
        )


def _ungrouped(source: Source, call: Expr) -> bool:
    """Whether the reader is seen to be made without a group."""
    reader = call.target.target if call.target is not None else None
    for item in source.code.values(reader) if reader is not None else ():
        if item.kind == "call" and last_name(item.target) == "NewReader" and item.args:
            given = source.options(item.args[0])
            return given.whole and "GroupID" not in given.found
    return False


def _hands_over(call: Expr) -> bool:
    """Whether a method of the same name only passes on what it is given: who calls that one decides."""
    statement = call.node.parent
    while statement is not None and statement.type not in {"return_statement", *FUNCTIONS}:
        statement = statement.parent
    while statement is not None and statement.type not in FUNCTIONS:
        statement = statement.parent
    return statement is not None and text_of(statement.child_by_field_name("name")) == "ReadMessage"


def _committed_first(source: Source) -> Iterator[Match]:
    """A commit, or sarama's mark, that is followed by the work on the same message."""
    names = {
        "python": ("commit",),
        "go": ("CommitMessages", "CommitMessage"),
        "javascript": ("commitOffsets", "commitMessage"),
    }
    wanted = names[source.language]
    if source.language == "go" and SARAMA.search(source.file.text):
        wanted = (*wanted, "MarkMessage")
    for call in source.calls(*wanted):
        base = (
            source.code.text(call.target.target.node)
            if call.target is not None and call.target.target is not None
            else ""
        )
        if source.language == "python" and not re.search(r"(?i)consumer|kafka", base):
            continue
        statement = _statement(call.node)
        messages = _messages(source, call)
        worked = _work_after(statement, messages) if statement is not None and messages else None
        if worked is not None:
            yield source.match(
                _RULE,
                call,
                f"`{source.code.text(call.target.node if call.target else None)}` comes before the work on `{worked[0]}`, so a message whose "
                "handling fails is never seen again. Move it behind the work.",
                trace=(
                    source.step(call, "says that the message is dealt with"),
                    source.step(Expr("other", worked[1]), "works on it"),
                ),
            )


def _statement(node: Node) -> Node | None:
    current: Node | None = node
    while current is not None and current.parent is not None and current.parent.type not in _STATEMENT_HOLDERS:
        if current.type in FUNCTIONS or current.type == "defer_statement":
            return None
        current = current.parent
    return current


def _messages(source: Source, call: Expr) -> list[str]:
    """The names of the message that is committed: an argument, or what the loop around goes over."""
    names = [item.name for item in call.args if item.kind == "name"]
    for value in call.named.values():
        if value.kind == "name":
            names.append(value.name)
    current = call.node.parent
    while current is not None and current.type not in FUNCTIONS:
        if current.type in _LOOPS and current.child_by_field_name("left") is not None:
            names += re.findall(r"\w+", text_of(current.child_by_field_name("left")))
            break
        if current.type in _LOOPS:
            body = text_of(current)
            names += re.findall(r"\b(\w+)\s*=\s*(?:await\s+)?[\w.]+\.poll\(", body)
            break
        current = current.parent
    return [name for name in dict.fromkeys(names) if name not in {"_", "ctx", "self", "this"}]


def _work_after(statement: Node, messages: list[str]) -> tuple[str, Node] | None:
    """The first call after a statement, in its block, that is given the message."""
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, messages))})\b")
    current = statement.next_named_sibling
    while current is not None:
        pending = [current]
        while pending:
            node = pending.pop()
            if node.type in {"call", "call_expression"}:
                given = text_of(node.child_by_field_name("arguments"))
                found = pattern.search(given)
                called = text_of(node.child_by_field_name("function"))
                if found and called not in _CONVERTS and not _TALK.search(called):
                    return found.group(), node
            pending.extend(reversed(node.named_children))
        current = current.next_named_sibling
    return None


def _not_awaited(source: Source) -> Iterator[Match]:
    """kafkajs commits when ``eachMessage`` is done: work that it starts and does not wait for comes later."""
    for literal in source.code.dicts:
        for key, value in literal.entries:
            if key is None or key.kind != "text" or key.value not in {"eachMessage", "eachBatch"}:
                continue
            scope = source.code.scopes.get(value.node.id)
            for call in scope.statement_calls if scope is not None else ():
                parent = call.node.parent
                if parent is None or parent.type != "expression_statement":
                    continue
                if any(_is_async(item.node) for item in source.code.functions_called(call)):
                    name = source.code.text(call.target.node if call.target else None)
                    yield source.match(
                        _RULE,
                        call,
                        f"`{key.value}` does not wait for `{name}`, so the offset is committed while the work goes on, and a message "
                        f"whose handling fails is never seen again. Write `await {name}(…)`.",
                        trace=(
                            source.step(literal, f"`{key.value}` handles messages"),
                            source.step(call, "is not waited for"),
                        ),
                    )


def _is_async(function: Node) -> bool:
    return bool(function.children) and any(child.type == "async" for child in function.children[:3])
