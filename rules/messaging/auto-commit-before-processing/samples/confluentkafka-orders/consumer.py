import logging

from confluent_kafka import Consumer
from confluent_kafka import Consumer as KafkaConsumer

from .orders import place

log = logging.getLogger(__name__)


def run(servers: str) -> None:
    # ruleid: auto-commit-before-processing
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "orders", "auto.offset.reset": "earliest"})
    consumer.subscribe(["orders"])
    while True:
        message = consumer.poll(1.0)
        if message is not None and not message.error():
            place(message.value())


def run_with_settings(servers: str, more: dict) -> None:
    settings = {"bootstrap.servers": servers, "group.id": "orders"}
    settings["enable.auto.commit"] = False
    # ok: auto-commit-before-processing
    consumer = KafkaConsumer(settings)
    # ok: auto-commit-before-processing
    other = KafkaConsumer({"group.id": "orders", **more})
    # ok: auto-commit-before-processing
    stored = KafkaConsumer({"group.id": "orders", "enable.auto.offset.store": False})
    # ruleid: auto-commit-before-processing
    eager = KafkaConsumer({"group.id": "orders", "enable.auto.commit": "true", "enable.auto.offset.store": True})
    consumer.subscribe(["orders"])
    while True:
        message = consumer.poll(1.0)
        if message is None:
            continue
        log.info("got %s", message.offset())
        # ruleid: auto-commit-before-processing
        consumer.commit(message)
        log.info("committed %s", message.offset())
        place(message.value())
        stored.store_offsets(message)
        other.close()
        eager.close()


def run_safely(consumer: Consumer) -> None:
    while True:
        message = consumer.poll(1.0)
        place(message.value())
        # ok: auto-commit-before-processing
        consumer.commit(message)
        log.info("committed %s", message.offset())
