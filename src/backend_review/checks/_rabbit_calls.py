"""Reading calls to RabbitMQ's client libraries, one form for all of them.

pika, aio-pika, kombu · amqplib (also behind amqp-connection-manager), NestJS's transport · amqp091-go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend_review.checks._brokers import Source, Unknown
from backend_review.index.expressions import Expr, last_name

_LIBRARY = {
    "python": re.compile(r"(?m)^\s*(?:import|from)\s+(?:pika|aio_pika|aiormq|kombu|amqp)\b"),
    "javascript": re.compile(
        r"['\"](?:amqplib|amqp-connection-manager|@golevelup/nestjs-rabbitmq|@nestjs/microservices)\b"
    ),
    "go": re.compile(r"github\.com/(?:rabbitmq/amqp091-go|streadway/amqp)"),
}
_PERSISTENT = re.compile(r"(?i)persist")


@dataclass
class Queue:
    """A declaration of a queue; None is what cannot be seen."""

    source: Source
    call: Expr
    name: Expr | None
    durable: bool | None
    exclusive: bool | None = False
    auto_delete: bool | None = False
    passive: bool | None = False

    @property
    def shown(self) -> str:
        """The queue's name as people would say it."""
        return self.source.text(self.name) if self.name is not None else ""

    @property
    def named(self) -> bool:
        """Whether the program gives it a name: the broker's own names are for a single consumer."""
        return self.name is not None and self.source.value(self.name) not in ("", None)


@dataclass
class Publish:
    """A message that is published; ``persistent`` None is what cannot be seen."""

    source: Source
    call: Expr
    exchange: Expr | None
    key: Expr | None
    persistent: bool | None
    how: str  # what the author writes to make it persistent


@dataclass
class Consume:
    """A consumer: ``manual`` when it acknowledges by itself."""

    source: Source
    call: Expr
    queue: Expr | None
    manual: bool | None
    how: str  # what limits it
    own: bool = False  # whether that is an option of this very call or literal


@dataclass
class Reject:
    """A message that is given back, or thrown away when ``requeue`` is False."""

    source: Source
    call: Expr
    requeue: bool | None
    message: str


def speaks(source: Source) -> bool:
    """Whether a file imports a RabbitMQ library: its methods have names that others have, too."""
    return _LIBRARY[source.language].search(source.file.text) is not None


def _argument(call: Expr, position: int) -> Expr | None:
    return call.args[position] if position < len(call.args) else None


def queues_in(source: Source) -> Iterator[Queue]:
    """The queues that a file declares."""
    if source.language == "python":
        yield from _python_queues(source)
    elif source.language == "go":
        for call in source.calls("QueueDeclare"):
            if len(call.args) == 6:
                durable, deleted, exclusive = (source.flag(call.args[at], False) for at in (1, 2, 3))
                yield Queue(source, call, call.args[0], durable, exclusive, deleted)
    else:
        yield from _javascript_queues(source)


def _python_queues(source: Source) -> Iterator[Queue]:
    for call in source.calls("queue_declare", "declare_queue"):
        pika = last_name(call.target) == "queue_declare"
        given = source.given(call)
        # queue_declare(queue, passive, durable, exclusive, auto_delete); declare_queue(name, *, …)
        name = given.found.get("queue") or given.found.get("name") or _argument(call, 0)
        flags = {}
        for position, option in enumerate(("passive", "durable", "exclusive", "auto_delete"), 1):
            expr = given.found.get(option) or (_argument(call, position) if pika else None)
            flags[option] = source.flag(expr, False) if expr is not None or given.whole else None
        yield Queue(source, call, name, flags["durable"], flags["exclusive"], flags["auto_delete"], flags["passive"])
    for call in source.calls("Queue"):
        if "durable" in call.named and source.code.qualify(call.target).startswith("kombu"):
            flags = {option: source.flag(call.named.get(option), False) for option in ("exclusive", "auto_delete")}
            durable = source.flag(call.named["durable"], True)
            yield Queue(source, call, _argument(call, 0), durable, flags["exclusive"], flags["auto_delete"])


def _javascript_queues(source: Source) -> Iterator[Queue]:
    for call in source.calls("assertQueue"):
        given = source.options(_argument(call, 1))
        flags = {
            option: source.flag(given.found.get(option), option == "durable")
            if option in given.found or given.whole
            else None
            for option in ("durable", "exclusive", "autoDelete")
        }
        yield Queue(source, call, _argument(call, 0), flags["durable"], flags["exclusive"], flags["autoDelete"])
    if "RMQ" not in source.file.text and "queueOptions" not in source.file.text:
        return
    for literal in source.code.dicts:
        options = source.options(literal)
        held = options.found.get("queueOptions")
        name = options.found.get("queue")
        if held is None or name is None:
            continue
        given = source.options(held)
        durable = source.flag(given.found.get("durable"), True)
        marked = Expr("call", held.node, target=given.found.get("durable", held))
        yield Queue(
            source,
            marked,
            name,
            durable,
            source.flag(given.found.get("exclusive"), False),
            source.flag(given.found.get("autoDelete"), False),
        )


