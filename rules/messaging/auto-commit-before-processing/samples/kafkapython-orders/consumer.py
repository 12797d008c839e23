import json

from kafka import KafkaConsumer

from .orders import place

OPTIONS = {"bootstrap_servers": ["kafka:9092"], "group_id": "orders", "enable_auto_commit": True}


def run(servers: list[str]) -> None:
    # ruleid: auto-commit-before-processing
    consumer = KafkaConsumer("orders", bootstrap_servers=servers, group_id="orders", enable_auto_commit=True)
    for message in consumer:
        place(json.loads(message.value))


def run_by_default(servers: list[str]) -> None:
    # ruleid: auto-commit-before-processing
    consumer = KafkaConsumer("orders", bootstrap_servers=servers, group_id="orders")
    for message in consumer:
        place(json.loads(message.value))


def run_with_options() -> None:
    # ruleid: auto-commit-before-processing
    consumer = KafkaConsumer("orders", **OPTIONS)
    for message in consumer:
        place(json.loads(message.value))


def run_safely(servers: list[str]) -> None:
    # ok: auto-commit-before-processing
    consumer = KafkaConsumer("orders", bootstrap_servers=servers, group_id="orders", enable_auto_commit=False)
    for message in consumer:
        place(json.loads(message.value))
        # ok: auto-commit-before-processing
        consumer.commit()


def run_hastily(servers: list[str]) -> None:
    # ok: auto-commit-before-processing
    consumer = KafkaConsumer("orders", bootstrap_servers=servers, group_id="orders", enable_auto_commit=False)
    for message in consumer:
        # ruleid: auto-commit-before-processing
        consumer.commit()
        place(json.loads(message.value))


def look(servers: list[str]) -> list[bytes]:
    # ok: auto-commit-before-processing
    consumer = KafkaConsumer("orders", bootstrap_servers=servers, group_id=None)
    # ok: auto-commit-before-processing
    other = KafkaConsumer("orders", bootstrap_servers=servers, auto_offset_reset="latest")
    return [message.value for message in (*consumer, *other)]
