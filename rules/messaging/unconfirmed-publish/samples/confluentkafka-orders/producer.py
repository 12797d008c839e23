import logging

from confluent_kafka import Producer

producer = Producer({"bootstrap.servers": "kafka:9092", "acks": "all", "enable.idempotence": True})


def report(error, message) -> None:
    if error:
        logging.error("not delivered: %s", error)


def placed(order: bytes) -> None:
    # ruleid: unconfirmed-publish
    producer.produce("orders", value=order)
    # ok: unconfirmed-publish
    producer.produce("orders", value=order, on_delivery=report)
    # ok: unconfirmed-publish
    producer.produce("orders", value=order, callback=report)
    producer.poll(0)
