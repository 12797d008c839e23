"""Messages that are sent off without anybody learning whether they arrived."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_review.backend import Backend
from backend_review.checks._brokers import Source, Speakers
from backend_review.checks._kafka import CONFLUENT_GO, KAFKA_GO, KAFKAJS, RDKAFKA, SARAMA, Kafka
from backend_review.checks._rabbit import Rabbit
from backend_review.finding import Match
from backend_review.index.expressions import Expr, last_name

_RULE = "unconfirmed-publish"
_CONFIRMS = re.compile(
    r"confirm_delivery\(|confirm_select\(|createConfirmChannel|\.Confirm\(|WithDeferredConfirm|NotifyPublish\(|publisher_confirms\s*=\s*True|"
    r"confirm_publish|waitForConfirms|amqp-connection-manager|nestjs-rabbitmq"
)
_WAITS = re.compile(r"\.flush\(|\.Flush\(|\.get\(\s*(?:timeout|\d)|add_errback|add_callback")
_QUEUES = re.compile(r"['\"](?:bullmq|bull)['\"]")
_QUEUE_WORDS = re.compile(r"\bbull(?:mq)?\b")
_RABBIT = {
    "python": "Call `channel.confirm_delivery()` once after opening it: pika then raises when the broker refuses a message",
    "javascript": "Use `createConfirmChannel()` and wait for `waitForConfirms()` (or the callback)",
    "go": "Call `ch.Confirm(false)` and wait for the `DeferredConfirmation` of `PublishWithDeferredConfirm`",
}


def judge(backend: Backend) -> Iterator[Match]:
    """A match at the first message of each file that RabbitMQ need not confirm, and at each that nobody waits for."""
    rabbit = Rabbit(backend)
    yield from _rabbit(rabbit)
    kafka = Kafka(backend)
    for source in kafka.sources:
        if source.language == "python":
            yield from _python(kafka, source)
        elif source.language == "go":
            yield from _go(kafka, source)
        else:
            yield from _javascript(source)
    for source in Speakers(backend, _QUEUE_WORDS).sources:
        if source.language == "javascript" and _QUEUES.search(source.file.text):
            yield from _jobs(source)


def _rabbit(rabbit: Rabbit) -> Iterator[Match]:
    for source in rabbit.sources:
        for call in source.calls("channel") if source.language == "python" else ():
            if source.flag(call.named.get("publisher_confirms"), True) is False:
                yield source.match(
                    _RULE,
                    call,
                    "`publisher_confirms=False` lets aio-pika publish without hearing from the broker, so messages that it refuses are lost "
                    "without an error. Leave it out, and `publish` waits for the confirmation.",
                    trace=(source.step(call, "opens a channel without confirms"),),
                )
    if any(_CONFIRMS.search(source.file.text) for source in rabbit.sources):
        return
    told: set[str] = set()
    for message in rabbit.messages:
        source = message.source
        aio = source.language == "python" and last_name(message.call.target) == "publish"
        if aio or source.file.path in told or rabbit.is_fleeting(message):
            continue
        told.add(source.file.path)
        yield source.match(
            _RULE,
            message.call,
            f"`{last_name(message.call.target)}` returns before the broker has the message, and none of the {len(rabbit.sources)} files that "
            f"speak to RabbitMQ asks for confirmations, so a lost message goes unnoticed. {_RABBIT[source.language]}.",
            trace=(source.step(message.call, "publishes without a confirmation"),),
        )


def _dropped(call: Expr, awaited: bool = False) -> bool:
    """Whether nobody takes what a call gives: a statement of its own, ``await`` before it or not."""
    parent = call.node.parent
    if awaited and parent is not None and parent.type in {"await", "await_expression"}:
        parent = parent.parent
    return parent is not None and parent.type == "expression_statement"


def _producer(source: Source, call: Expr) -> str:
    """What a method is called on: its library's name for it, or the words that are written."""
    target = call.target.target if call.target is not None else None
    return source.code.qualify(target) or (source.code.text(target.node) if target is not None else "")


def _python(kafka: Kafka, source: Source) -> Iterator[Match]:
    for call in source.calls("send"):
        made = _producer(source, call)
        aio = made.startswith("aiokafka.")
        if (
            not (aio or made.startswith("kafka."))
            or not _dropped(call, awaited=aio)
            or _WAITS.search(source.around(call.node))
        ):
            continue
        instead = (
            "Use `await producer.send_and_wait(…)`"
            if aio
            else "Keep the future: `.get(timeout=10)`, or `.add_errback(…)`"
        )
        yield source.match(
            _RULE,
            call,
            f"`send` only puts the message into a buffer and its future is dropped, so nobody learns when it cannot be delivered. {instead}.",
            trace=(source.step(call, "drops the future"),),
        )
    if not re.search(r"\bconfluent_kafka\b", source.file.text):
        return
    configured = any(
        client.get("ondelivery", "drcb", "errorcb") for client in kafka.producers if client.source is source
    )
    for call in source.calls("produce"):
        given = source.given(call)
        callback = {"on_delivery", "callback"} & set(given.found) or len(call.args) > 3
        if configured or callback or not given.whole or not re.search(r"(?i)produc|^p$|kafka", _producer(source, call)):
            continue
        yield source.match(
            _RULE,
            call,
            "`produce` only puts the message into a buffer and has no delivery callback, so nobody learns when it cannot be delivered. Pass "
            "`on_delivery=…`, which logs or retries, and call `poll(0)` afterwards.",
            trace=(source.step(call, "produces without a delivery callback"),),
        )