def messages_in(source: Source) -> Iterator[Publish]:
    """The messages that a file publishes."""
    if source.language == "python":
        yield from _python_messages(source)
    elif source.language == "go":
        yield from _go_messages(source)
    else:
        for call in source.calls("sendToQueue"):
            if len(call.args) >= 2:
                persistent = _javascript_persistent(source, _argument(call, 2))
                yield Publish(source, call, None, call.args[0], persistent, "`{ persistent: true }`")
        for call in source.calls("publish"):
            if len(call.args) >= 3 and speaks(source):
                persistent = _javascript_persistent(source, _argument(call, 3))
                yield Publish(source, call, call.args[0], call.args[1], persistent, "`{ persistent: true }`")


def _javascript_persistent(source: Source, options: Expr | None) -> bool | None:
    given = source.options(options)
    mode = given.found.get("deliveryMode")
    if mode is not None:
        return _mode(source, mode)
    if "persistent" in given.found:
        return source.flag(given.found["persistent"], False)
    return False if given.whole else None


def _mode(source: Source, mode: Expr) -> bool | None:
    """Whether a delivery mode is the persistent one: 2, or a constant of the library that is called so."""
    if _PERSISTENT.search(source.code.text(mode.node)):
        return re.search(r"(?i)not_?persist|non_?persist|transient", source.code.text(mode.node)) is None
    found = source.value(mode)
    if isinstance(found, Unknown):
        written = source.code.text(mode.node).lower()
        return False if written.endswith("transient") else None
    return found in (2, "2", True)


def _python_messages(source: Source) -> Iterator[Publish]:
    for call in source.calls("basic_publish"):
        given = source.given(call)
        exchange = given.found.get("exchange") or _argument(call, 0)
        key = given.found.get("routing_key") or _argument(call, 1)
        properties = given.found.get("properties") or _argument(call, 3)
        persistent: bool | None = False if given.whole else None
        for item in source.code.values(properties) if properties is not None else ():
            persistent = None
            if item.kind == "call" and last_name(item.target) == "BasicProperties":
                held = source.given(item)
                mode = held.found.get("delivery_mode")
                persistent = (
                    _mode(source, mode) if mode is not None else (False if held.whole and len(item.args) < 4 else None)
                )
                if mode is None and re.search(r"\.delivery_mode\s*=", source.around(call.node)):
                    persistent = None
            elif item.kind == "constant":
                persistent = False
        yield Publish(source, call, exchange, key, persistent, "`properties=pika.BasicProperties(delivery_mode=2)`")
    if "aio_pika" not in source.file.text:
        return
    for call in source.calls("publish"):
        given = source.given(call)
        body = given.found.get("message") or _argument(call, 0)
        key = given.found.get("routing_key") or _argument(call, 1)
        for item in source.code.values(body) if body is not None else ():
            if item.kind != "call" or not source.code.qualify(item.target).startswith("aio_pika."):
                continue
            held = source.given(item)
            mode = held.found.get("delivery_mode")
            persistent = _mode(source, mode) if mode is not None else (False if held.whole else None)
            exchange = call.target.target if call.target is not None else None
            yield Publish(source, call, exchange, key, persistent, "`delivery_mode=aio_pika.DeliveryMode.PERSISTENT`")


_GO_PUBLISH = {
    "Publish": 0, "PublishWithContext": 1, "PublishWithDeferredConfirm": 0, "PublishWithDeferredConfirmWithContext": 1,
}  # fmt: skip


def _go_messages(source: Source) -> Iterator[Publish]:
    for call in source.calls(*_GO_PUBLISH):
        at = _GO_PUBLISH[last_name(call.target)]
        if len(call.args) != at + 5:
            continue
        persistent: bool | None = None
        for item in source.code.values(call.args[at + 4]):
            if item.kind == "dict" and item.name.endswith("Publishing"):
                given = source.options(call.args[at + 4])
                mode = given.found.get("DeliveryMode")
                persistent = _mode(source, mode) if mode is not None else (False if given.whole else None)
        yield Publish(source, call, call.args[at], call.args[at + 1], persistent, "`DeliveryMode: amqp.Persistent`")


