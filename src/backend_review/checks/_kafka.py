"""What a project does with Kafka, one form for all client libraries: its consumers and producers, and their options.

kafka-python, aiokafka, confluent-kafka · kafkajs, node-rdkafka and Confluent's client · sarama, kafka-go, confluent-kafka-go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tree_sitter import Node

from backend_review.backend import Backend
from backend_review.checks._brokers import Options, Source, Speakers
from backend_review.index.expressions import Expr, last_name
from backend_review.index.expressions.data import FUNCTIONS

_WORDS = re.compile(r"(?i)kafka|sarama")
_PYTHON_CONSUMERS = {
    "kafka.KafkaConsumer", "kafka.consumer.KafkaConsumer", "aiokafka.AIOKafkaConsumer", "aiokafka.consumer.AIOKafkaConsumer",
    "confluent_kafka.Consumer", "confluent_kafka.DeserializingConsumer", "confluent_kafka.avro.AvroConsumer",
}  # fmt: skip
_PYTHON_PRODUCERS = {
    "kafka.KafkaProducer", "kafka.producer.KafkaProducer", "aiokafka.AIOKafkaProducer", "aiokafka.producer.AIOKafkaProducer",
    "confluent_kafka.Producer", "confluent_kafka.SerializingProducer", "confluent_kafka.avro.AvroProducer",
}  # fmt: skip
CONFLUENT_GO = "confluentinc/confluent-kafka-go"
KAFKA_GO = "segmentio/kafka-go"
SARAMA = re.compile(r"(?:Shopify|IBM)/sarama")
KAFKAJS = re.compile(r"['\"]kafkajs['\"]")
RDKAFKA = re.compile(r"['\"](?:node-rdkafka|@confluentinc/kafka-javascript)['\"]")
BRANCHES = {
    "if_statement",
    "switch_statement",
    "expression_switch_statement",
    "match_statement",
    "ternary_expression",
    "conditional_expression",
}


@dataclass
class Client:
    """A consumer or producer that is made: ``options`` by their names in lower case, without dots and underscores."""

    source: Source
    call: Expr
    library: str
    options: Options

    def get(self, *names: str) -> Expr | None:
        """The first of some options that is given."""
        return next((self.options.found[name] for name in names if name in self.options.found), None)

    @property
    def name(self) -> str:
        """What makes it, as it is written."""
        return last_name(self.call.target)


class Kafka:
    """Everything a project's live files say to Kafka."""

    def __init__(self, backend: Backend) -> None:
        self.speakers = Speakers(backend, _WORDS)

    @property
    def sources(self) -> list[Source]:
        """The files that may speak to it."""
        return self.speakers.sources

    @cached_property
    def consumers(self) -> list[Client]:
        """Consumers whose client commits by itself unless it is told not to (kafkajs's does so after the work)."""
        return [client for source in self.sources for client in _clients(source, consumer=True)]

    @cached_property
    def producers(self) -> list[Client]:
        """The producers that are made with options of their own."""
        return [client for source in self.sources for client in _clients(source, consumer=False)]


def library_of(source: Source, call: Expr, consumer: bool) -> str:
    """The library whose consumer or producer a call makes; "" for none."""
    if source.language == "python":
        name = source.code.qualify(call.target)
        known = _PYTHON_CONSUMERS if consumer else _PYTHON_PRODUCERS
        return name.partition(".")[0] if name in known else ""
    if source.language == "go":
        return "confluent" if CONFLUENT_GO in source.file.text and len(call.args) == 1 else ""
    return "rdkafka" if call.name == "new" and RDKAFKA.search(source.file.text) else ""


_PYTHON_CALLS = (
    ("KafkaConsumer", "AIOKafkaConsumer", "Consumer", "DeserializingConsumer", "AvroConsumer"),
    ("KafkaProducer", "AIOKafkaProducer", "Producer", "SerializingProducer", "AvroProducer"),
)


def _clients(source: Source, consumer: bool) -> Iterator[Client]:
    if source.language == "python":
        names: tuple[str, ...] = _python_names(source, consumer)
    elif source.language == "go":
        names = ("NewConsumer",) if consumer else ("NewProducer",)
    else:
        names = ("KafkaConsumer",) if consumer else ("Producer", "HighLevelProducer")
    for call in source.calls(*names):
        library = library_of(source, call, consumer)
        if library:
            yield Client(source, call, library, _options(source, call))


def _python_names(source: Source, consumer: bool) -> tuple[str, ...]:
    """The names that the library's classes have in a file: ``from confluent_kafka import Consumer as KafkaConsumer``."""
    known = _PYTHON_CONSUMERS if consumer else _PYTHON_PRODUCERS
    renamed = {
        name
        for name, definitions in source.code.module.names.items()
        if any(item.kind == "import" and item.module in known for item in definitions)
    }
    return tuple(dict.fromkeys((*_PYTHON_CALLS[0 if consumer else 1], *renamed)))


def _options(source: Source, call: Expr) -> Options:
    read = source.given(call) if source.language == "python" else Options()
    configured = [item for item in call.args if item.kind != "spread"][:2]
    if source.language == "python":
        # kafka-python's topics come first, Confluent's configuration does
        configured = [
            item for item in configured[:1] if not any(value.kind == "text" for value in source.code.values(item))
        ]
        read.whole = read.whole or (bool(call.args) and not call.entries)
        if "confluent_kafka" not in source.code.qualify(call.target):
            configured = []
    for item in configured:
        read.merge(source.options(item))
    return Options({plain(name): value for name, value in read.found.items()}, read.whole)


def plain(name: str) -> str:
    """An option's name without what libraries write differently: ``enable.auto.commit``, ``enable_auto_commit``."""
    return re.sub(r"[._-]", "", name).lower()


def is_branched(node: Node) -> bool:
    """Whether a setting is one of several that a condition of the same function picks."""
    current = node.parent
    while current is not None and current.type not in FUNCTIONS:
        if current.type in BRANCHES:
            return True
        current = current.parent
    return False