def _go(kafka: Kafka, source: Source) -> Iterator[Match]:
    text = source.file.text
    if CONFLUENT_GO in text and not _anywhere(kafka, r"\.Events\(\)|\.Flush\("):
        yield from _confluent_go(source)
    if KAFKA_GO in text:
        yield from _kafka_go(source)
    if SARAMA.search(text) and not _anywhere(kafka, r"\.Errors\(\)"):
        for call in source.calls("NewAsyncProducer", "NewAsyncProducerFromClient"):
            yield source.match(
                _RULE,
                call,
                "Nothing reads the `Errors()` of this asynchronous producer, so nobody learns when a message cannot be delivered (and, unless "
                "`Producer.Return.Errors` is off, it stops when that channel is full). Read them and log or retry, or use a `SyncProducer`.",
                trace=(source.step(call, "makes an asynchronous producer"),),
            )


def _anywhere(kafka: Kafka, words: str) -> bool:
    return any(re.search(words, source.file.text) for source in kafka.sources)


def _confluent_go(source: Source) -> Iterator[Match]:
    for call in source.calls("Produce"):
        if len(call.args) == 2 and source.value(call.args[1]) is None:
            yield source.match(
                _RULE,
                call,
                "`Produce` only puts the message into a buffer, it is given no delivery channel, and nothing reads `Events()`, so nobody "
                "learns when it cannot be delivered. Pass a channel, or read the producer's events and handle their errors.",
                trace=(source.step(call, "produces without a delivery report"),),
            )


def _kafka_go(source: Source) -> Iterator[Match]:
    if re.search(r"\.Completion\s*=", source.file.text):
        return
    for literal in source.code.dicts:
        given = source.options(literal) if literal.name in {"kafka.Writer", "kafka.WriterConfig"} else None
        if given is None or not given.whole or "Completion" in given.found:
            continue
        if source.flag(given.found.get("Async"), False):
            place = Expr("call", literal.node, target=given.found["Async"])
            yield source.match(
                _RULE,
                place,
                "An `Async` writer returns no errors and this one has no `Completion`, so nobody learns when a message cannot be "
                "delivered. Set `Completion`, or leave `Async` off.",
                trace=(source.step(place, "writes without waiting"),),
            )


def _javascript(source: Source) -> Iterator[Match]:
    text = source.file.text
    if KAFKAJS.search(text):
        for call in source.calls("send", "sendBatch"):
            if _dropped(call) and re.search(r"(?i)producer|kafka", _producer(source, call)):
                name = source.code.text(call.target.node if call.target else None)
                yield _floating(source, call, name)
    if RDKAFKA.search(text) and not re.search(r"dr_(?:msg_)?cb|delivery-report", text):
        for call in source.calls("produce"):
            if len(call.args) >= 3:
                yield source.match(
                    _RULE,
                    call,
                    "`produce` only puts the message into a buffer and no delivery report is asked for, so nobody learns when it cannot be "
                    "delivered. Set `dr_cb: true` and handle `delivery-report`.",
                    trace=(source.step(call, "produces without a delivery report"),),
                )


def _jobs(source: Source) -> Iterator[Match]:
    """BullMQ: a job that is added, and whose promise nobody waits for."""
    for call in source.calls("add", "addBulk"):
        if not _dropped(call) or call.target is None or call.target.target is None:
            continue
        if source.code.qualify(call.target.target).startswith(("bullmq.", "bull")) or _is_queue(
            source, call.target.target
        ):
            yield _floating(source, call, source.code.text(call.target.node))


def _is_queue(source: Source, target: Expr) -> bool:
    """``this.queue`` whose class says that it is a ``Queue``."""
    owner = source.code.class_scope(source.code.scope_of(target.node))
    kind = owner.fields.get(target.name, ("", ""))[0] if owner is not None and target.kind == "attr" else ""
    return re.match(r":?\s*Queue\b", kind) is not None


def _floating(source: Source, call: Expr, name: str) -> Match:
    return source.match(
        _RULE,
        call,
        f"Nobody waits for `{name}`, so when the broker is away the message is lost and the rejection is unhandled. Write "
        f"`await {name}(…)` and let the error reach the caller.",
        trace=(source.step(call, "drops the promise"),),
    )
