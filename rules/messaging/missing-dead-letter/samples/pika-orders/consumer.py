import json
import logging

import pika

from .orders import place

log = logging.getLogger(__name__)


def on_order(channel, method, properties, body):
    try:
        order = json.loads(body)
    except ValueError:
        log.warning("not JSON")
        # ruleid: missing-dead-letter
        channel.basic_reject(delivery_tag=method.delivery_tag, requeue=False)
        return
    try:
        place(order)
    except Exception:
        log.exception("order failed")
        # ok: missing-dead-letter
        channel.basic_nack(method.delivery_tag, False, True)
        return
    # ok: missing-dead-letter
    channel.basic_ack(method.delivery_tag)


def run(url: str) -> None:
    channel = pika.BlockingConnection(pika.URLParameters(url)).channel()
    channel.queue_declare("orders", durable=True)
    channel.basic_qos(prefetch_count=10)
    channel.basic_consume("orders", on_order)
    channel.start_consuming()