def consumers_in(source: Source) -> Iterator[Consume]:
    """The consumers that a file starts."""
    if source.language == "python":
        for call in source.calls("basic_consume"):
            given = source.given(call)
            auto = given.found.get("auto_ack") or given.found.get("no_ack") or _argument(call, 2)
            automatic = source.flag(auto, False) if auto is not None or given.whole else None
            queue = given.found.get("queue") or _argument(call, 0)
            yield Consume(
                source,
                call,
                queue,
                None if automatic is None else not automatic,
                "`channel.basic_qos(prefetch_count=10)`",
            )
        if "aio_pika" in source.file.text:
            for call in source.calls("consume", "iterator"):
                given = source.given(call)
                automatic = source.flag(given.found.get("no_ack"), False) if given.whole else None
                queue = call.target.target if call.target is not None else None
                yield Consume(
                    source,
                    call,
                    queue,
                    None if automatic is None else not automatic,
                    "`await channel.set_qos(prefetch_count=10)`",
                )
        if re.search(r"\bkombu\b", source.file.text):
            for call in source.calls("Consumer"):
                given = source.given(call)
                if "prefetch_count" not in given.found and given.whole and (call.args or given.found):
                    automatic = source.flag(given.found.get("no_ack"), False)
                    manual = None if automatic is None else not automatic
                    yield Consume(
                        source,
                        call,
                        given.found.get("queues") or _argument(call, 0),
                        manual,
                        "`prefetch_count=10`",
                        own=True,
                    )
    elif source.language == "go":
        for call in source.calls("Consume", "ConsumeWithContext"):
            at = 1 if last_name(call.target) == "ConsumeWithContext" else 0
            if len(call.args) == at + 7:
                automatic = source.flag(call.args[at + 2], False)
                yield Consume(
                    source, call, call.args[at], None if automatic is None else not automatic, "`ch.Qos(10, 0, false)`"
                )
    elif speaks(source):
        for call in source.calls("consume"):
            if len(call.args) < 2:
                continue
            given = source.options(_argument(call, 2))
            automatic = source.flag(given.found.get("noAck"), False) if given.whole or "noAck" in given.found else None
            if "prefetch" not in given.found:  # an option of amqp-connection-manager's
                yield Consume(
                    source, call, call.args[0], None if automatic is None else not automatic, "`channel.prefetch(10)`"
                )
        for literal in source.code.dicts if "noAck" in source.file.text else ():
            options = source.options(literal)
            if {"queue", "noAck"} <= set(options.found) and options.whole and "prefetchCount" not in options.found:
                mark = Expr("call", literal.node, target=options.found["noAck"])
                manual = source.flag(options.found["noAck"], True) is False
                yield Consume(source, mark, options.found["queue"], manual, "`prefetchCount: 10`", own=True)


def rejections_in(source: Source) -> Iterator[Reject]:
    """The messages that a file rejects."""
    if source.language == "python":
        yield from _python_rejections(source)
        return
    if not speaks(source) and source.language == "javascript":
        return
    for call in source.calls("nack", "Nack"):
        # channel.nack(message, allUpTo, requeue) · delivery.Nack(multiple, requeue) · channel.Nack(tag, multiple, requeue)
        if source.language == "go":
            if len(call.args) in {2, 3}:
                yield Reject(source, call, source.flag(call.args[-1], True), "`Nack`")
        elif call.name == "new" and call.args:
            yield Reject(source, call, source.flag(call.args[0], False), "`Nack`")
        elif call.args:
            yield Reject(source, call, source.flag(_argument(call, 2), True), "`nack`")
        elif call.name == "new":  # the answer of a handler of @golevelup/nestjs-rabbitmq
            yield Reject(source, call, False, "`Nack`")
    for call in source.calls("reject", "Reject"):
        if source.language == "go":
            if len(call.args) in {1, 2}:
                yield Reject(source, call, source.flag(call.args[-1], True), "`Reject`")
        elif (
            call.args
            and call.target is not None
            and re.search(r"(?i)chan|\bch\b|amqp|rabbit", source.code.text(call.target.node))
        ):
            yield Reject(source, call, source.flag(_argument(call, 1), True), "`reject`")


def _python_rejections(source: Source) -> Iterator[Reject]:
    for call in source.calls("basic_nack", "basic_reject"):
        given = source.given(call)
        # basic_nack(delivery_tag, multiple, requeue) · basic_reject(delivery_tag, requeue)
        requeue = given.found.get("requeue") or _argument(call, 2 if last_name(call.target) == "basic_nack" else 1)
        again = source.flag(requeue, True) if requeue is not None or given.whole else None
        yield Reject(source, call, again, f"`{last_name(call.target)}`")
    if not re.search(r"\b(?:aio_pika|kombu)\b", source.file.text):
        return
    for call in source.calls("process") if "aio_pika" in source.file.text else ():
        given = source.given(call)
        if _opened(call) and given.whole and not call.args:  # async with message.process():
            yield Reject(source, call, source.flag(given.found.get("requeue"), False), "`process`")
    for call in source.calls("nack", "reject", "requeue"):
        name = last_name(call.target)
        if call.target is None or call.target.kind != "attr" or len(call.args) > 1:
            continue
        given = source.given(call)
        again = source.flag(given.found.get("requeue") or _argument(call, 0), name != "reject") if given.whole else None
        yield Reject(source, call, again, f"`{name}`")


def _opened(call: Expr) -> bool:
    """Whether a call is what a ``with`` statement opens."""
    parent = call.node.parent
    return parent is not None and parent.type in {"with_item", "as_pattern"}


def is_exclusive(source: Source, queue: Expr | None) -> bool:
    """Whether a queue is declared for its consumer alone, where its declaration can be seen."""
    for item in source.code.values(queue) if queue is not None else ():
        if item.kind == "call" and source.flag(source.given(item).found.get("exclusive"), False):
            return True
    return False
