"""Kafka producers that go on before enough brokers have the message, or that may write it twice where that costs money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._brokers import Source, Unknown
from backend_review.checks._kafka import KAFKA_GO, KAFKAJS, SARAMA, Client, Kafka, is_branched
from backend_review.checks._syntax import text_of
from backend_review.finding import Confidence, Match
from backend_review.index.expressions import Expr, last_name

_RULE = "weak-acks"
_SWITCH = re.compile(r"(?i)\backs\b|_acks\b|idempoten")
_NONE = {0, "0"}
_LEADER = {1, "1", "leader"}
_UNIMPORTANT = re.compile(r"(?i)log|metric|trace|telemetry|heart_?beat|click|page_?view|debug|audit_?view|monitor")
_MONEY = re.compile(
    r"(?i)(?:^|[._\-])(?:payments?|orders?|invoices?|billing|transfers?|ledger|wallet|refunds?|charges?|payouts?|purchases?)(?:$|[._\-])"
)
_ALL = {
    "kafka": '`acks="all"`',
    "aiokafka": '`acks="all"` (better `enable_idempotence=True`)',
    "confluent_kafka": '`"acks": "all"` (better `"enable.idempotence": True`)',
    "confluent": '`"acks": "all"` (better `"enable.idempotence": true`)',
    "rdkafka": "`acks: 'all'` (better `'enable.idempotence': true`)",
}


def judge(backend: Backend) -> Iterator[Match]:
    """A match at each producer, setting or call that waits for no broker or only for one."""
    kafka = Kafka(backend)
    for client in kafka.producers:
        yield from _client(kafka, client)
    for source in kafka.sources:
        if source.language == "javascript" and KAFKAJS.search(source.file.text):
            yield from _kafkajs(source)
        if source.language == "go" and KAFKA_GO in source.file.text:
            yield from _kafka_go(source)
        if source.language == "go" and SARAMA.search(source.file.text):
            yield from _sarama(source)


def _client(kafka: Kafka, client: Client) -> Iterator[Match]:
    source = client.source
    acks = client.get("acks", "requestrequiredacks")
    idempotent = client.get("enableidempotence")
    if source.flag(idempotent, False) is not False:
        return  # needs all of them, or is not seen
    if acks is not None:
        found = source.value(acks)
        if isinstance(found, (int, str)) and not is_branched(acks.node):
            yield from _weak(source, client.call, found, client.name, _ALL[client.library], None)
    elif client.library == "aiokafka" and (client.options.whole or not kafka.speakers.says(_SWITCH)):
        yield from _weak(source, client.call, 1, client.name, _ALL["aiokafka"], Confidence.MEDIUM)
        return
    if (
        client.library != "kafka"
        and client.options.whole
        and not (acks is not None and source.value(acks) in _NONE | _LEADER)
    ):
        topic = _money(source)
        if topic:
            yield _twice(
                source, client.call, client.name, topic, _ALL[client.library].partition("better ")[2].rstrip(")")
            )


def _weak(
    source: Source, place: Expr, acks: int | str, name: str, instead: str, confidence: Confidence | None
) -> Iterator[Match]:
    """A finding for 0 or 1, unless all that is sent is of little worth."""
    acks = acks.lower() if isinstance(acks, str) else acks
    if acks not in _NONE | _LEADER or _only_unimportant(source):
        return
    if acks in _NONE:
        what = f"`{name}` does not wait for any broker (acks 0), so messages are lost without an error"
    else:
        by = " by default" if confidence is Confidence.MEDIUM else ""
        what = f"`{name}` waits for the leader alone{by} (acks 1), so messages are lost when that broker fails before the others have them"
    yield source.match(
        _RULE,
        place,
        f"{what}. Set {instead}.",
        trace=(source.step(place, f"sends with acks {acks}"),),
        confidence=confidence,
    )


def _topics(source: Source) -> list[str]:
    """The topics that a file is seen to send to."""
    found = []
    for call in source.calls(
        "send", "produce", "send_and_wait", "sendBatch", "Produce", "SendMessage", "WriteMessages"
    ):
        candidates = [call.named.get("topic"), *call.args[:2]]
        for item in candidates:
            if item is None:
                continue
            value = source.value(item)
            if isinstance(value, str):
                found.append(value)
            for option, held in source.options(item).found.items():
                if option.lower() == "topic" and isinstance(source.value(held), str):
                    found.append(str(source.value(held)))
    return found


def _only_unimportant(source: Source) -> bool:
    topics = _topics(source)
    return bool(topics) and all(_UNIMPORTANT.search(topic) for topic in topics)


def _money(source: Source) -> str:
    return next((topic for topic in _topics(source) if _MONEY.search(topic)), "")


def _twice(source: Source, place: Expr, name: str, topic: str, how: str) -> Match:
    return source.match(
        _RULE,
        place,
        f"`{name}` is not idempotent and sends to `{topic}`, so a retry after a lost answer writes the same message a second time. Set {how}.",
        trace=(source.step(place, "makes a producer that may repeat itself"),),
        confidence=Confidence.MEDIUM,
    )


def _kafkajs(source: Source) -> Iterator[Match]:
    weak = False
    for call in source.calls("send", "sendBatch"):
        given = source.options(call.args[0]) if call.args else None
        acks = given.found.get("acks") if given is not None else None
        found = source.value(acks)
        if not isinstance(found, Unknown) and isinstance(found, (int, str)):
            for match in _weak(source, call, found, last_name(call.target), "`acks: -1` or leave it out", None):
                weak = True
                yield match
    topic = _money(source)
    if weak or not topic:
        return
    for call in source.calls("producer"):
        given = source.options(call.args[0]) if call.args else None
        if given is None or (given.whole and "idempotent" not in given.found):
            yield _twice(source, call, "producer", topic, "`idempotent: true`")


def _kafka_go(source: Source) -> Iterator[Match]:
    for literal in source.code.dicts:
        kind = literal.name.rpartition(".")[2]
        if kind not in {"Writer", "WriterConfig"} or not literal.name.startswith("kafka"):
            continue
        place = Expr("call", literal.node, target=Expr("other", _type_node(literal)))
        given = source.options(literal)
        acks = given.found.get("RequiredAcks")
        set_later = re.search(r"\.RequiredAcks\s*=", source.file.text)
        if acks is None:
            if kind == "Writer" and given.whole and not set_later:
                yield from _weak(
                    source,
                    place,
                    0,
                    "kafka.Writer{}",
                    "`RequiredAcks: kafka.RequireAll`; left out, it means none",
                    None,
                )
            continue
        shown = source.code.text(acks.node)
        value = 0 if "RequireNone" in shown else 1 if "RequireOne" in shown else source.value(acks)
        if isinstance(value, int) and not is_branched(acks.node):
            yield from _weak(source, place, value, kind, "`RequiredAcks: kafka.RequireAll`", None)


def _type_node(literal: Expr) -> Node:
    return literal.node.child_by_field_name("type") or literal.node


def _sarama(source: Source) -> Iterator[Match]:
    set_here = False
    for _, store in source.code.all_stores:
        if store.key is None or store.key.value != "RequiredAcks" or store.value is None:
            continue
        set_here = True
        name = last_name(store.value)
        level = {"NoResponse": 0, "WaitForLocal": 1}.get(name)
        if level is not None and not is_branched(store.node):
            place = Expr("call", store.node, target=Expr("other", store.node))
            yield from _weak(
                source,
                place,
                level,
                f"{store.base}.RequiredAcks",
                f"`{store.base}.RequiredAcks = sarama.WaitForAll`",
                None,
            )
    if set_here or re.search(r"Idempotent\s*=\s*true", source.file.text):
        return
    for call in source.calls("NewConfig"):
        scope = source.code.function_of(call.node)
        text = text_of(scope.node) if scope is not None else ""
        if (
            re.search(r"sarama\.New(?:Sync|Async)Producer\(", text)
            and source.code.text(call.target.node if call.target else None) == "sarama.NewConfig"
        ):
            yield from _weak(
                source,
                call,
                1,
                "sarama.NewConfig",
                "`config.Producer.RequiredAcks = sarama.WaitForAll`",
                Confidence.MEDIUM,
            )
