"""What a project does with RabbitMQ: its queues, exchanges, messages and consumers, over all files that speak to it."""

from __future__ import annotations

import re
from functools import cached_property

from backend_review.backend import Backend
from backend_review.checks._brokers import Source, Speakers
from backend_review.checks._rabbit_calls import (
    Consume,
    Publish,
    Queue,
    Reject,
    consumers_in,
    messages_in,
    queues_in,
    rejections_in,
)
from backend_review.index.expressions import last_name

_WORDS = re.compile(
    r"\b(?:pika|aio_pika|aiormq|kombu|amqplib|amqp-connection-manager|nestjs-rabbitmq|amqp091-go|streadway/amqp)\b|"
    r"\bTransport\.RMQ\b|queue_declare|basic_publish|basic_consume|basic_n?ack|basic_reject|declare_queue|assertQueue|"
    r"sendToQueue|assertExchange|QueueDeclare|ExchangeDeclare|createChannel"
)
# Queues whose messages are of no use to the next process: answers of calls, and what is said to all.
REPLIES = re.compile(r"(?i)repl(y|ies)|callback|respon|\brpc|broadcast|fan_?-?out|tmp|temp(orary)?\b|heartbeat")

# What is worth nothing a minute later.
FLEETING = re.compile(
    r"(?i)heart_?beat|\bping\b|presence|typing|metric|telemetry|\blogs?\b|progress|\bevents?_?feed|\blive\b|stats\b"
)


class Rabbit:
    """Everything a project's live files say to RabbitMQ."""

    def __init__(self, backend: Backend) -> None:
        self.speakers = Speakers(backend, _WORDS)

    @property
    def sources(self) -> list[Source]:
        """The files that may speak to it."""
        return self.speakers.sources

    @cached_property
    def queues(self) -> list[Queue]:
        """All declarations of queues."""
        return [queue for source in self.sources for queue in queues_in(source)]

    @cached_property
    def messages(self) -> list[Publish]:
        """All messages that are published."""
        return [message for source in self.sources for message in messages_in(source)]

    @cached_property
    def consumers(self) -> list[Consume]:
        """All consumers."""
        return [consumer for source in self.sources for consumer in consumers_in(source)]

    @cached_property
    def rejections(self) -> list[Reject]:
        """All messages that are rejected."""
        return [rejection for source in self.sources for rejection in rejections_in(source)]

    @cached_property
    def exchanges(self) -> dict[str, str]:
        """The types of the exchanges that are declared, by name as written."""
        found = {}
        for source in self.sources:
            for call in source.calls("exchange_declare", "declare_exchange", "assertExchange", "ExchangeDeclare"):
                given = source.given(call).found
                name = given.get("exchange") or given.get("name") or (call.args[0] if call.args else None)
                kind = given.get("exchange_type") or given.get("type") or (call.args[1] if len(call.args) > 1 else None)
                found[source.text(name)] = source.text(kind).rpartition(".")[2].lower()
        return found

    def is_fleeting(self, message: Publish) -> bool:
        """Whether a message is an answer, is said to all who listen now, or is of no use later."""
        source = message.source
        shown, exchange = source.text(message.key), source.text(message.exchange)
        if REPLIES.search(shown) or REPLIES.search(exchange) or FLEETING.search(f"{shown} {exchange}"):
            return True
        if re.search(r"(?i)reply_?to", source.code.text(message.key.node) if message.key is not None else ""):
            return True
        if self.exchanges.get(exchange) == "fanout":
            return True
        for item in source.code.values(message.exchange) if message.exchange is not None else ():
            if item.kind == "call" and last_name(item.target) in {"declare_exchange", "exchange_declare"}:
                return "fanout" in source.code.text(item.node).lower()
        kinds = {kind for kind in self.exchanges.values() if kind}
        return bool(exchange) and not exchange.endswith("default_exchange") and bool(kinds) and kinds == {"fanout"}

    def says(self, words: re.Pattern[str]) -> bool:
        """Whether a live file of the project has these words."""
        return self.speakers.says(words)
